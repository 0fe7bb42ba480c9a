import { atomCount, type Composition } from '../composition.ts'
import { electropositiveOrder, formatFormula } from '../formula/index.ts'
import { permutation, type RandomStream, randomStream } from '../statistics/index.ts'
import { meetsCharge } from './charge-condition.ts'
import { checkSearch } from './check-search.ts'
import { countCandidates } from './count-candidates.ts'
import { type ElementPart, elementParts, type Slot } from './element-set.ts'
import { enumerateCandidates } from './enumerate-candidates.ts'
import { addCharges, commonDivisor, neutralisingAmounts } from './proportion.ts'
import type { ChargeCondition, SearchSpec, WholeRange } from './search-spec.ts'

/**
 * Why a sample ended: it has as many candidates as asked for; or there are no more; or none was found in very
 * many draws, so that those left are rare.
 */
export type SampleEnd = 'complete' | 'exhausted' | 'too-rare'

/** Draws in a row without a new candidate after which a sample ends; about 0.2 s. */
const MOST_VAIN_DRAWS = 200_000

/**
 * Draws distinct candidates: for each role the number of elements is uniform within its limits, then the
 * elements, their amounts, and for balancing each one's state and the balancing element; what does not meet
 * the charge condition or was drawn before is dropped. Where the search has no more than `count` candidates,
 * all are given, in random order. The same seed gives the same sample. Returns why it ended. Throws
 * `search/…` where the search cannot be (see checkSearch).
 */
export function* sampleCandidates(
  spec: SearchSpec,
  count: number,
  seed: number,
): Generator<Composition, SampleEnd> {
  checkSearch(spec)
  const random = randomStream(seed)
  const space = countCandidates(spec)
  if (space.isExact && space.count <= count) {
    const all = [...enumerateCandidates(spec)]
    for (const index of permutation(all.length, random)) yield all[index]!
    return all.length === count ? 'complete' : 'exhausted'
  }
  const parts = elementParts(spec)
  const mostAtoms = spec.mostAtoms ?? Number.POSITIVE_INFINITY
  const seen = new Set<string>()
  let vainDraws = 0
  while (seen.size < count) {
    if (vainDraws === MOST_VAIN_DRAWS) return 'too-rare'
    vainDraws++
    const drawn = withCharge(
      parts.flatMap(part => drawPart(part, random)),
      spec.charge,
      random,
    )
    if (drawn === null) continue
    const composition = reduced(drawn)
    if (atomCount(composition) > mostAtoms) continue
    const formula = formatFormula(composition)
    if (seen.has(formula)) continue
    seen.add(formula)
    vainDraws = 0
    yield composition
  }
  return 'complete'
}

interface DrawnElement {
  readonly slot: Slot
  /** 0 while it depends on the charge of the others. */
  readonly amount: number
}

function drawPart({ required, others, count }: ElementPart, random: RandomStream): readonly DrawnElement[] {
  const wanted = required.length + draw(count, random)
  const slots = [...required]
  while (slots.length < wanted) {
    const slot = others[random.integer(others.length)]!
    if (!slots.includes(slot)) slots.push(slot)
  }
  return slots.map(slot => ({ slot, amount: slot.amounts === null ? 0 : draw(slot.amounts, random) }))
}

function draw({ least, most }: WholeRange, random: RandomStream): number {
  return least + random.integer(most - least + 1)
}

/** What was drawn, with the amount that follows from the charge; null where the charge condition is not met. */
function withCharge(
  drawn: readonly DrawnElement[],
  condition: ChargeCondition,
  random: RandomStream,
): readonly DrawnElement[] | null {
  if (drawn.length === 0) return null
  if (condition.kind === 'balanced') return balanced(drawn, random)
  let charges = [0]
  let atoms = 0
  for (const { slot, amount } of drawn) {
    const sums: number[] = []
    addCharges(charges, slot.states, amount, sums)
    charges = sums
    atoms += amount
  }
  return meetsCharge(condition, charges, atoms) ? drawn : null
}

function balanced(drawn: readonly DrawnElement[], random: RandomStream): readonly DrawnElement[] | null {
  let charge = 0
  let states: readonly number[] = []
  for (const { slot, amount } of drawn) {
    const state = slot.states[random.integer(slot.states.length)]!
    if (slot.amounts === null) states = [state]
    else charge += state * amount
  }
  const [fraction] = neutralisingAmounts([charge], states)
  if (fraction === undefined) return null
  return drawn.map(({ slot, amount }) => ({
    slot,
    amount: slot.amounts === null ? fraction.numerator : amount * fraction.denominator,
  }))
}

function reduced(drawn: readonly DrawnElement[]): Composition {
  const divisor = commonDivisor(drawn.map(({ amount }) => amount))
  return electropositiveOrder(
    drawn.map(({ slot, amount }) => ({ symbol: slot.symbol, amount: amount / divisor })),
  )
}

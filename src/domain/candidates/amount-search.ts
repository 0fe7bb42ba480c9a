import { meetsCharge } from './charge-condition.ts'
import type { ElementSet, Slot } from './element-set.ts'
import {
  addCharges,
  commonDivisor,
  type Fraction,
  greatestCommonDivisor,
  isWithin,
  neutralisingAmounts,
} from './proportion.ts'
import type { ChargeCondition, SearchSpec } from './search-spec.ts'

export type AmountStep = 'found' | 'searching' | 'finished'

const WHOLE: Fraction = { numerator: 0, denominator: 1 }

/**
 * Goes through the amounts that the elements of one set can have, each proportion once. All amounts but one
 * are counted up in turn; where the charge must vanish, the remaining one follows from it. A step is the work
 * of one count, so that a search can be put off at any time.
 */
export class AmountSearch {
  /** After a step that found something: the reduced amounts, in the order of the set. */
  readonly amounts: number[]
  readonly #charge: ChargeCondition
  readonly #mostAtoms: number
  readonly #counted: readonly CountedSlot[]
  /** The slot whose amount follows from the charge, or null. */
  readonly #following: { readonly index: number; readonly slot: Slot } | null
  readonly #drawn: number[]
  /** Fewest atoms, and the charges they may have, of the slots counted up before each depth. */
  readonly #atomsBefore: number[]
  readonly #chargesBefore: number[][]
  #depth = 0
  #fractions: readonly Fraction[] = []
  #nextFraction = 0

  constructor({ slots }: ElementSet, { charge, mostAtoms }: Pick<SearchSpec, 'charge' | 'mostAtoms'>) {
    this.#charge = charge
    this.#mostAtoms = mostAtoms ?? Number.POSITIVE_INFINITY
    const following = followingIndex(slots, charge)
    this.#following = following === null ? null : { index: following, slot: slots[following]! }
    this.#counted = countedSlots(slots, following, this.#mostAtoms)
    this.amounts = slots.map(() => 0)
    this.#drawn = this.#counted.map(({ least }) => least - 1)
    this.#atomsBefore = [0, ...this.#drawn.map(() => 0)]
    this.#chargesBefore = [[0], ...this.#drawn.map(() => [])]
    if (this.#counted.length === 0) this.#depth = -1
  }

  step(): AmountStep {
    const fraction = this.#fractions[this.#nextFraction]
    if (fraction !== undefined) {
      this.#nextFraction++
      return this.#reduce(fraction)
    }
    const depth = this.#depth
    const counted = this.#counted[depth]
    if (counted === undefined) return 'finished'
    const amount = this.#drawn[depth]! + 1
    const atoms = this.#atomsBefore[depth]! + amount * counted.atomsEach
    if (amount > counted.most || atoms > counted.mostAtoms) {
      this.#drawn[depth] = counted.least - 1
      this.#depth--
      return 'searching'
    }
    this.#drawn[depth] = amount
    this.#atomsBefore[depth + 1] = atoms
    if (this.#charge.kind !== 'any') {
      const charges = this.#chargesBefore[depth + 1]!
      addCharges(this.#chargesBefore[depth]!, counted.slot.states, amount, charges)
      if (this.#following !== null && !canVanish(charges, counted)) return 'searching'
    }
    if (depth + 1 < this.#counted.length) {
      this.#depth++
      return 'searching'
    }
    return this.#complete(depth + 1)
  }

  #complete(depth: number): AmountStep {
    if (this.#following !== null) {
      const { amounts, states } = this.#following.slot
      const fractions = neutralisingAmounts(this.#chargesBefore[depth]!, states)
      this.#fractions =
        amounts === null
          ? fractions
          : fractions.filter(
              ({ numerator, denominator }) => denominator === 1 && isWithin(numerator, amounts),
            )
      this.#nextFraction = 0
      return 'searching'
    }
    const isMet = meetsCharge(this.#charge, this.#chargesBefore[depth]!, this.#atomsBefore[depth]!)
    return isMet ? this.#reduce(WHOLE) : 'searching'
  }

  /** Takes out the common divisor, unless the proportion was or will be found as a smaller multiple. */
  #reduce({ numerator, denominator }: Fraction): AmountStep {
    const following = this.#following
    let divisor = commonDivisor(this.#drawn)
    if (following?.slot.amounts) divisor = greatestCommonDivisor(numerator, divisor)
    if (divisor > 1 && this.#fitsInSmaller(divisor, numerator)) return 'searching'

    const { amounts } = this
    for (const [place, { index }] of this.#counted.entries())
      amounts[index] = this.#drawn[place]! * denominator
    if (following !== null) amounts[following.index] = numerator
    const common = commonDivisor(amounts)
    let atoms = 0
    for (let index = 0; index < amounts.length; index++) {
      const amount = amounts[index]! / common
      amounts[index] = amount
      atoms += amount
    }
    return atoms <= this.#mostAtoms ? 'found' : 'searching'
  }

  /** Whether amounts with this common divisor have a smaller multiple of their proportion within all limits. */
  #fitsInSmaller(divisor: number, followingAmount: number): boolean {
    const isNeeded = (least: number, amount: number) => amount * (divisor - 1) < least * divisor
    const ofFollowing = this.#following?.slot.amounts
    if (ofFollowing && isNeeded(ofFollowing.least, followingAmount)) return false
    return !this.#counted.some(({ least }, place) => isNeeded(least, this.#drawn[place]!))
  }
}

/** A slot whose amount is counted up, and what the slots after it leave possible. */
interface CountedSlot {
  readonly slot: Slot
  /** Its place in the element set. */
  readonly index: number
  readonly least: number
  readonly most: number
  /** Fewest atoms that come with one of this slot: itself, and what is needed to balance it. */
  readonly atomsEach: number
  /** Most atoms of the slots up to this one; more cannot reduce to what is allowed. */
  readonly mostAtoms: number
  /** Lowest and highest charge the slots after this one can have together. */
  readonly lowestAfter: number
  readonly highestAfter: number
}

/** The slot that balances, or for plain neutrality the one with most amounts to choose from, which saves most. */
function followingIndex(slots: readonly Slot[], charge: ChargeCondition): number | null {
  if (charge.kind === 'balanced') return slots.findIndex(({ amounts }) => amounts === null)
  if (charge.kind !== 'neutral') return null
  const widths = slots.map(({ amounts }) => amounts!.most - amounts!.least)
  return widths.lastIndexOf(Math.max(...widths))
}

function countedSlots(
  slots: readonly Slot[],
  following: number | null,
  mostAtoms: number,
): readonly CountedSlot[] {
  // The smallest multiple within all limits is at most so many times the reduced formula.
  const largestMultiple = Math.max(...slots.map(({ amounts }) => amounts?.least ?? 1))
  const last = following === null ? null : slots[following]!
  const others = slots.filter((_, index) => index !== following)
  const balancingAtoms = last === null ? null : balancingAtomsEach(others, last)
  let leastAfter = balancingAtoms === null ? (last?.amounts?.least ?? 0) : 0
  let [lowestAfter, highestAfter] = last === null ? [0, 0] : chargeRange(last)
  const counted: CountedSlot[] = []
  for (const [index, slot] of [...slots.entries()].reverse()) {
    if (slot.amounts === null || index === following) continue
    const { least, most } = slot.amounts
    const atomsEach = 1 + (balancingAtoms?.get(slot) ?? 0)
    counted.unshift({
      slot,
      index,
      least,
      most,
      atomsEach,
      // A sum of thirds may come out a little above a whole number.
      mostAtoms: mostAtoms * largestMultiple - leastAfter + 1e-6,
      lowestAfter,
      highestAfter,
    })
    const [lowest, highest] = chargeRange(slot)
    leastAfter += least * atomsEach
    lowestAfter += lowest
    highestAfter += highest
  }
  return counted
}

/**
 * Fewest atoms of the balancing element that each atom of the others needs; null where some of these may
 * balance each other.
 */
function balancingAtomsEach(others: readonly Slot[], balancing: Slot): ReadonlyMap<Slot, number> | null {
  const sign = Math.sign(others[0]?.states[0] ?? 0)
  const isOneSign = others.every(({ states }) => states.every(state => state * sign > 0))
  const strongest = Math.max(0, ...balancing.states.map(state => -sign * state))
  if (!isOneSign || strongest === 0) return null
  return new Map(others.map(slot => [slot, Math.min(...slot.states.map(Math.abs)) / strongest]))
}

function chargeRange({ states, amounts }: Slot): [lowest: number, highest: number] {
  const lowest = Math.min(...states)
  const highest = Math.max(...states)
  if (amounts === null) {
    return [lowest < 0 ? Number.NEGATIVE_INFINITY : 0, highest > 0 ? Number.POSITIVE_INFINITY : 0]
  }
  return [
    lowest * (lowest < 0 ? amounts.most : amounts.least),
    highest * (highest > 0 ? amounts.most : amounts.least),
  ]
}

function canVanish(charges: readonly number[], { lowestAfter, highestAfter }: CountedSlot): boolean {
  for (const charge of charges) {
    if (charge + lowestAfter <= 0 && charge + highestAfter >= 0) return true
  }
  return false
}

import type { ElementSymbol } from '../composition.ts'
import { compareElectronegativity } from '../elements/index.ts'
import type { ChargedElement, Role, SearchSpec, WholeRange } from './search-spec.ts'

/** An element of a candidate: what it may be charged, and in which amounts it comes. */
export interface Slot {
  readonly symbol: ElementSymbol
  readonly states: readonly number[]
  /** Limits of the amount drawn, or null where neutrality alone decides. */
  readonly amounts: WholeRange | null
}

/** Elements to be given amounts, or a pattern that several sets of elements share. */
export interface ElementSet {
  /** From electropositive to electronegative. */
  readonly slots: readonly Slot[]
  /** How many sets of elements are like this one, with other elements of equal states and limits. */
  readonly multiplicity: number
}

/** Slots that a search treats alike; the first stands for all. */
interface SlotClass {
  readonly slot: Slot
  readonly size: number
}

/** A part of a candidate: elements that must be in, and how many of the others are taken. */
export interface ElementPart {
  readonly required: readonly Slot[]
  readonly others: readonly Slot[]
  readonly count: WholeRange
}

/** The roles of a search, and after them the balancing element where there is one. */
export function elementParts({ roles, charge, required }: SearchSpec): readonly ElementPart[] {
  const part = (slots: readonly Slot[], distinct: WholeRange): ElementPart => {
    const always = slots.filter(({ symbol }) => required.includes(symbol))
    return {
      required: always,
      others: slots.filter(slot => !always.includes(slot)),
      count: { least: Math.max(0, distinct.least - always.length), most: distinct.most - always.length },
    }
  }
  const parts = roles.map(role => part(roleSlots(role), role.distinct))
  return charge.kind === 'balanced'
    ? [...parts, part(charge.by.map(balancingSlot), { least: 1, most: 1 })]
    : parts
}

/** Every set of elements that the roles of a search allow, those of few elements first in each role. */
export function elementSets(spec: SearchSpec): Generator<ElementSet> {
  const parts = elementParts(spec).map(part => ({
    ...part,
    classes: part.others.map(slot => ({ slot, size: 1 })),
  }))
  return fill(parts, [], 1)
}

/**
 * The same sets, with those taken together that differ only in elements of equal states and limits: they have
 * equally many candidates.
 */
export function elementPatterns(spec: SearchSpec): Generator<ElementSet> {
  const key = spec.charge.kind === 'any' ? amountsKey : chargedKey
  const parts = elementParts(spec).map(part => ({ ...part, classes: slotClasses(part.others, key) }))
  return fill(parts, [], 1)
}

function roleSlots({ elements, amounts }: Role): readonly Slot[] {
  return elements.map(element => ({ amounts, ...element }))
}

function balancingSlot({ symbol, states }: ChargedElement): Slot {
  return { symbol, states, amounts: null }
}

function slotClasses(slots: readonly Slot[], key: (slot: Slot) => string): readonly SlotClass[] {
  return [...Map.groupBy(slots, key).values()].map(alike => ({ slot: alike[0]!, size: alike.length }))
}

function amountsKey({ amounts }: Slot): string {
  return amounts === null ? 'balancing' : `${amounts.least} ${amounts.most}`
}

function chargedKey(slot: Slot): string {
  return `${amountsKey(slot)} of ${[...new Set(slot.states)].sort((a, b) => a - b).join(' ')}`
}

/** A part whose other elements are taken by class. */
interface ClassedPart extends ElementPart {
  readonly classes: readonly SlotClass[]
}

function* fill(
  [part, ...rest]: readonly ClassedPart[],
  chosen: readonly Slot[],
  multiplicity: number,
): Generator<ElementSet> {
  if (part === undefined) {
    const slots = chosen.toSorted((a, b) => compareElectronegativity(a.symbol, b.symbol))
    if (slots.length > 0) yield { slots, multiplicity }
    return
  }
  for (let count = part.count.least; count <= part.count.most; count++) {
    for (const picked of pick(part.classes, 0, count)) {
      yield* fill(rest, [...chosen, ...part.required, ...picked.slots], multiplicity * picked.multiplicity)
    }
  }
}

/** Ways to take `count` slots from the classes from `from` on. */
function* pick(classes: readonly SlotClass[], from: number, count: number): Generator<ElementSet> {
  if (count === 0) {
    yield { slots: [], multiplicity: 1 }
    return
  }
  // Where too few are left, going on would find nothing, in very many ways.
  let left = 0
  for (let index = from; index < classes.length; index++) left += classes[index]!.size
  for (let index = from; left >= count; index++) {
    const { slot, size } = classes[index]!
    left -= size
    for (let taken = Math.min(count, size); taken > 0; taken--) {
      const slots = Array.from({ length: taken }, () => slot)
      const ways = combinations(size, taken)
      for (const rest of pick(classes, index + 1, count - taken)) {
        yield { slots: [...slots, ...rest.slots], multiplicity: ways * rest.multiplicity }
      }
    }
  }
}

function combinations(n: number, k: number): number {
  let result = 1
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i
  return result
}

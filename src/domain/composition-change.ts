import { atomCount, type Composition, type Constituent, type ElementSymbol } from './composition.ts'
import { electronegativityRank, elementBySymbol, isMetal } from './elements/index.ts'
import { reducedComposition } from './formula/index.ts'

/** One thing that makes a composition another; amounts are on the scale of the first composition. */
export type CompositionChange =
  /** An element in the place and the amount of another: Ge → Sn. */
  | { readonly kind: 'substitution'; readonly from: ElementSymbol; readonly to: ElementSymbol }
  /** More or less of an element: S 12 → 13. */
  | { readonly kind: 'amount'; readonly symbol: ElementSymbol; readonly from: number; readonly to: number }
  /** An element is gone, and nothing has its place. */
  | { readonly kind: 'without'; readonly symbol: ElementSymbol }
  /** An element is new, and has nothing's place. */
  | { readonly kind: 'with'; readonly symbol: ElementSymbol; readonly amount: number }

/** Amounts are the same within the rounding of canonical formulas, six significant digits. */
const SAME_AMOUNT = 1e-5

/**
 * How `to` differs from `from`, as a chemist would say it: substitutions, then amounts, elements gone and elements new,
 * each in the order of its composition; empty when the two are the same composition. `to` is scaled so that as many
 * amounts as possible stay as they are; when no two can, both are compared as reduced formulas (Fe2O3, Fe3O4). Neither
 * may be empty.
 */
export function describeChange(from: Composition, to: Composition): readonly CompositionChange[] {
  const scaled = scaledLike(from, to)
  const amounts = amountsOf(scaled)
  const before = amountsOf(from)
  const gone = from.filter(({ symbol }) => !amounts.has(symbol))
  const fresh = scaled.filter(({ symbol }) => !before.has(symbol))
  const substitutions = substitutionsOf(gone, fresh)
  const replaced = new Set(substitutions.flatMap(({ from, to }) => [from, to]))
  return [
    ...substitutions,
    ...from.flatMap(({ symbol, amount }) => {
      const after = amounts.get(symbol)
      if (after === undefined || isSame(amount, after)) return []
      return [{ kind: 'amount' as const, symbol, from: amount, to: after }]
    }),
    ...gone
      .filter(({ symbol }) => !replaced.has(symbol))
      .map(({ symbol }) => ({ kind: 'without' as const, symbol })),
    ...fresh
      .filter(({ symbol }) => !replaced.has(symbol))
      .map(({ symbol, amount }) => ({ kind: 'with' as const, symbol, amount })),
  ]
}

/** `to` on the scale on which most amounts stay; of several such, the one on which most atoms do. */
function scaledLike(from: Composition, to: Composition): Composition {
  const before = amountsOf(from)
  const shared = to.filter(({ symbol }) => before.has(symbol))
  const others = to.filter(({ symbol }) => !before.has(symbol))
  const gone = from.filter(({ symbol }) => !to.some(constituent => constituent.symbol === symbol))
  const candidates = [
    ...shared.map(({ symbol, amount }) => before.get(symbol)! / amount),
    ...gone.flatMap(old => others.map(({ amount }) => old.amount / amount)),
  ]
  let best = { stay: 1, atoms: 0, factor: formulaUnit(from) / formulaUnit(to) }
  for (const factor of candidates) {
    const scaled = scale(to, factor)
    const same = scaled.filter(({ symbol, amount }) => isSame(before.get(symbol) ?? Number.NaN, amount))
    const fresh = scaled.filter(({ symbol }) => !before.has(symbol))
    const stay = same.length + substitutionsOf(gone, fresh).length
    const atoms = atomCount(same)
    if (stay > best.stay || (stay === best.stay && stay > 1 && atoms > best.atoms)) {
      best = { stay, atoms, factor }
    }
  }
  return scale(to, best.factor)
}

/** What the amounts of a composition are multiples of: 1 for a reduced formula. */
function formulaUnit(composition: Composition): number {
  return composition[0]!.amount / reducedComposition(composition)[0]!.amount
}

function scale(composition: Composition, factor: number): Composition {
  return composition.map(({ symbol, amount }) => ({ symbol, amount: amount * factor }))
}

function amountsOf(composition: Composition): ReadonlyMap<ElementSymbol, number> {
  return new Map(composition.map(({ symbol, amount }) => [symbol, amount]))
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_AMOUNT * Math.max(a, b)
}

/** Pairs elements gone with new ones of the same amount, each with the most alike that is left. */
function substitutionsOf(gone: Composition, fresh: Composition) {
  let left: readonly Constituent[] = fresh
  return gone.flatMap(({ symbol: from, amount }) => {
    const to = left
      .filter(candidate => isSame(candidate.amount, amount) && canReplace(from, candidate.symbol))
      .toSorted((a, b) => unlikeness(from, a.symbol) - unlikeness(from, b.symbol))[0]
    if (to === undefined) return []
    left = left.filter(candidate => candidate !== to)
    return [{ kind: 'substitution' as const, from, to: to.symbol }]
  })
}

/** Whether one could stand where the other did: neither or both become anions, or they are of one group. */
function canReplace(a: ElementSymbol, b: ElementSymbol): boolean {
  return elementBySymbol(a)?.group === elementBySymbol(b)?.group || becomesAnion(a) === becomesAnion(b)
}

function becomesAnion(symbol: ElementSymbol): boolean {
  return symbol === 'N' || (elementBySymbol(symbol)?.group ?? 0) >= 16
}

/** Elements of one group before all others, then metals for metals, then near ones in electronegativity before far ones. */
function unlikeness(a: ElementSymbol, b: ElementSymbol): number {
  const ranks = Math.abs(electronegativityRank(a) - electronegativityRank(b))
  const groups = elementBySymbol(a)?.group === elementBySymbol(b)?.group ? 0 : 10_000
  const kinds = isMetal(a) === isMetal(b) ? 0 : 1000
  return ranks + groups + kinds
}

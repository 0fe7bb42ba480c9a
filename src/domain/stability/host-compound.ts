import { atomCount, type Composition, type ElementSymbol } from '../composition.ts'
import { reducedComposition } from '../formula/index.ts'
import { ELEMENT_COUNT, elementIndex } from './elements/index.ts'
import { ownCompound } from './own-compound.ts'
import {
  atomsOf,
  compositionOf,
  type Stoichiometry,
  stoichiometry,
  wholeStoichiometry,
} from './stoichiometry.ts'
import { isKnown, type KnownTables } from './tables/index.ts'

/** An element of small amount that was counted as another, exchangeable one. */
export interface MergedElement {
  readonly element: ElementSymbol
  readonly into: ElementSymbol
}

/** What stands for a composition in the tables of known compounds, which know whole amounts alone. */
export type Representative =
  | { readonly kind: 'itself'; readonly compound: Stoichiometry }
  | {
      /** The nearest compound of small whole amounts. */
      readonly kind: 'host'
      readonly compound: Stoichiometry
      readonly merged: readonly MergedElement[]
      /** Σ |difference of atomic fractions| to the composition, after merging. */
      readonly distance: number
    }

/** An element is merged into one of which there is so many times as much, at least. */
const LEAST_RATIO_TO_MERGE = 2

/** ln lift: at 0 two elements share sites as often as by chance. */
const LEAST_LOG_LIFT_TO_MERGE = 0

/** How far the host may be from the composition: Σ |difference of atomic fractions|. */
const HOST_DISTANCE = 0.04
const MOST_ATOMS_OF_A_HOST = 60

/**
 * The compound by which a composition is judged: itself where its formula has small whole amounts; else, as for
 * Ca0.95Eu0.05Bi2Ta2O9, its host. For that, elements of small amount are merged into the most exchangeable of the
 * others, and a known compound near the rest is taken, or the smallest whole amounts near it. It depends on the proportions alone, not on the
 * spelling. All elements have to be in the tables.
 */
export function representative(composition: Composition, tables: KnownTables): Representative {
  const compound = ownCompound(composition)
  if (compound !== null) return { kind: 'itself', compound }
  const { rest, merged } = mergeSmallAmounts(reducedComposition(composition), tables)
  const whole = wholeStoichiometry(reducedComposition(rest))
  if (whole && atomsOf(whole) <= MOST_ATOMS_OF_A_HOST) {
    return { kind: 'host', compound: whole, merged, distance: 0 }
  }
  return { kind: 'host', merged, ...nearestWhole(rest, tables) }
}

function mergeSmallAmounts(
  composition: Composition,
  { exchangeability: { logLift } }: KnownTables,
): { readonly rest: Composition; readonly merged: readonly MergedElement[] } {
  const merged: MergedElement[] = []
  let rest = composition
  const scarceFirst = composition.toSorted((a, b) => a.amount - b.amount || (a.symbol < b.symbol ? -1 : 1))
  for (const { symbol } of scarceFirst) {
    const amount = rest.find(constituent => constituent.symbol === symbol)!.amount
    let into: ElementSymbol | null = null
    let best = LEAST_LOG_LIFT_TO_MERGE
    for (const other of rest) {
      if (other.amount < LEAST_RATIO_TO_MERGE * amount) continue
      const exchanged = logLift[elementIndex(symbol)! * ELEMENT_COUNT + elementIndex(other.symbol)!]!
      if (exchanged <= best) continue
      best = exchanged
      into = other.symbol
    }
    if (into === null) continue
    merged.push({ element: symbol, into })
    rest = rest.flatMap(constituent => {
      if (constituent.symbol === symbol) return []
      if (constituent.symbol !== into) return constituent
      return { symbol: into, amount: constituent.amount + amount }
    })
  }
  return { rest, merged }
}

/**
 * The smallest known compound within `HOST_DISTANCE`; without one the formula of fewest atoms within it; without that
 * the nearest of those that are not too large.
 */
function nearestWhole(composition: Composition, tables: KnownTables): Host {
  const total = atomCount(composition)
  let nearest: Host | null = null
  let smallest: Host | null = null
  for (let atoms = composition.length; atoms <= MOST_ATOMS_OF_A_HOST; atoms++) {
    const compound = stoichiometry(
      composition.map(({ symbol, amount }) => ({
        element: elementIndex(symbol)!,
        amount: Math.max(1, Math.round((amount * atoms) / total)),
      })),
    )
    const host = { compound, distance: distanceTo(compound, composition, total) }
    if (nearest === null || host.distance < nearest.distance) nearest = host
    if (host.distance > HOST_DISTANCE) continue
    if (isKnown(tables, compound)) return host
    smallest ??= host
  }
  return smallest ?? nearest!
}

interface Host {
  readonly compound: Stoichiometry
  readonly distance: number
}

function distanceTo(compound: Stoichiometry, composition: Composition, total: number): number {
  const atoms = atomsOf(compound)
  const fractions = new Map(compositionOf(compound).map(({ symbol, amount }) => [symbol, amount / atoms]))
  return composition.reduce(
    (sum, { symbol, amount }) => sum + Math.abs(amount / total - fractions.get(symbol)!),
    0,
  )
}

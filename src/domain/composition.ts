import { elementBySymbol } from './elements/index.ts'

/** Chemical symbol of one of the 118 elements, such as `Li`. */
export type ElementSymbol = string

/** One element of a composition and its amount, a positive finite number of atoms per formula unit. */
export interface Constituent {
  readonly symbol: ElementSymbol
  readonly amount: number
}

/** What a formula says once brackets are multiplied out: distinct elements in order of first mention. */
export type Composition = readonly Constituent[]

/** Sum of the amounts: atoms per formula unit as written. */
export function atomCount(composition: Composition): number {
  let total = 0
  for (const { amount } of composition) total += amount
  return total
}

/** An element's share of a composition in per cent. */
export interface Share {
  readonly symbol: ElementSymbol
  readonly percent: number
}

/** Share of the atoms that each element has, in at.%; sums to 100, in the composition's order. */
export function atomicPercent(composition: Composition): readonly Share[] {
  const total = atomCount(composition)
  return composition.map(({ symbol, amount }) => ({ symbol, percent: (100 * amount) / total }))
}

/**
 * Share of the mass that each element has, in wt.%, from standard atomic weights; sums to 100, in the
 * composition's order.
 */
export function weightPercent(composition: Composition): readonly Share[] {
  const masses = composition.map(({ symbol, amount }) => amount * elementBySymbol(symbol)!.atomicWeight)
  const total = masses.reduce((sum, mass) => sum + mass, 0)
  return composition.map(({ symbol }, index) => ({ symbol, percent: (100 * masses[index]!) / total }))
}

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

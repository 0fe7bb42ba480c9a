import { ELEMENTS } from './element.ts'
import { ELEMENT_ROWS } from './element-table.ts'

/**
 * Electronegativity used for ordering alone: Pauling's value; else the value pymatgen lists (Pm, Eu, Tb, Yb,
 * Kr, Rn, Am to Lr); else that of the element above in the group (Rf to Og); else, for helium, neon and argon,
 * infinity: they come last.
 */
function orderingValues(): ReadonlyMap<string, number> {
  const values = new Map<string, number>()
  const aboveInGroup = new Map<string, number>()
  for (const [index, element] of ELEMENTS.entries()) {
    const place = `${element.group}${element.block === 'f' ? 'f' : ''}`
    const value =
      element.electronegativity ??
      ELEMENT_ROWS[index]![7] ??
      (element.period === 7 ? aboveInGroup.get(place) : undefined) ??
      Number.POSITIVE_INFINITY
    values.set(element.symbol, value)
    aboveInGroup.set(place, value)
  }
  return values
}

const values = orderingValues()

/** Symbols from electropositive (Fr) to electronegative (F, then He, Ne, Ar); equal values by atomic number. */
export const ELECTROPOSITIVE_ORDER: readonly string[] = ELEMENTS.map(element => element.symbol).sort(
  // Two infinities have no difference.
  (a, b) => (values.get(a) === values.get(b) ? 0 : values.get(a)! - values.get(b)!),
)

const ranks: ReadonlyMap<string, number> = new Map(
  ELECTROPOSITIVE_ORDER.map((symbol, rank) => [symbol, rank]),
)

/** Place of an element from electropositive (0) to electronegative (117). An unknown symbol is an error. */
export function electronegativityRank(symbol: string): number {
  const rank = ranks.get(symbol)
  if (rank === undefined) throw new RangeError(`${symbol} is not an element`)
  return rank
}

/** Orders symbols from electropositive to electronegative; for `sort`. */
export function compareElectronegativity(a: string, b: string): number {
  return electronegativityRank(a) - electronegativityRank(b)
}

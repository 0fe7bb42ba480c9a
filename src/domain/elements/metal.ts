/**
 * Elements that count as non-metals when a composition is judged to be an alloy: the p-block to the right of
 * the staircase, with the metalloids B, Si, Ge, As, Sb, Te, hydrogen, and the noble gases. Po and the
 * superheavy elements count as metals except Ts and Og.
 */
const NON_METALS: ReadonlySet<string> = new Set(
  'H B C N O F Si P S Cl Ge As Se Br Sb Te I At He Ne Ar Kr Xe Rn Ts Og'.split(' '),
)

/** Whether an element counts as a metal; metalloids do not. */
export function isMetal(symbol: string): boolean {
  return !NON_METALS.has(symbol)
}

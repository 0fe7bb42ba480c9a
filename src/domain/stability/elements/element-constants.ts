import { commonOxidationStates, ELEMENTS, reportedOxidationStates } from '../../elements/index.ts'
import { ELEMENT_CONSTANTS } from './element-constants-table.ts'

/**
 * An element the score knows, as its place in the tables: atomic number less one, 0 (H) to 101 (No). Tables of
 * pairs of elements are arrays of `ELEMENT_COUNT`² with the pair (a, b) at `a * ELEMENT_COUNT + b`.
 */
export type ElementIndex = number

export const ELEMENT_COUNT = ELEMENT_CONSTANTS.length

/** Pauling electronegativity by element; 1.3 where there is none. */
export const ELECTRONEGATIVITY = Float64Array.from(ELEMENT_CONSTANTS, row => row[1])
/** Covalent radius by element in pm. */
export const COVALENT_RADIUS_PM = Float64Array.from(ELEMENT_CONSTANTS, row => row[2])
/** Valence electrons by element, filled d and f shells counted as Magpie does. */
export const VALENCE_ELECTRONS = Float64Array.from(ELEMENT_CONSTANTS, row => row[3])
export const MELTING_POINT_K = Float64Array.from(ELEMENT_CONSTANTS, row => row[4])
/** Period of the element, 1 to 7. */
export const PERIOD = Uint8Array.from(ELEMENT_CONSTANTS, (_, index) => ELEMENTS[index]!.period)

/** The one most reported oxidation state of an element, or none. */
export const COMMON_STATES: readonly (readonly number[])[] = ELEMENT_CONSTANTS.map(([symbol]) =>
  commonOxidationStates(symbol),
)
/** All reported oxidation states of an element, ascending. */
export const REPORTED_STATES: readonly (readonly number[])[] = ELEMENT_CONSTANTS.map(([symbol]) =>
  reportedOxidationStates(symbol),
)

const indices: ReadonlyMap<string, ElementIndex> = new Map(
  ELEMENT_CONSTANTS.map(([symbol], index) => [symbol, index]),
)

/** The element's place in the tables, or undefined beyond nobelium. */
export function elementIndex(symbol: string): ElementIndex | undefined {
  return indices.get(symbol)
}

export function elementSymbol(element: ElementIndex): string {
  return ELEMENT_CONSTANTS[element]![0]
}

/** The elements of a list such as `'F Cl Br I'`. */
export function elementsOf(symbols: string): readonly ElementIndex[] {
  return symbols.split(' ').map(symbol => indices.get(symbol)!)
}

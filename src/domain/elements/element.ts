import { ELEMENT_ROWS } from './element-table.ts'

export type ElementBlock = 's' | 'p' | 'd' | 'f'

/** One of the 118 elements. */
export interface Element {
  readonly symbol: string
  /** English name, such as `Lithium`. */
  readonly name: string
  readonly atomicNumber: number
  /** 1 to 18; 3 for the whole f block. */
  readonly group: number
  /** 1 to 7. */
  readonly period: number
  /** Lanthanum and actinium are d, lutetium and lawrencium f, as in the source. */
  readonly block: ElementBlock
  /** Standard atomic weight in g/mol; the mass number of the longest-lived isotope where there is none. */
  readonly atomicWeight: number
  /** Pauling electronegativity, or null where the source gives none. */
  readonly electronegativity: number | null
}

/** The 118 elements by atomic number, hydrogen first. Source: mendeleev (MIT). */
export const ELEMENTS: readonly Element[] = ELEMENT_ROWS.map(
  ([symbol, name, group, period, block, atomicWeight, electronegativity], index) => ({
    symbol,
    name,
    atomicNumber: index + 1,
    group,
    period,
    block,
    atomicWeight,
    electronegativity,
  }),
)

const bySymbol: ReadonlyMap<string, Element> = new Map(ELEMENTS.map(element => [element.symbol, element]))

/** The element with this symbol in its usual spelling (`Li`, not `LI`), or undefined. */
export function elementBySymbol(symbol: string): Element | undefined {
  return bySymbol.get(symbol)
}

/** The element with this atomic number, 1 to 118, or undefined. */
export function elementByNumber(atomicNumber: number): Element | undefined {
  return ELEMENTS[atomicNumber - 1]
}

import { ELEMENTS, type Element } from '../../../domain/elements/index.ts'

/** Where an element stands: rows 1…7 by period, 8 and 9 for the f block; columns 1…18. */
export interface Place {
  readonly element: Element
  readonly row: number
  readonly column: number
}

/** The f block hangs under the table from this column on, so that lutetium stands in the last. */
const F_BLOCK_COLUMN = 4

function placeOf(element: Element): Place {
  const { atomicNumber, period, group } = element
  const first = period === 6 ? 57 : 89
  const inFBlock = period >= 6 && atomicNumber >= first && atomicNumber <= first + 14
  return inFBlock
    ? { element, row: period + 2, column: F_BLOCK_COLUMN + atomicNumber - first }
    : { element, row: period, column: group }
}

/** All 118 elements in their places, by atomic number. */
export const PLACES: readonly Place[] = ELEMENTS.map(placeOf)

/** The nine rows, each from left to right. */
export const ROWS: readonly (readonly Place[])[] = Array.from({ length: 9 }, (_, index) =>
  PLACES.filter(({ row }) => row === index + 1),
)

const placeBySymbol = new Map(PLACES.map(place => [place.element.symbol, place]))

/** Keys that move the focus, as the ARIA grid pattern has them. */
export type MoveKey =
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'ArrowUp'
  | 'ArrowDown'
  | 'Home'
  | 'End'
  | 'Control+Home'
  | 'Control+End'

/** The element that a key moves to; the same where there is nothing that way. Gaps are passed over. */
export function moveFrom(symbol: string, key: MoveKey): string {
  const { row, column, element } = placeBySymbol.get(symbol)!
  const inRow = ROWS[row - 1]!
  switch (key) {
    case 'ArrowLeft':
      return (inRow.findLast(place => place.column < column)?.element ?? element).symbol
    case 'ArrowRight':
      return (inRow.find(place => place.column > column)?.element ?? element).symbol
    case 'ArrowUp':
      return (inColumn(column).findLast(place => place.row < row)?.element ?? element).symbol
    case 'ArrowDown':
      return (inColumn(column).find(place => place.row > row)?.element ?? element).symbol
    case 'Home':
      return inRow[0]!.element.symbol
    case 'End':
      return inRow.at(-1)!.element.symbol
    case 'Control+Home':
      return 'H'
    case 'Control+End':
      return 'Lr'
  }
}

function inColumn(column: number): readonly Place[] {
  return ROWS.flatMap(row => row.filter(place => place.column === column))
}

/**
 * The element that typed text means: its symbol, else its atomic number, else the first whose symbol or name
 * begins so, in any case; null for none.
 */
export function findElement(typed: string): Element | null {
  const text = typed.trim().toLowerCase()
  if (text === '') return null
  return (
    ELEMENTS.find(({ symbol }) => symbol.toLowerCase() === text) ??
    ELEMENTS.find(({ atomicNumber }) => String(atomicNumber) === text) ??
    ELEMENTS.find(({ name }) => name.toLowerCase().startsWith(text)) ??
    ELEMENTS.find(({ symbol }) => symbol.toLowerCase().startsWith(text)) ??
    null
  )
}

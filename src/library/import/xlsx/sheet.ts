import { type NonTextKind, noNonText, type TableRow } from '../table.ts'
import { broken } from './archive.ts'
import { refuseLong, textGatherer } from './cell-text.ts'
import { isoDate } from './dates.ts'
import { attribute, readXml, type XmlPiece } from './xml.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly sharedStrings: readonly string[]
  readonly isDateStyle: readonly boolean[]
  readonly firstDay: 1900 | 1904
}

interface Cell {
  readonly text: string
  readonly kind: NonTextKind | 'text'
}

const lastRow = 1_048_576
const lastColumn = 16_384
const mostCharacters = 100_000_000

/**
 * Rows of a sheet that hold anything, with their row numbers. Gaps are not filled, so that a sheet that claims a
 * cell in its last corner costs nothing; text that many cells share is counted for each of them.
 */
export function* sheetRows(content: Buffer, context: SheetContext): Generator<TableRow> {
  let row = { number: 0, cells: [] as string[], nonText: new Map<number, NonTextKind>() }
  let inData = false
  let column = 0
  let characters = 0
  const pieces = readXml(content)
  for (const piece of pieces) {
    if (piece.kind === 'text') continue
    if (piece.name === 'sheetData') inData = piece.kind === 'open'
    if (!inData) continue
    if (piece.name === 'row') {
      if (row.cells.length > 0) yield toTableRow(row)
      if (piece.kind === 'close') {
        row = { number: row.number, cells: [], nonText: new Map() }
        continue
      }
      const number = Number(attribute(piece.attributes, 'r') ?? row.number + 1)
      if (!(number > row.number && number <= lastRow)) throw broken(`its row ${number} is out of place`)
      row = { number, cells: [], nonText: new Map() }
      column = 0
    } else if (piece.name === 'c' && piece.kind === 'open') {
      const address = attribute(piece.attributes, 'r')
      const next = address === undefined ? column + 1 : columnNumber(address)
      if (!(next > column && next <= lastColumn)) throw broken(`its cell ${address} is out of place`)
      column = next
      const place = `Column ${column} of row ${row.number}`
      const cell = piece.isEmpty ? null : readCell(pieces, piece.attributes, context, place)
      if (cell === null || cell.text === '') continue
      characters += cell.text.length
      if (characters > mostCharacters) throw broken(`its cells hold more than ${mostCharacters} characters`)
      while (row.cells.length < column - 1) row.cells.push('')
      row.cells.push(cell.text)
      if (cell.kind !== 'text') row.nonText.set(column - 1, cell.kind)
    }
  }
}

function toTableRow({
  number,
  cells,
  nonText,
}: {
  number: number
  cells: string[]
  nonText: Map<number, NonTextKind>
}): TableRow {
  return { line: number, cells, isComment: false, nonText: nonText.size === 0 ? noNonText : nonText }
}

function columnNumber(address: string): number {
  let number = 0
  for (const letter of address.match(/^[A-Z]{1,3}/)?.[0] ?? '')
    number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

/** Takes the pieces up to the end of a cell. */
function readCell(
  pieces: Generator<XmlPiece>,
  attributes: string,
  context: SheetContext,
  place: string,
): Cell {
  let value = ''
  let inValue = false
  const inline = textGatherer()
  for (;;) {
    const { value: piece, done } = pieces.next()
    if (done) throw broken('its XML is cut off')
    if (piece.kind === 'close' && piece.name === 'c') break
    if (piece.kind === 'text') {
      if (inValue) value += piece.text
    } else if (piece.name === 'v') {
      inValue = piece.kind === 'open' && !piece.isEmpty
    }
    inline.take(piece)
  }
  refuseLong(value, place)
  return interpret(value, inline.text(place), attributes, context, place)
}

function interpret(
  value: string,
  inline: string,
  attributes: string,
  context: SheetContext,
  place: string,
): Cell {
  const type = attribute(attributes, 't') ?? 'n'
  if (type === 'inlineStr') return { text: inline, kind: 'text' }
  if (type === 'str') return { text: value, kind: 'text' }
  if (value === '') return { text: '', kind: 'text' }
  if (type === 's') {
    const text = context.sharedStrings[Number(value)]
    if (text === undefined) throw broken(`${place} refers to a text that is not there`)
    return { text, kind: 'text' }
  }
  if (type === 'b') return { text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' }
  if (type === 'e') return { text: value, kind: 'error' }
  if (type === 'd') return { text: value, kind: 'date' }
  const number = Number(value)
  if (Number.isNaN(number)) throw broken(`${place} holds “${value.slice(0, 40)}” where it declares a number`)
  const isDate = context.isDateStyle[Number(attribute(attributes, 's') ?? -1)] ?? false
  return isDate
    ? { text: isoDate(number, context.firstDay), kind: 'date' }
    : { text: String(number), kind: 'number' }
}

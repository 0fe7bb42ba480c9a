import { guardText } from '../guarded-text.ts'
import type { ExportTable, TableCell } from './table.ts'

/**
 * A table as CSV (RFC 4180) line by line: UTF-8 with a byte order mark, without which spreadsheet programs
 * take it for another encoding, and text guarded so that no cell becomes a formula. Numbers have a point and
 * all their digits.
 */
export async function* csvLines({ columns, rows }: ExportTable): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns)}`
  for await (const row of rows) yield csvLine(row)
}

function csvLine(cells: readonly TableCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: TableCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const text = guardText(cell)
  return /[",;\t|\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

import { AnomaliteError } from '../../domain/error.ts'
import type { ColumnRole } from './column-names.ts'
import { type ColumnChoice, detectLayout, type Layout } from './columns.ts'
import { type Delimiter, type Dialect, delimitedRows } from './delimited.ts'
import { detectDialect, dialectOf } from './dialect.ts'
import { decode, detectEncoding, type TextEncoding } from './encoding.ts'
import { fileKind } from './file-kind.ts'
import { type FormulaRow, formulaRows, isBlank, type LineCounts, noLines } from './formula-rows.ts'
import { jsonTable, looksLikeJson } from './json.ts'
import { gather, type ListSource } from './source.ts'
import type { TableRow } from './table.ts'
import { openSheet } from './xlsx/workbook.ts'

/** What to take for granted instead of finding it out; everything left out is detected. */
export interface ReadingChoice {
  readonly encoding?: TextEncoding
  readonly delimiter?: Delimiter
  /** Name of the sheet of a workbook; the first otherwise. */
  readonly sheet?: string
  readonly header?: 'present' | 'absent'
  /** Columns by heading or by number from 1. */
  readonly columns?: Readonly<Partial<Record<ColumnRole, ColumnChoice>>>
}

/** What a list was found to be. */
export type ListFormat = {
  readonly layout: Layout
  /** How many columns its first lines have. */
  readonly width: number
} & (
  | { readonly kind: 'json' }
  | { readonly kind: 'text'; readonly encoding: TextEncoding; readonly delimiter: Delimiter }
  | { readonly kind: 'xlsx'; readonly sheet: string; readonly sheets: readonly string[] }
)

/** A list of formulas ready to be read. */
export interface FormulaList {
  readonly format: ListFormat
  /** Its lines in order, read as they are taken; each call begins anew. */
  rows(): AsyncGenerator<FormulaRow>
  /** What the lines read by the latest call of `rows` were. */
  counts(): Readonly<LineCounts>
}

const sampledCharacters = 1 << 16
const sampledRows = 200

/**
 * Finds out what a list of formulas is (one a line, delimited text, JSON, or a workbook; encoding, delimiter,
 * header, columns) and gives its lines.
 *
 * Throws errors with codes `import/…` for what is no such list, each with what to do: empty, binary, old or
 * locked workbooks, archives and lines beyond the limits, no column of formulas, a choice that does not fit.
 * A line that cannot be read is no error but a row with its problem.
 */
export async function readFormulaList(source: ListSource, choice: ReadingChoice = {}): Promise<FormulaList> {
  const bytes = await gather(source)
  const { rows: table, ...kind } =
    fileKind(bytes) === 'xlsx' ? openWorkbook(bytes, choice) : openText(bytes, source.fileName, choice)
  const sample = await sampleRows(table())
  if (sample.length === 0)
    throw new AnomaliteError('import/empty', 'The list is empty: it has no lines with text.')
  const layout = detectLayout(sample, kind.kind === 'json' ? { ...choice, header: 'present' } : choice)
  const width = Math.max(...sample.map(row => row.cells.length))
  let counts = noLines()
  return {
    format: { ...kind, layout, width },
    rows: () => {
      counts = noLines()
      return formulaRows(table(), layout, counts)
    },
    counts: () => counts,
  }
}

function openWorkbook(bytes: Buffer, choice: ReadingChoice) {
  const { name, sheets, rows } = openSheet(bytes, choice.sheet)
  return { kind: 'xlsx' as const, sheet: name, sheets, rows }
}

function openText(bytes: Buffer, fileName: string | undefined, choice: ReadingChoice) {
  const encoding = choice.encoding ?? detectEncoding(bytes)
  if (/\.json$/i.test(fileName ?? '') || looksLikeJson(sampleText(bytes, encoding))) {
    const { rows } = jsonTable(() => decode(bytes, encoding))
    return { kind: 'json' as const, rows }
  }
  const dialect: Dialect =
    choice.delimiter === undefined
      ? detectDialect(sampleText(bytes, encoding), fileName)
      : dialectOf(choice.delimiter, fileName)
  const rows = () => delimitedRows(decode(bytes, encoding), dialect)
  return { kind: 'text' as const, encoding, delimiter: dialect.delimiter, rows }
}

/** The beginning of a text up to the end of a line. */
function sampleText(bytes: Buffer, encoding: TextEncoding): string {
  let text = ''
  for (const piece of decode(bytes, encoding)) {
    text += piece
    if (text.length >= sampledCharacters) break
  }
  if (text.length < sampledCharacters) return text
  const lastLineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return lastLineEnd < 0 ? text : text.slice(0, lastLineEnd + 1)
}

async function sampleRows(table: AsyncIterable<TableRow> | Iterable<TableRow>): Promise<TableRow[]> {
  const sample: TableRow[] = []
  for await (const row of table) {
    if (!isBlank(row) && !row.isComment) sample.push(row)
    if (sample.length === sampledRows) break
  }
  return sample
}

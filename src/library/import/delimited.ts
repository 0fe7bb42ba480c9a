import { pipeline, Readable } from 'node:stream'
import { CsvError, type Options, parse } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { AnomaliteError } from '../../domain/error.ts'
import { unguardText } from '../guarded-text.ts'
import { damageKind } from './spreadsheet-damage.ts'
import { noNonText, type TableRow } from './table.ts'

/** What stands between the cells of a line; `none` for one cell a line. */
export type Delimiter = '\t' | ';' | ',' | '|' | 'none'

/** How delimited text is cut up. */
export interface Dialect {
  readonly delimiter: Delimiter
  /** Whether "…" may enclose a cell that holds delimiters, quotes or line ends. */
  readonly quotes: 'double' | 'none'
}

const longestRecordBytes = 1_000_000

function parserOptions(dialect: Dialect) {
  return {
    // A cell never holds the unit separator, so that one leaves every line whole.
    delimiter: dialect.delimiter === 'none' ? '\u001f' : dialect.delimiter,
    quote: dialect.quotes === 'double' ? '"' : false,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRecordBytes,
  } satisfies Options
}

/**
 * Rows of delimited text, blank lines included (one empty cell), guards taken off. Throws
 * `import/line-too-long` and `import/unclosed-quote`, naming the line.
 */
export async function* delimitedRows(text: Iterable<string>, dialect: Dialect): AsyncGenerator<TableRow> {
  let line = 1
  // Rows are made where the parser finds them, not where they are taken: it runs ahead, and an error must name
  // the line that it met.
  const toRow = (cells: string[]): TableRow => {
    const row = { line, cells: cells.map(unguardText), isComment: isComment(cells), nonText: noNonText }
    line += 1
    for (const cell of cells) line += lineEndsIn(cell)
    return row
  }
  const options: Options<TableRow, string[]> = { ...parserOptions(dialect), on_record: toRow }
  // csv-parse declares records of another type for named columns alone.
  const parser = parse(options as unknown as Options)
  // What fails upstream ends the parser with that error, which then surfaces in the loop below.
  pipeline(Readable.from(encoded(text)), parser, () => undefined)
  try {
    for await (const row of parser) yield row as TableRow
  } catch (error) {
    throw dialectError(error, line)
  }
}

/** The first rows of a piece of text, with rows that do not fit the dialect left out. */
export function sampleDelimited(text: string, dialect: Dialect, rows: number): string[][] {
  const options = {
    ...parserOptions(dialect),
    to: rows,
    skip_records_with_error: true,
    skip_empty_lines: true,
  }
  return parseAtOnce(text, options) as string[][]
}

/** #NAME? and the like are what a spreadsheet left of a formula, no comments. */
function isComment(cells: readonly string[]): boolean {
  const first = cells[0]!.trim()
  return (
    first.startsWith('#') && cells.slice(1).every(cell => cell.trim() === '') && damageKind(first) === null
  )
}

function* encoded(text: Iterable<string>): Iterable<Buffer> {
  for (const piece of text) yield Buffer.from(piece, 'utf8')
}

function lineEndsIn(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0
  return cell.match(/\r\n|\n|\r/g)!.length
}

function dialectError(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    const message = `Line ${line} is longer than a million characters. Check that the file is a list of formulas and that its quotes are closed.`
    return new AnomaliteError('import/line-too-long', message, { line }, { cause: error })
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    const message = `A quotation mark that opens in line ${line} is never closed. Close it, or take it away.`
    return new AnomaliteError('import/unclosed-quote', message, { line }, { cause: error })
  }
  const message = `Line ${line} could not be read (${error.message}). Check its quotation marks.`
  return new AnomaliteError('import/unreadable', message, { line }, { cause: error })
}

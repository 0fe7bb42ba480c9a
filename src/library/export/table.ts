import { AnomaliteError } from '../../domain/error.ts'

/** A cell: null where there is nothing to say. A number that is not finite is written as nothing. */
export type TableCell = string | number | null

/** A table to be written to a file, its rows as long as its columns are many. */
export interface ExportTable {
  /** Headings, each different from all others. */
  readonly columns: readonly string[]
  readonly rows: Iterable<readonly TableCell[]> | AsyncIterable<readonly TableCell[]>
}

/** Throws `export/repeated-column` when two columns have one heading: the file could not be read back. */
export function refuseRepeatedColumns(columns: readonly string[]): void {
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index)
  if (repeated === undefined) return
  const message = `The table has two columns named “${repeated}”. Rename one of them.`
  throw new AnomaliteError('export/repeated-column', message, { column: repeated })
}

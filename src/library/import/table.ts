/** What a sheet's cell holds that is not text. */
export type NonTextKind = 'number' | 'date' | 'boolean' | 'error'

/** A row of a table as it stands in the file. */
export interface TableRow {
  /** Line of a text file or row of a sheet, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Begins with # and has nothing beyond its first cell; only in delimited text. */
  readonly isComment: boolean
  /** Kinds of the cells that are not text, by column from 0; none in delimited text. */
  readonly nonText: ReadonlyMap<number, NonTextKind>
}

export const noNonText: ReadonlyMap<number, NonTextKind> = new Map()

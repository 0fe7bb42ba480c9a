import type { EntryQuery, Selection } from '../../../contract/index.ts'
import { AnomaliteError } from '../../../domain/error.ts'
import {
  type RowRange,
  type RowSelection,
  selectedCount,
  selectedRanges,
} from '../virtual-table/row-selection.ts'

/** Entries that a selection can name one by one. */
export const MOST_NAMED = 100_000

/** Rows chosen in the table of a query's result. */
export interface ChosenRows {
  readonly query: EntryQuery
  readonly rows: RowSelection
  readonly total: number
}

/** Asks for the entries at places of the query's result. */
export type EntriesAt = (query: EntryQuery, offset: number, count: number) => Promise<number[]>

/**
 * Chosen rows as the host takes them: by name, or as a query without some where that names fewer. Throws
 * `library/selection-too-large` where more than 100,000 are chosen and as many are not.
 */
export async function chosenEntries(
  { query, rows, total }: ChosenRows,
  entriesAt: EntriesAt,
): Promise<Selection> {
  const named = async (ranges: readonly RowRange[]) =>
    (await Promise.all(ranges.map(({ from, to }) => entriesAt(query, from, to - from + 1)))).flat()
  const chosen = selectedCount(rows, total)
  if (rows.kind === 'only' && chosen <= MOST_NAMED)
    return { entries: await named(selectedRanges(rows, total)) }
  if (total - chosen > MOST_NAMED) {
    throw new AnomaliteError(
      'library/selection-too-large',
      'More than 100,000 entries are selected, and as many are not. Filter the table to what you mean, and select all of it.',
      { chosen },
    )
  }
  const others: RowSelection = { kind: rows.kind === 'only' ? 'all-but' : 'only', ranges: rows.ranges }
  return { query, except: await named(selectedRanges(others, total)) }
}

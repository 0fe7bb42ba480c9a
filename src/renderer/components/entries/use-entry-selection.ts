import { computed, type Ref, shallowRef, watch } from 'vue'
import type { EntryRow, Selection } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import type { EntryRows } from '../entry-filter/index.ts'
import { NO_ROWS, type RowSelection, selectedCount, selectedRanges } from '../virtual-table/index.ts'
import { chosenEntries } from './chosen-entries.ts'

/** The table, as far as its rows go. */
export interface RowsInTable {
  row(index: number): EntryRow | undefined
  reveal(index: number): void
}

/** Rows whose values are gathered for the details of a selection. */
const MOST_SHOWN = 200
/** Ends of ranges that are looked at to see whether a changed result still has the same rows there. */
const MOST_ENDS = 12

/** The rows selected in the table of a query's result, and the entries that they are. */
export function useEntrySelection(rows: EntryRows, table: Readonly<Ref<RowsInTable | null>>) {
  const host = useHost()
  const selection = shallowRef<RowSelection>(NO_ROWS)
  /** Entries at the ends of the selected ranges, as they were when these were selected. */
  let ends: readonly { readonly index: number; readonly entry: number }[] = []

  const count = computed(() => selectedCount(selection.value, rows.total.value))
  /** The first of the selected rows that are loaded. */
  const shown = computed(() => {
    const found: EntryRow[] = []
    for (const { from, to } of selectedRanges(selection.value, rows.total.value)) {
      for (let index = from; index <= to && index < from + MOST_SHOWN; index++) {
        const row = table.value?.row(index)
        if (row !== undefined) found.push(row)
        if (found.length === MOST_SHOWN) return found
      }
    }
    return found
  })

  watch(selection, ({ kind, ranges }) => {
    const places =
      kind === 'only' ? ranges.flatMap(({ from, to }) => (from === to ? [from] : [from, to])) : []
    ends = places.slice(0, MOST_ENDS).flatMap(index => {
      const entry = table.value?.row(index)?.id
      return entry === undefined ? [] : [{ index, entry }]
    })
  })

  // The same places of a changed result may hold other entries: a selection is of entries, not of places.
  watch(rows.revision, async () => {
    const query = rows.query.value
    const before = selection.value
    const checked = ends
    if (query === null || checked.length === 0) return
    const now = await Promise.all(
      checked.map(({ index }) => host.call('entries.ids', { query, offset: index, count: 1 })),
    )
    const isSame = now.every(([entry], i) => entry === checked[i]!.entry)
    if (isSame || selection.value !== before) return
    selection.value = NO_ROWS
    const [only] = checked
    if (checked.length > 1 || only === undefined) return
    const { offset } = await host.call('entries.locate', { query, entry: only.entry })
    if (offset !== null && selection.value === NO_ROWS) table.value?.reveal(offset)
  })

  return {
    selection,
    count,
    shown,
    clear: () => {
      selection.value = NO_ROWS
    },
    /** Throws `library/selection-too-large`. */
    async chosen(): Promise<Selection> {
      const query = rows.query.value
      if (query === null) return { entries: [] }
      return chosenEntries({ query, rows: selection.value, total: rows.total.value }, (of, offset, wanted) =>
        host.call('entries.ids', { query: of, offset, count: wanted }),
      )
    },
  }
}

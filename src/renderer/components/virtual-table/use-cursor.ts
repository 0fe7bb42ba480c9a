import { computed, type Ref, shallowRef } from 'vue'
import { cellAt, type RowCell } from './columns.ts'
import {
  ALL_ROWS,
  addBetween,
  NO_ROWS,
  type RowSelection,
  selectBetween,
  toggleRow,
} from './row-selection.ts'
import { tableActionOf } from './table-keys.ts'

/** Keys held with a click or another key. */
interface HeldKeys {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** What the cursor has to know of its table. */
export interface CursorTable {
  readonly total: () => number
  readonly rowsPerPage: () => number
  /** Cells of the row at a place. */
  readonly cellsAt: (index: number) => readonly RowCell[]
  readonly selection: Ref<RowSelection>
  /** Told of each move, so that the place comes into view. */
  readonly moved: (by: 'row' | 'column') => void
}

/** The cell that the keyboard is at, and the selection that grows from it. */
export interface TableCursor {
  readonly index: Readonly<Ref<number>>
  /** Place of its cell: where columns are joined, that of the first. */
  readonly place: Readonly<Ref<number>>
  /** Goes to a cell, as a click does. */
  goTo(index: number, column: number): void
  /** Selects as a click on a row does: alone, with Shift up to it, with Ctrl beside what is selected. */
  select(index: number, held: HeldKeys): void
  /** Goes to a row and selects it alone. */
  selectOnly(index: number): void
  /** Back to the first cell, with nothing selected. */
  reset(): void
  /** Moves and selects by keyboard; false for a key that does neither. */
  press(event: KeyboardEvent): boolean
}

export function useCursor({ total, rowsPerPage, cellsAt, selection, moved }: CursorTable): TableCursor {
  const at = shallowRef({ index: 0, column: 0 })
  /** Where a range begun with Shift starts. */
  let anchor = 0

  const index = computed(() => at.value.index)
  const cell = computed(() => cellAt(cellsAt(index.value), at.value.column))
  const place = computed(() => cell.value?.place ?? 0)

  function select(row: number, { shiftKey, ctrlKey, metaKey }: HeldKeys): void {
    const mod = ctrlKey || metaKey
    if (shiftKey) {
      selection.value = mod ? addBetween(selection.value, anchor, row) : selectBetween(anchor, row)
    } else {
      selection.value = mod ? toggleRow(selection.value, row) : selectBetween(row, row)
      anchor = row
    }
  }

  function moveTo(row: number, event: KeyboardEvent): void {
    const target = Math.max(0, Math.min(row, total() - 1))
    at.value = { ...at.value, index: target }
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey) select(target, event)
    moved('row')
  }

  function moveColumn(by: 1 | -1): void {
    const beside = by === -1 ? place.value - 1 : place.value + (cell.value?.span ?? 1)
    const next = cellAt(cellsAt(index.value), beside)
    if (next === undefined) return
    at.value = { ...at.value, column: next.place }
    moved('column')
  }

  return {
    index,
    place,
    goTo(row, column) {
      at.value = { index: row, column }
    },
    select,
    selectOnly(row) {
      at.value = { ...at.value, index: row }
      anchor = row
      selection.value = selectBetween(row, row)
    },
    reset() {
      at.value = { index: 0, column: 0 }
      anchor = 0
      selection.value = NO_ROWS
    },
    press(event) {
      switch (tableActionOf(event)) {
        case 'down':
          moveTo(index.value + 1, event)
          return true
        case 'up':
          moveTo(index.value - 1, event)
          return true
        case 'pageDown':
          moveTo(index.value + rowsPerPage(), event)
          return true
        case 'pageUp':
          moveTo(index.value - rowsPerPage(), event)
          return true
        case 'first':
          moveTo(0, event)
          return true
        case 'last':
          moveTo(total() - 1, event)
          return true
        case 'right':
          moveColumn(1)
          return true
        case 'left':
          moveColumn(-1)
          return true
        case 'toggle':
          selection.value = toggleRow(selection.value, index.value)
          anchor = index.value
          return true
        case 'none':
          selection.value = NO_ROWS
          return true
        case 'all':
          selection.value = ALL_ROWS
          return true
        default:
          return false
      }
    },
  }
}

import { computed, shallowRef, watch } from 'vue'
import {
  pinnedColumns,
  rememberedLayout,
  rememberLayout,
  shownColumns,
  type TableColumn,
  withWidth,
} from './columns.ts'

/** Room behind the last column for the menu of columns, in pixels: it would cover its title. */
const MENU_WIDTH = 32

/**
 * Which columns of a table show and how wide they are; kept under the table's name. Widths are in pixels.
 *
 * @param columns all that there are, asked anew for each change
 */
export function useColumnLayout(name: string, columns: () => readonly TableColumn[]) {
  const layout = shallowRef(rememberedLayout(name))
  watch(layout, now => rememberLayout(name, now))

  const shown = computed(() => shownColumns(columns(), layout.value))
  const pinned = computed(() => pinnedColumns(shown.value))
  const resize = (key: string, width: number) => {
    layout.value = withWidth(layout.value, key, width)
  }
  return {
    layout,
    shown,
    /** Columns that stay in view, each with its distance from the left edge. */
    pinned,
    pinnedWidth: computed(() =>
      shown.value.reduce((sum, { key, width }) => (pinned.value.has(key) ? sum + width : sum), 0),
    ),
    width: computed(() => shown.value.reduce((sum, column) => sum + column.width, MENU_WIDTH)),
    /** As CSS has it for the columns of a grid. */
    template: computed(
      () => `${shown.value.map(column => `${column.width}px`).join(' ')} minmax(${MENU_WIDTH}px, 1fr)`,
    ),
    resize,
    resetWidth: (key: string) => resize(key, columns().find(column => column.key === key)!.width),
  }
}

export type { TableColumn, TableSort } from './columns.ts'
export type { LoadRows } from './row-pages.ts'
export {
  ALL_ROWS,
  isSelected,
  NO_ROWS,
  type RowRange,
  type RowSelection,
  selectBetween,
  selectedCount,
  selectedRanges,
} from './row-selection.ts'
export { TABLE_KEYS, type TablePurpose } from './table-keys.ts'
export { default as VirtualTable } from './VirtualTable.vue'

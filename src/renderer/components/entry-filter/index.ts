export { default as EntryFilterBar } from './EntryFilterBar.vue'
export {
  type EntryFilter,
  type EntryScope,
  type EntrySort,
  entryQuery,
  type FilteredScores,
  isFiltering,
  NO_FILTER,
  type Range,
} from './entry-filter.ts'
export { type AddressFilter, useAddressFilter } from './use-address-filter.ts'
export { type EntryRows, useEntryRows } from './use-entry-rows.ts'

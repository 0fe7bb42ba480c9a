export type { IdRange, LibraryChange, OnChange } from './changes.ts'
export { type FolderLock, lockFolder } from './database/folder-lock.ts'
export { exportTable } from './export/export-table.ts'
export { listTable } from './export/list-table.ts'
export type { ExportTable, TableCell } from './export/table.ts'
export type { ColumnRole } from './import/column-names.ts'
export type { ColumnChoice, Layout } from './import/columns.ts'
export type { Delimiter } from './import/delimited.ts'
export type { TextEncoding } from './import/encoding.ts'
export { type FormulaRow, type LineCounts, readFormula } from './import/formula-rows.ts'
export { type ImportOptions, type ImportResult, type ImportTarget, importList } from './import/import-list.ts'
export {
  type FormulaList,
  type ListFormat,
  type ReadingChoice,
  readFormulaList,
} from './import/read-formula-list.ts'
export type { ListSource } from './import/source.ts'
export type * from './library.ts'
export { openLibrary } from './open-library.ts'
export type {
  EntryOrder,
  EntryPage,
  EntryQuery,
  Facets,
  ListScores,
  Range,
  RankedEntry,
} from './query/entry-query.ts'
export { type EntryReader, openEntryReader } from './query/entry-reader.ts'
export {
  type Changed,
  type Emptied,
  type LibraryService,
  type ListDraftService,
  serveLibrary,
} from './service.ts'
export { sqliteVersion } from './sqlite-version.ts'
export { tagText } from './tag-text.ts'
export {
  type EntryService,
  type LibraryThreads,
  openLibraryThreads,
  type Revised,
} from './threads/library-threads.ts'

export { type Archive, type ArchiveRules, openArchive } from './archive.ts'
export type { FileContent } from './atomic-file.ts'
export { syncFolder, writeFileAtomically } from './atomic-file.ts'
export { writeFolderAtomically } from './atomic-folder.ts'

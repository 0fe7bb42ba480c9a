export type { FileContent } from './atomicFile.ts'
export { syncFolder, writeFileAtomically } from './atomicFile.ts'

export type { FileContent } from './atomic-file.ts'
export { syncFolder, writeFileAtomically } from './atomic-file.ts'

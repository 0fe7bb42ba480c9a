import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'
import { type FileContent, syncFolder, writeFileAtomically } from './atomic-file.ts'

/**
 * Writes files, by name, as a new folder, which appears whole or not at all. Throws `file/not-written` when the disk
 * or the folder refuses.
 */
export async function writeFolderAtomically(
  folder: string,
  files: Readonly<Record<string, FileContent>>,
): Promise<void> {
  const temporary = join(dirname(folder), `.${basename(folder)}.partial`)
  try {
    await rm(temporary, { recursive: true, force: true })
    for (const [name, content] of Object.entries(files)) {
      await writeFileAtomically(join(temporary, name), content)
    }
    await rename(temporary, folder)
    await syncFolder(dirname(folder))
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
    throw error instanceof AnomaliteError ? error : notWritten(folder, error)
  }
}

function notWritten(folder: string, cause: unknown): AnomaliteError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new AnomaliteError(
    'file/not-written',
    `${folder} could not be written (${reason}). Check the free space and the permissions of the folder, or choose another place.`,
    { path: folder },
    { cause },
  )
}

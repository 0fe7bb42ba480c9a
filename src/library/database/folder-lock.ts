import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AnomaliteError } from '../../domain/error.ts'
import { typedError } from './sqlite-error.ts'

/** A folder held by this process. */
export interface FolderLock {
  release(): void
}

/**
 * Keeps a folder for this process. The lock is an exclusive transaction, never written to, on an empty
 * database of its own: the operating system drops it with the process, so a kill leaves nothing to
 * clean up, and readers of a library beside it are not shut out.
 *
 * Throws `library/in-use` when another process, or another open library of this one, holds the folder.
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'library.lock')
  let lock: Database.Database | undefined
  try {
    lock = new Database(path, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY')
      throw typedError(error, path)
    const message = `The folder ${folder} is in use by another Anomalite. Wait for that one or close it, or choose another folder.`
    throw new AnomaliteError('library/in-use', message, { folder }, { cause: error })
  }
  const held = lock
  return { release: () => held.close() }
}

import { constants, copyFile, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { syncFolder } from '../../durable/index.ts'
import { backupsIn } from './backup.ts'
import { inspectLibrary } from './inspect.ts'
import { breakSeal } from './seal.ts'

const logEndings = ['-wal', '-shm'] as const

/**
 * Puts the newest good backup in the place of a damaged library, which is kept beside it under a name with the time.
 * Returns what the user must know. Throws the damage again where there is no good backup; then nothing has changed.
 *
 * A kill at any moment leaves the damaged library or the restored one in place.
 */
export async function restoreBackup(
  path: string,
  folder: string,
  migrations: readonly string[],
  damage: AnomaliteError,
): Promise<string> {
  const partial = `${path}.partial`
  const backup = await copyGoodBackup(partial, folder, migrations)
  if (backup === null) throw damage
  const kept = join(folder, `library-damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.db`)
  for (const ending of ['', ...logEndings]) await copyIfThere(path + ending, kept + ending)
  // A log left behind would be taken for that of the restored library.
  for (const ending of logEndings) await rm(path + ending, { force: true })
  await breakSeal(path)
  await rename(partial, path)
  await syncFolder(folder)
  return (
    `The library was damaged (${damage.message}) Its backup of ${backupTime(backup)} has been restored: what was ` +
    `changed later is missing. The damaged file is kept as ${kept}.`
  )
}

/** Copies the newest backup that is whole; gives its path, or null where there is none. */
async function copyGoodBackup(
  target: string,
  folder: string,
  migrations: readonly string[],
): Promise<string | null> {
  for (const backup of await backupsIn(folder)) {
    for (const ending of ['', ...logEndings]) await rm(target + ending, { force: true })
    await copyFile(backup, target)
    try {
      inspectLibrary(target, migrations)
    } catch (error) {
      if (!(error instanceof AnomaliteError)) throw error
      continue
    }
    for (const ending of logEndings) await rm(target + ending, { force: true })
    const file = await open(target, 'r+')
    await file.sync().finally(() => file.close())
    return backup
  }
  await rm(target, { force: true })
  return null
}

async function copyIfThere(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/** "2026-11-25 13:05 UTC", as the name of a backup says it. */
function backupTime(backup: string): string {
  const [, day, hour, minute] = /library-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})/.exec(backup)!
  return `${day} ${hour}:${minute} UTC`
}

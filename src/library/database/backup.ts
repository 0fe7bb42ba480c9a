import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../durable/index.ts'
import type { Connection } from './connection.ts'
import { inspectLibrary } from './inspect.ts'

const recentKept = 3
const daysKept = 7
const backupName = /^library-(\d{4}-\d{2}-\d{2})T\d{2}-\d{2}-\d{2}-\d{3}Z\.db$/

/** Paths of the backups in a data folder, newest first. */
export async function backupsIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'backups')).catch(() => [])
  const backups = names.filter(name => backupName.test(name)).sort()
  return backups.reverse().map(name => join(folder, 'backups', name))
}

/**
 * Copies an open library into `backups/` of its data folder by SQLite's online backup, opens the copy to
 * verify it, then gives it its name; of older backups the three newest and the last of each of the seven
 * newest days stay. Resolves to the path of the new backup.
 */
export async function backUp(
  connection: Connection,
  folder: string,
  migrations: readonly string[],
): Promise<string> {
  const backups = join(folder, 'backups')
  await mkdir(backups, { recursive: true })
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const path = join(backups, `library-${stamp}.db`)
  const partial = join(backups, '.library.partial')
  await rm(partial, { force: true })
  await connection.copyInto(partial)
  inspectLibrary(partial, migrations)
  for (const ending of ['-wal', '-shm']) await rm(partial + ending, { force: true })
  const file = await open(partial, 'r+')
  await file.sync().finally(() => file.close())
  await rename(partial, path)
  await syncFolder(backups)
  await thinOut(await backupsIn(folder))
  return path
}

async function thinOut(newestFirst: readonly string[]): Promise<void> {
  const lastOfDay = new Map<string, string>()
  for (const path of newestFirst) {
    const day = path.slice(-'YYYY-MM-DDTHH-MM-SS-mmmZ.db'.length).slice(0, 10)
    if (!lastOfDay.has(day)) lastOfDay.set(day, path)
  }
  const kept = new Set([...newestFirst.slice(0, recentKept), ...[...lastOfDay.values()].slice(0, daysKept)])
  for (const path of newestFirst) if (!kept.has(path)) await rm(path)
}

import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { syncFolder } from '../../durable/index.ts'
import { backUp } from './backup.ts'
import { type Connection, connect } from './connection.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { inspectLibrary, refuseOtherFiles } from './inspect.ts'
import { migrate } from './migrate.ts'
import { restoreBackup } from './restore.ts'
import { breakSeal, refuseBrokenSeal, seal } from './seal.ts'

/** The database of a data folder, held by this process alone until it is closed. */
export interface OpenDatabase {
  readonly connection: Connection
  readonly path: string
  /** What the user must know once; empty where all is as it was left. */
  readonly notices: readonly string[]
  /** Backs up now; resolves to the path of the backup. */
  backUp(): Promise<string>
  /** Folds the log into the file, backs up what has changed, seals the file and lets the folder go. */
  close(): Promise<void>
}

/** Opens the library of a data folder, or makes it; see `openLibrary` for what is refused. */
export async function openDatabase(folder: string, migrations: readonly string[]): Promise<OpenDatabase> {
  await mkdir(folder, { recursive: true }).catch(cause => {
    const message = `The data folder ${folder} could not be made. Check its place and permissions.`
    throw new AnomaliteError('library/not-writable', message, { folder }, { cause })
  })
  const lock = lockFolder(folder)
  try {
    const path = join(folder, 'library.db')
    if (!existsSync(path)) await create(path, migrations)
    const { version, notices } = await inspect(path, folder, migrations)
    const connection = connect(path, 'write')
    try {
      if (version < migrations.length) await backUp(connection, folder, migrations)
      await breakSeal(path)
      connection.execute('PRAGMA journal_mode = WAL')
      migrate(connection, migrations)
    } catch (error) {
      connection.close()
      throw error
    }
    return opened(connection, lock, path, folder, migrations, notices)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A new library gets its name when it is whole, so that a kill leaves none or a good one. */
async function create(path: string, migrations: readonly string[]): Promise<void> {
  const partial = `${path}.partial`
  for (const ending of ['', '-journal', '-wal', '-shm']) {
    await rm(partial + ending, { force: true })
    await rm(path + (ending === '' ? '.sha256' : ending), { force: true })
  }
  const connection = connect(partial, 'write')
  try {
    migrate(connection, migrations)
  } finally {
    connection.close()
  }
  await rename(partial, path)
  await syncFolder(join(path, '..'))
}

/** Judges a library; of a damaged one the newest good backup takes the place. */
async function inspect(
  path: string,
  folder: string,
  migrations: readonly string[],
): Promise<{ version: number; notices: string[] }> {
  try {
    refuseOtherFiles(path, migrations.length)
    await refuseBrokenSeal(path)
    return { version: inspectLibrary(path, migrations), notices: [] }
  } catch (error) {
    if (!(error instanceof AnomaliteError) || error.code !== 'library/damaged') throw error
    const notice = await restoreBackup(path, folder, migrations, error)
    return { version: inspectLibrary(path, migrations), notices: [notice] }
  }
}

function opened(
  connection: Connection,
  lock: FolderLock,
  path: string,
  folder: string,
  migrations: readonly string[],
  notices: readonly string[],
): OpenDatabase {
  const changes = () => connection.get<{ n: number }>('SELECT total_changes() AS n')!.n
  let backedUpAt = changes()
  const backUpNow = async () => {
    const before = changes()
    const backup = await backUp(connection, folder, migrations)
    backedUpAt = before
    return backup
  }
  return {
    connection,
    path,
    notices,
    backUp: backUpNow,
    close: async () => {
      try {
        try {
          if (changes() !== backedUpAt) await backUpNow()
          connection.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        } finally {
          connection.close()
        }
        await seal(path)
      } finally {
        lock.release()
      }
    },
  }
}

import Database from 'better-sqlite3'
import { AnomaliteError } from '../../domain/error.ts'

interface Meaning {
  readonly sqlite: RegExp
  readonly code: string
  readonly says: string
}

const meanings: readonly Meaning[] = [
  { sqlite: /^SQLITE_(CORRUPT|NOTADB)/, code: 'library/damaged', says: 'is damaged. Restore a backup of it' },
  {
    sqlite: /^SQLITE_(BUSY|LOCKED)/,
    code: 'library/in-use',
    says: 'is in use by another program. Close that one',
  },
  { sqlite: /^SQLITE_FULL/, code: 'library/disk-full', says: 'found no room on the disk. Free some space' },
  {
    sqlite: /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR)/,
    code: 'library/not-writable',
    says: 'could not be read or written. Check that its folder exists, is writable and has free space',
  },
]

/** What an error of SQLite means to a person; anything else comes back as it is. */
export function typedError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const meaning = meanings.find(({ sqlite }) => sqlite.test(error.code))
  const { code, says } = meaning ?? { code: 'library/failed', says: 'met an error it did not expect' }
  const message = `The library ${path} ${says}, then try again (${error.code}: ${error.message}).`
  return new AnomaliteError(code, message, { path, sqlite: error.code }, { cause: error })
}

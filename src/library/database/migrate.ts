import { AnomaliteError } from '../../domain/error.ts'
import type { Connection } from './connection.ts'

/** "Anml" in ASCII: marks a SQLite file as a library of Anomalite. */
export const applicationId = 0x416e6d6c

/** Schema version of a database: how many migrations it has been through. */
export function schemaVersion(connection: Connection): number {
  return connection.get<{ user_version: number }>('PRAGMA user_version')!.user_version
}

/**
 * Takes a database through the migrations it lacks, each whole or not at all. A table that is made anew is dropped
 * in between: foreign keys are off meanwhile, so that no row goes with it, and checked before the end.
 */
export function migrate(connection: Connection, migrations: readonly string[]): void {
  if (schemaVersion(connection) >= migrations.length) return
  connection.execute('PRAGMA foreign_keys = OFF')
  try {
    for (let version = schemaVersion(connection); version < migrations.length; version++) {
      connection.transaction(() => {
        connection.execute(migrations[version]!)
        refuseLostReferences(connection)
        connection.execute(`PRAGMA application_id = ${applicationId}`)
        connection.execute(`PRAGMA user_version = ${version + 1}`)
      })
    }
  } finally {
    connection.execute('PRAGMA foreign_keys = ON')
  }
}

function refuseLostReferences(connection: Connection): void {
  const lost = connection.all<{ table: string }>('PRAGMA foreign_key_check')
  if (lost.length === 0) return
  const message = 'The library is damaged: some of its records belong to nothing. Restore a backup of it.'
  throw new AnomaliteError('library/damaged', message, { tables: [...new Set(lost.map(row => row.table))] })
}

/** One line for each table, index, trigger and view of a database, in a fixed order. */
export function schemaOf(connection: Connection): string[] {
  const objects = connection.all<{ type: string; name: string; sql: string | null }>(
    'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name',
  )
  return objects.map(({ type, name, sql }) => `${type} ${name}: ${sql ?? ''}`)
}

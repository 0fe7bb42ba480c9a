import { closeSync, openSync, readSync } from 'node:fs'
import { AnomaliteError } from '../../domain/error.ts'
import { type Connection, connect } from './connection.ts'
import { applicationId, migrate, schemaOf, schemaVersion } from './migrate.ts'

const headerBytes = 100
const magic = 'SQLite format 3\0'

/**
 * Reads a library file without changing a byte of it and gives its schema version.
 *
 * Throws `library/not-a-library` for a file that is something else, `library/newer` for one of a later
 * Anomalite, `library/damaged` when SQLite's quick_check finds fault, and `library/foreign-schema` when its
 * tables, indexes, triggers or views are not exactly those of its version: such a file was made elsewhere,
 * and its triggers and views would run with every query.
 */
export function inspectLibrary(path: string, migrations: readonly string[]): number {
  refuseOtherFiles(path, migrations.length)
  const connection = connect(path, 'read')
  try {
    const version = schemaVersion(connection)
    refuseNewer(path, version, migrations.length)
    refuseForeignSchema(path, connection, migrations.slice(0, version))
    refuseDamaged(path, connection)
    return version
  } finally {
    connection.close()
  }
}

/** Judges a file by its first bytes alone: `library/not-a-library`, `library/newer`. */
export function refuseOtherFiles(path: string, knownVersion: number): void {
  const header = readHeader(path)
  const isSqlite = header.length === headerBytes && header.toString('latin1', 0, magic.length) === magic
  if (!isSqlite || header.readUInt32BE(68) !== applicationId) {
    const message = `${path} is not a library of Anomalite. Choose another data folder, or move that file away.`
    throw new AnomaliteError('library/not-a-library', message, { path })
  }
  refuseNewer(path, header.readUInt32BE(60), knownVersion)
}

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(headerBytes)
    return buffer.subarray(0, readSync(file, buffer, 0, headerBytes, 0))
  } finally {
    closeSync(file)
  }
}

function refuseNewer(path: string, version: number, known: number): void {
  if (version <= known) return
  const message =
    `${path} was written by a newer Anomalite (library version ${version}, this one knows ${known}). ` +
    'Update Anomalite, or choose another data folder.'
  throw new AnomaliteError('library/newer', message, { path, version, known })
}

function refuseForeignSchema(path: string, connection: Connection, migrations: readonly string[]): void {
  const found = new Set(schemaOf(connection))
  const model = connect(':memory:', 'write')
  migrate(model, migrations)
  const expected = new Set(schemaOf(model))
  model.close()
  const differences = [...found.values(), ...expected.values()].filter(
    line => found.has(line) !== expected.has(line),
  )
  const differing = [...new Set(differences.map(line => line.slice(0, line.indexOf(':'))))]
  if (differing.length === 0) return
  const message =
    `${path} holds tables, triggers or views that Anomalite did not make, or lacks some (${differing.join(', ')}). ` +
    'It is refused, because they could change what is read; restore a backup.'
  throw new AnomaliteError('library/foreign-schema', message, { path, differing })
}

function refuseDamaged(path: string, connection: Connection): void {
  const findings = connection
    .all<{ quick_check: string }>('PRAGMA quick_check(5)')
    .map(row => row.quick_check)
  if (findings.length === 1 && findings[0] === 'ok') return
  const message = `${path} is damaged, and there is no backup of it that is whole.`
  throw new AnomaliteError('library/damaged', message, { path, findings })
}

import Database from 'better-sqlite3'
import { typedError } from './sqlite-error.ts'

export type SqlValue = string | number | bigint | null

/** One open SQLite database. Every error of SQLite leaves it as an AnomaliteError with a `library/…` code. */
export interface Connection {
  run(sql: string, ...values: SqlValue[]): { readonly changes: number; readonly insertedId: number }
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined
  all<Row>(sql: string, ...values: SqlValue[]): Row[]
  /** Runs SQL of several statements. */
  execute(sql: string): void
  /** All of `action` or nothing of it; nested calls join the outer one as savepoints. */
  transaction<T>(action: () => T): T
  /** Copies the database into a file by SQLite's online backup. */
  copyInto(path: string): Promise<void>
  close(): void
}

export type Access = 'read' | 'write'

/**
 * Opens a database with the settings every library has: nothing the file itself says is trusted
 * (`trusted_schema` off, defensive mode, cell sizes checked), foreign keys hold, and a commit is on disk
 * when it returns (`synchronous` full).
 */
export function connect(path: string, access: Access): Connection {
  const guarded = <T>(action: () => T): T => {
    try {
      return action()
    } catch (error) {
      throw typedError(error, path)
    }
  }
  const database = guarded(() => new Database(path, { readonly: access === 'read', timeout: 2000 }))
  try {
    guarded(() => {
      database.pragma('trusted_schema = OFF')
      database.pragma('cell_size_check = ON')
      database.pragma('foreign_keys = ON')
      database.pragma('synchronous = FULL')
    })
  } catch (error) {
    database.close()
    throw error
  }

  const statements = new Map<string, Database.Statement<SqlValue[]>>()
  const prepared = (sql: string) => {
    let statement = statements.get(sql)
    if (statement === undefined) {
      statement = database.prepare<SqlValue[]>(sql)
      statements.set(sql, statement)
    }
    return statement
  }
  return {
    run: (sql, ...values) =>
      guarded(() => {
        const { changes, lastInsertRowid } = prepared(sql).run(...values)
        return { changes, insertedId: Number(lastInsertRowid) }
      }),
    get: <Row>(sql: string, ...values: SqlValue[]) =>
      guarded(() => prepared(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: SqlValue[]) => guarded(() => prepared(sql).all(...values) as Row[]),
    execute: sql => {
      guarded(() => database.exec(sql))
    },
    transaction: action => guarded(() => database.transaction(action).immediate()),
    copyInto: async target => {
      try {
        await database.backup(target)
      } catch (error) {
        throw typedError(error, target)
      }
    },
    close: () => {
      guarded(() => database.close())
    },
  }
}

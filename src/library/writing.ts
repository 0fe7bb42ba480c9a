import type { LibraryChange, OnChange } from './changes.ts'
import type { Connection } from './database/connection.ts'

/** A connection that writes, and tells what it wrote once that is on disk. */
export interface Writing {
  readonly connection: Connection
  /** All of `action` or nothing of it; nested calls join the outer one. */
  transaction<T>(action: () => T): T
  /** Notes a change of the transaction under way. */
  tell(change: LibraryChange): void
}

export function startWriting(connection: Connection, onChange: OnChange): Writing {
  let depth = 0
  let untold: LibraryChange[] = []
  return {
    connection,
    transaction(action) {
      depth++
      try {
        return connection.transaction(action)
      } catch (error) {
        if (depth === 1) untold = []
        throw error
      } finally {
        depth--
        if (depth === 0) {
          const told = untold
          untold = []
          for (const change of told) onChange(change)
        }
      }
    },
    tell: change => untold.push(change),
  }
}

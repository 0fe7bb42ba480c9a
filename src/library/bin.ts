import { rangesOf } from './changes.ts'
import type { Connection } from './database/connection.ts'
import { forgetEmptySteps } from './history.ts'
import type { CompoundId, ListId, WritableLibrary } from './library.ts'
import type { Writing } from './writing.ts'

type BinMethods = Pick<WritableLibrary, 'emptyBin' | 'sweep' | 'sweepCompounds'>

/** The part of a library that removes for good, a piece at a time so that other work gets its turn. */
export function binOf(writing: Writing): BinMethods {
  return {
    emptyBin: (until, limit) =>
      writing.transaction(() => {
        const lists = dropLists(writing, until)
        const entries = deleteEntries(
          writing,
          'binned_at <= ? AND undone = 0 AND list_id IN (SELECT id FROM list WHERE name IS NOT NULL)',
          until,
          limit,
        )
        if (entries > 0) forgetEmptySteps(writing)
        return { lists: lists.length, entries: entries + sum(lists), isDone: entries < limit }
      }),
    sweep: limit =>
      writing.transaction(() => {
        const { connection } = writing
        const list = connection.get<{ id: ListId }>('SELECT id FROM list WHERE name IS NULL AND undone = 1')
        if (list === undefined) return { lists: 0, entries: 0, isDone: true }
        const entries = deleteEntries(writing, 'list_id = ?', list.id, limit)
        if (entries === limit) return { lists: 0, entries, isDone: false }
        connection.run('DELETE FROM list WHERE id = ?', list.id)
        return { lists: 1, entries, isDone: false }
      }),
    sweepCompounds(after, limit) {
      const { connection } = writing
      const from = after ?? 0
      const ids = connection.all<{ id: CompoundId }>(
        'SELECT id FROM compound WHERE id > ? ORDER BY id LIMIT ?',
        from,
        limit,
      )
      const last = ids.at(-1)?.id
      if (last === undefined) return null
      const unused = unusedCompounds(connection, from, last)
      if (unused.length > 0) deleteCompounds(writing, unused)
      return ids.length < limit ? null : last
    },
  }
}

/**
 * Compounds from one number to another that neither an entry has nor a correction that could be undone. The newest of
 * all stays: its number would be given again, and who scores may still speak of it.
 */
function unusedCompounds(connection: Connection, after: number, last: number): number[] {
  return connection
    .all<{ id: number }>(
      `SELECT id FROM compound WHERE id > ? AND id <= ? AND id < (SELECT max(id) FROM compound)
         AND NOT EXISTS (SELECT 1 FROM entry WHERE compound_id = compound.id)
         AND id NOT IN (SELECT other ->> 1 FROM step_entry WHERE field = 'reading' AND other ->> 1 IS NOT NULL)`,
      after,
      last,
    )
    .map(({ id }) => id)
}

/** Scores have no index by compound alone, so the check of references would read all of them for each compound. */
function deleteCompounds(writing: Writing, ids: readonly number[]): void {
  const { connection } = writing
  const wanted = JSON.stringify(ids)
  connection.execute('PRAGMA foreign_keys = OFF')
  try {
    writing.transaction(() => {
      connection.run(
        `DELETE FROM score WHERE model_id IN (SELECT id FROM model)
           AND compound_id IN (SELECT value FROM json_each(?))`,
        wanted,
      )
      connection.run('DELETE FROM compound WHERE id IN (SELECT value FROM json_each(?))', wanted)
    })
  } finally {
    connection.execute('PRAGMA foreign_keys = ON')
  }
}

/** Takes binned lists and what undo knows of them out of sight; gives how many entries each had. */
function dropLists(writing: Writing, until: string): number[] {
  const { connection } = writing
  const lists = connection.all<{ id: ListId; entries: number }>(
    `SELECT id, (SELECT count(*) FROM entry WHERE list_id = list.id AND entry.undone = 0) AS entries FROM list
     WHERE binned_at <= ? AND undone = 0`,
    until,
  )
  for (const { id } of lists) {
    connection.run('DELETE FROM step_list WHERE list_id = ?', id)
    connection.run(
      'DELETE FROM step_entry WHERE (SELECT list_id FROM entry WHERE entry.id = entry_id) = ?',
      id,
    )
    connection.run('UPDATE list SET name = NULL, binned_at = NULL, undone = 1 WHERE id = ?', id)
  }
  if (lists.length > 0) {
    forgetEmptySteps(writing)
    writing.tell({ kind: 'lists' })
  }
  return lists.map(({ entries }) => entries)
}

function deleteEntries(writing: Writing, condition: string, value: string | number, limit: number): number {
  const { connection } = writing
  const ids = connection
    .all<{ id: number }>(`SELECT id FROM entry WHERE ${condition} LIMIT ?`, value, limit)
    .map(({ id }) => id)
    .sort((a, b) => a - b)
  connection.run('DELETE FROM entry WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
  writing.tell({ kind: 'entries', ranges: rangesOf(ids) })
  return ids.length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

import { rangesOf } from './changes.ts'
import { forgetEmptySteps } from './history.ts'
import type { ListId, WritableLibrary } from './library.ts'
import type { Writing } from './writing.ts'

type BinMethods = Pick<WritableLibrary, 'emptyBin' | 'sweep'>

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

import { rangesOf } from './changes.ts'
import type { Connection } from './database/connection.ts'
import { tagsOf } from './entries.ts'
import { type SqlText, type Step, takeStep } from './history.ts'
import type { EntryChange, EntryId, ListId, WritableLibrary } from './library.ts'
import { insertList, listWithId } from './lists.ts'
import { counted, quoted } from './words.ts'
import type { Writing } from './writing.ts'

type EditingMethods = Pick<
  WritableLibrary,
  'editEntries' | 'binEntries' | 'restoreEntries' | 'copyEntries' | 'copyEntriesToNewList'
>

const chosen: SqlText = { sql: 'id IN (SELECT id FROM chosen)', values: [] }

/** The part of a library that changes entries which a person has selected. */
export function editingOf(writing: Writing): EditingMethods {
  const { connection } = writing

  /** Carries out a step on some entries; gives how many it touched. */
  const onEntries = (
    entries: Iterable<EntryId>,
    action: (step: Step) => void,
    what: (count: number) => string,
  ) =>
    takeStep(
      writing,
      step => {
        choose(connection, entries)
        action(step)
        return step.entryCount()
      },
      what,
    )

  return {
    editEntries: (entries, change) =>
      onEntries(
        entries,
        step => {
          if (change.label !== undefined) step.setField('label', literal(change.label), chosen)
          if (change.note !== undefined) step.setField('note', literal(change.note), chosen)
          changeTags(connection, step, change)
        },
        count => `edit ${counted(count, 'entry', 'entries')}`,
      ),
    binEntries: entries =>
      onEntries(
        entries,
        step =>
          step.setField('binned_at', literal(new Date().toISOString()), {
            sql: `${chosen.sql} AND binned_at IS NULL`,
            values: [],
          }),
        count => `bin ${counted(count, 'entry', 'entries')}`,
      ),
    restoreEntries: entries =>
      onEntries(
        entries,
        step => step.setField('binned_at', literal(null), chosen),
        count => `restore ${counted(count, 'entry', 'entries')}`,
      ),
    copyEntries: (entries, into) =>
      takeStep(
        writing,
        step => {
          const { ranges, count } = copy(writing, entries, into)
          for (const { first, last } of ranges) {
            step.entriesAppear({ sql: 'id BETWEEN ? AND ?', values: [first, last] })
          }
          return count
        },
        count => `copy ${counted(count, 'entry', 'entries')} to ${quoted(listWithId(connection, into).name)}`,
      ),
    copyEntriesToNewList: (entries, name, kind) =>
      takeStep(
        writing,
        step => {
          const list = insertList(connection, name, kind)
          step.listAppears(list)
          copy(writing, entries, list)
          return listWithId(connection, list)
        },
        list => `copy ${counted(list.entryCount, 'entry', 'entries')} to ${quoted(list.name)}`,
      ),
  }
}

/** Copies entries to the end of a list; gives where the copies are. */
function copy(writing: Writing, entries: Iterable<EntryId>, into: ListId) {
  const { connection } = writing
  choose(connection, entries)
  const { entryCount } = listWithId(connection, into)
  const { id: before } = connection.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM entry')!
  const { changes: count } = connection.run(
    `INSERT INTO entry (list_id, compound_id, text, line, label, energy_above_hull_ev_per_atom, note, external_id,
       other_columns, problem, tags)
     SELECT ?, compound_id, text, ? + row_number() OVER (ORDER BY id), label, energy_above_hull_ev_per_atom, note,
       external_id, other_columns, problem, tags
     FROM entry WHERE ${chosen.sql} ORDER BY id`,
    into,
    entryCount,
  )
  const copies = connection.all<{ id: number }>('SELECT id FROM entry WHERE id > ? ORDER BY id', before)
  const ranges = rangesOf(copies.map(({ id }) => id))
  writing.tell({ kind: 'entries', ranges })
  return { ranges, count }
}

function literal(value: string | null): SqlText {
  return { sql: '?', values: [value] }
}

/** Makes entries that there are the chosen ones, for the statements of one step. */
function choose(connection: Connection, entries: Iterable<EntryId>): void {
  connection.execute('CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY); DELETE FROM chosen')
  connection.run(
    `INSERT OR IGNORE INTO chosen SELECT entry.id FROM json_each(?) AS wanted
     CROSS JOIN entry ON entry.id = wanted.value JOIN list ON list.id = list_id
     WHERE entry.undone = 0 AND list.undone = 0 AND name IS NOT NULL`,
    JSON.stringify(Array.from(entries)),
  )
}

/** Entries have few different sets of tags: each set is changed once, and entries follow their set. */
function changeTags(
  connection: Connection,
  step: Step,
  { addTags = [], removeTags = [] }: EntryChange,
): void {
  if (addTags.length + removeTags.length === 0) return
  const removed = new Set(removeTags)
  connection.execute(
    'CREATE TEMP TABLE IF NOT EXISTS retagged (before TEXT PRIMARY KEY, after TEXT); DELETE FROM retagged',
  )
  const sets = connection.all<{ tags: string | null }>(
    `SELECT DISTINCT tags FROM entry WHERE ${chosen.sql}`,
    ...chosen.values,
  )
  for (const { tags } of sets) {
    const changed = new Set([...tagsOf(tags).filter(tag => !removed.has(tag)), ...addTags])
    const after = changed.size === 0 ? null : JSON.stringify([...changed].sort())
    connection.run('INSERT INTO retagged (before, after) VALUES (?, ?)', tags ?? '', after)
  }
  step.setField(
    'tags',
    { sql: "SELECT after FROM retagged WHERE before = coalesce(entry.tags, '')", values: [] },
    chosen,
  )
}

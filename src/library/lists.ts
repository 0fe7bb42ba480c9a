import { AnomaliteError } from '../domain/error.ts'
import { storeCompound } from './compounds.ts'
import type { Connection, SqlValue } from './database/connection.ts'
import { fromJson } from './database/json.ts'
import type {
  CompoundId,
  Entry,
  EntryId,
  LineProblem,
  List,
  ListDraft,
  ListId,
  ListKind,
  NewEntry,
  ReadableLibrary,
  StoredEntry,
  WritableLibrary,
} from './library.ts'

const entriesPerPage = 1000

type ListMethods = Pick<ReadableLibrary, 'lists' | 'listNamed' | 'listWithId' | 'entries' | 'entriesAfter'> &
  Pick<WritableLibrary, 'createList' | 'draftList' | 'removeEntries' | 'deleteList'>

/** The part of a library that keeps lists and their entries. */
export function listsOf(connection: Connection): ListMethods {
  return {
    lists: () => selectLists(connection, 'name IS NOT NULL'),
    listNamed: name => {
      const [list] = selectLists(connection, 'name = ?', name)
      if (list === undefined) throw noSuchList(`named “${name}”`)
      return list
    },
    listWithId: list => publishedList(connection, list),
    entries: list => readEntries(connection, list),
    entriesAfter: (list, after, count) => selectAfter(connection, list, after ?? 0, count),
    createList: (name, kind, entries) =>
      connection.transaction(() => {
        const draft = startDraft(connection)
        draft.add(entries)
        return draft.publishAs(name, kind)
      }),
    draftList: () => startDraft(connection),
    removeEntries: (list, entries) =>
      connection.transaction(() => {
        publishedList(connection, list)
        for (const entry of entries) {
          connection.run('DELETE FROM entry WHERE id = ? AND list_id = ?', entry, list)
        }
        return publishedList(connection, list)
      }),
    deleteList: list => {
      const { changes } = connection.run('DELETE FROM list WHERE id = ?', list)
      if (changes === 0) throw noSuchList(`with the number ${list}`)
    },
  }
}

/** Removes what imports that never finished have left behind. */
export function removeDrafts(connection: Connection): void {
  connection.run('DELETE FROM list WHERE name IS NULL')
}

function noSuchList(which: string): AnomaliteError {
  return new AnomaliteError(
    'library/no-such-list',
    `The library has no list ${which}. Choose one that it has.`,
  )
}

function publishedList(connection: Connection, list: ListId): List {
  const [found] = selectLists(connection, 'id = ? AND name IS NOT NULL', list)
  if (found === undefined) throw noSuchList(`with the number ${list}`)
  return found
}

function selectLists(connection: Connection, condition: string, ...values: SqlValue[]): List[] {
  const rows = connection.all<Omit<List, 'id' | 'kind'> & { id: ListId; kind: ListKind }>(
    `SELECT id, name, kind, created_at AS createdAt,
       (SELECT count(*) FROM entry WHERE list_id = list.id) AS entryCount,
       (SELECT count(*) FROM entry WHERE list_id = list.id AND compound_id IS NULL) AS unreadCount
     FROM list WHERE ${condition} ORDER BY name`,
    ...values,
  )
  return rows
}

function startDraft(connection: Connection): ListDraft {
  const { insertedId } = connection.run(
    "INSERT INTO list (name, kind, created_at) VALUES (NULL, 'scratch', ?)",
    new Date().toISOString(),
  )
  const draft = insertedId as ListId
  return {
    add: batch => {
      return connection.transaction(() => Array.from(batch, entry => insertEntry(connection, draft, entry)))
    },
    publishAs: (name, kind) =>
      connection.transaction(() => {
        const taken = connection.get('SELECT 1 FROM list WHERE name = ?', name) !== undefined
        if (taken || name.trim() === '') {
          const reason = taken ? `There is a list named “${name}” already` : 'A list needs a name'
          throw new AnomaliteError('library/list-exists', `${reason}. Choose another name.`, { name })
        }
        connection.run('UPDATE list SET name = ?, kind = ? WHERE id = ?', name, kind, draft)
        return selectLists(connection, 'id = ?', draft)[0]!
      }),
    appendTo: list =>
      connection.transaction(() => {
        publishedList(connection, list)
        connection.run('UPDATE entry SET list_id = ? WHERE list_id = ?', list, draft)
        connection.run('DELETE FROM list WHERE id = ?', draft)
        return selectLists(connection, 'id = ?', list)[0]!
      }),
    discard: () => {
      connection.run('DELETE FROM list WHERE id = ? AND name IS NULL', draft)
    },
  }
}

function insertEntry(connection: Connection, list: ListId, entry: NewEntry): StoredEntry {
  const isRead = 'composition' in entry
  const compound = isRead ? storeCompound(connection, entry.composition).id : null
  const hasOthers = Object.keys(entry.otherColumns).length > 0
  const { insertedId } = connection.run(
    `INSERT INTO entry (list_id, compound_id, text, line, duplicate_of_line, label,
       energy_above_hull_ev_per_atom, note, external_id, other_columns, problem)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    list,
    compound,
    entry.text,
    entry.line,
    isRead ? entry.duplicateOfLine : null,
    entry.label,
    entry.energyAboveHullEvPerAtom,
    entry.note,
    entry.externalId,
    hasOthers ? JSON.stringify(entry.otherColumns) : null,
    isRead ? null : JSON.stringify(entry.problem),
  )
  return { id: insertedId as EntryId, compound }
}

interface EntryRow {
  readonly id: EntryId
  readonly compoundId: CompoundId | null
  readonly formula: string | null
  readonly text: string
  readonly line: number
  readonly duplicateOfLine: number | null
  readonly label: string | null
  readonly energyAboveHullEvPerAtom: number | null
  readonly note: string | null
  readonly externalId: string | null
  readonly otherColumns: string | null
  readonly problem: string | null
}

const selectEntries = `SELECT entry.id, compound_id AS compoundId, formula, text, line,
  duplicate_of_line AS duplicateOfLine, label, energy_above_hull_ev_per_atom AS energyAboveHullEvPerAtom, note,
  external_id AS externalId, other_columns AS otherColumns, problem
  FROM entry LEFT JOIN compound ON compound.id = compound_id`

/** The entries of some numbers, in the order of the numbers; those that are gone are left out. */
export function entriesWithIds(connection: Connection, ids: readonly number[]): Entry[] {
  const rows = connection.all<EntryRow>(
    `${selectEntries} WHERE entry.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  )
  const entries = new Map<number, Entry>(rows.map(row => [row.id, toEntry(row)]))
  return ids.flatMap(id => entries.get(id) ?? [])
}

/** Page by page, so that other statements can run on the connection while a caller works through a list. */
function* readEntries(connection: Connection, list: ListId): Iterable<Entry> {
  let last = 0
  for (;;) {
    const page = selectAfter(connection, list, last, entriesPerPage)
    yield* page
    if (page.length < entriesPerPage) return
    last = page[page.length - 1]!.id
  }
}

function selectAfter(connection: Connection, list: ListId, after: number, count: number): Entry[] {
  const rows = connection.all<EntryRow>(
    `${selectEntries} WHERE list_id = ? AND entry.id > ? ORDER BY entry.id LIMIT ?`,
    list,
    after,
    count,
  )
  return rows.map(toEntry)
}

function toEntry(row: EntryRow): Entry {
  const { compoundId, formula, duplicateOfLine, otherColumns, problem, ...text } = row
  const shared = {
    ...text,
    otherColumns: otherColumns === null ? {} : (fromJson(otherColumns) as Record<string, string>),
  }
  if (compoundId !== null && formula !== null) {
    return { ...shared, compound: { id: compoundId, formula }, duplicateOfLine }
  }
  return { ...shared, compound: null, problem: fromJson(problem!) as LineProblem }
}

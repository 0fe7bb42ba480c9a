import { AnomaliteError } from '../domain/error.ts'
import type { Connection, SqlValue } from './database/connection.ts'
import { entriesAfter, entriesWithIds, inUse, readEntries } from './entries.ts'
import { takeStep } from './history.ts'
import type { List, ListId, ListKind, ReadableLibrary, WritableLibrary } from './library.ts'
import { quoted } from './words.ts'
import type { Writing } from './writing.ts'

type ListMethods = Pick<
  ReadableLibrary,
  'lists' | 'binnedLists' | 'listNamed' | 'listWithId' | 'entries' | 'entriesAfter' | 'entriesWithIds'
> &
  Pick<WritableLibrary, 'renameList' | 'changeListKind' | 'binList' | 'restoreList'>

/** The part of a library that keeps lists. */
export function listsOf(writing: Writing): ListMethods {
  const { connection } = writing

  /** Carries out a step on a list. */
  const onList = (list: ListId, action: (before: List) => void, what: (before: List) => string) => {
    const before = listWithId(connection, list)
    return takeStep(
      writing,
      step => {
        step.listChanges(list)
        action(before)
        return listWithId(connection, list)
      },
      () => what(before),
    )
  }
  const unchanged = (list: ListId, isSo: (list: List) => boolean) => {
    const found = listWithId(connection, list)
    return isSo(found) ? found : null
  }

  return {
    lists: () => selectLists(connection, 'binned_at IS NULL'),
    binnedLists: () => selectLists(connection, 'binned_at IS NOT NULL'),
    listNamed: name => {
      const [list] = selectLists(connection, 'name = ? AND binned_at IS NULL', name)
      if (list === undefined) throw noSuchList(`named ${quoted(name)}`)
      return list
    },
    listWithId: list => listWithId(connection, list),
    entries: list => readEntries(connection, list),
    entriesAfter: (list, after, count) => entriesAfter(connection, list, after ?? 0, count),
    entriesWithIds: ids => entriesWithIds(connection, ids),
    renameList: (list, name) =>
      unchanged(list, found => found.name === name) ??
      onList(
        list,
        ({ binnedAt }) => {
          if (binnedAt === null) refuseTakenName(connection, name)
          connection.run('UPDATE list SET name = ? WHERE id = ?', name, list)
        },
        before => `rename ${quoted(before.name)} to ${quoted(name)}`,
      ),
    changeListKind: (list, kind) =>
      unchanged(list, found => found.kind === kind) ??
      onList(
        list,
        () => connection.run('UPDATE list SET kind = ? WHERE id = ?', kind, list),
        before => `change the kind of ${quoted(before.name)}`,
      ),
    binList: list =>
      unchanged(list, found => found.binnedAt !== null) ??
      onList(
        list,
        () => connection.run('UPDATE list SET binned_at = ? WHERE id = ?', new Date().toISOString(), list),
        before => `bin the list ${quoted(before.name)}`,
      ),
    restoreList: list =>
      unchanged(list, found => found.binnedAt === null) ??
      onList(
        list,
        before => {
          const name = freeName(connection, before.name)
          connection.run('UPDATE list SET binned_at = NULL, name = ? WHERE id = ?', name, list)
        },
        before => `restore the list ${quoted(before.name)}`,
      ),
  }
}

/** Gives up what imports that never finished have left behind: it is swept with all that nobody can bring back. */
export function abandonDrafts(connection: Connection): void {
  connection.run('UPDATE list SET undone = 1 WHERE name IS NULL AND undone = 0')
}

/** Makes an empty list that is in use. Throws `library/list-exists`. */
export function insertList(connection: Connection, name: string, kind: ListKind): ListId {
  refuseTakenName(connection, name)
  const { insertedId } = connection.run(
    'INSERT INTO list (name, kind, created_at) VALUES (?, ?, ?)',
    name,
    kind,
    new Date().toISOString(),
  )
  return insertedId as ListId
}

/** Throws `library/list-exists` for the name of a list in use, or for none. */
export function refuseTakenName(connection: Connection, name: string): void {
  const isTaken = isNameTaken(connection, name)
  if (!isTaken && name.trim() !== '') return
  const reason = isTaken ? `There is a list named ${quoted(name)} already` : 'A list needs a name'
  throw new AnomaliteError('library/list-exists', `${reason}. Choose another name.`, { name })
}

/** A list in use or in the bin. Throws `library/no-such-list`. */
export function listWithId(connection: Connection, list: ListId): List {
  const [found] = selectLists(connection, 'id = ?', list)
  if (found === undefined) throw noSuchList(`with the number ${list}`)
  return found
}

function isNameTaken(connection: Connection, name: string): boolean {
  const taken = 'SELECT 1 FROM list WHERE name = ? AND binned_at IS NULL AND undone = 0'
  return connection.get(taken, name) !== undefined
}

/** A name as it is, or with the smallest number that makes it free. */
function freeName(connection: Connection, name: string): string {
  let free = name
  for (let number = 2; isNameTaken(connection, free); number++) free = `${name} (${number})`
  return free
}

function noSuchList(which: string): AnomaliteError {
  return new AnomaliteError(
    'library/no-such-list',
    `The library has no list ${which}. Choose one that it has.`,
  )
}

function selectLists(connection: Connection, condition: string, ...values: SqlValue[]): List[] {
  return connection.all<List>(
    `SELECT id, name, kind, created_at AS createdAt, binned_at AS binnedAt,
       (SELECT count(*) FROM entry WHERE list_id = list.id AND ${inUse}) AS entryCount,
       (SELECT count(*) FROM entry WHERE list_id = list.id AND ${inUse} AND compound_id IS NULL) AS unreadCount
     FROM list WHERE name IS NOT NULL AND undone = 0 AND ${condition} ORDER BY name, id`,
    ...values,
  )
}

import { storeCompound } from './compounds.ts'
import type { Connection } from './database/connection.ts'
import { fromJson } from './database/json.ts'
import type {
  CompoundId,
  Entry,
  EntryId,
  LineProblem,
  ListedEntry,
  ListId,
  NewEntry,
  StoredEntry,
} from './library.ts'

const entriesPerPage = 1000

/** What every statement that a person sees entries by must ask of them. */
export const inUse = 'undone = 0 AND binned_at IS NULL'

/** Adds an entry at the end of a list. */
export function insertEntry(connection: Connection, list: ListId, entry: NewEntry): StoredEntry {
  const isRead = 'composition' in entry
  const compound = isRead ? storeCompound(connection, entry.composition).id : null
  const hasOthers = Object.keys(entry.otherColumns).length > 0
  const { insertedId } = connection.run(
    `INSERT INTO entry (list_id, compound_id, text, line, duplicate_of_line, label,
       energy_above_hull_ev_per_atom, note, external_id, other_columns, problem, tags)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    entry.tags.length === 0 ? null : JSON.stringify(entry.tags),
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
  readonly tags: string | null
  readonly binnedAt: string | null
}

const selectEntries = `SELECT entry.id, compound_id AS compoundId, formula, text, line,
  duplicate_of_line AS duplicateOfLine, label, energy_above_hull_ev_per_atom AS energyAboveHullEvPerAtom, note,
  external_id AS externalId, other_columns AS otherColumns, problem, tags, binned_at AS binnedAt
  FROM entry LEFT JOIN compound ON compound.id = compound_id`

/** The entries of some numbers, in the order of the numbers; those that are gone are left out. */
export function entriesWithIds(connection: Connection, ids: readonly EntryId[]): ListedEntry[] {
  const rows = connection.all<EntryRow & { list: ListId }>(
    `${selectEntries.replace('SELECT', 'SELECT list_id AS list,')}
     WHERE entry.id IN (SELECT value FROM json_each(?)) AND undone = 0`,
    JSON.stringify(ids),
  )
  const entries = new Map<number, ListedEntry>(
    rows.map(({ list, ...row }) => [row.id, { ...toEntry(row), list }]),
  )
  return ids.flatMap(id => entries.get(id) ?? [])
}

/** Page by page, so that other statements can run on the connection while a caller works through a list. */
export function* readEntries(connection: Connection, list: ListId): Iterable<Entry> {
  let last = 0
  for (;;) {
    const page = entriesAfter(connection, list, last, entriesPerPage)
    yield* page
    if (page.length < entriesPerPage) return
    last = page[page.length - 1]!.id
  }
}

/** Entries in use of a list whose numbers are larger than one. */
export function entriesAfter(connection: Connection, list: ListId, after: number, count: number): Entry[] {
  const rows = connection.all<EntryRow>(
    `${selectEntries} WHERE list_id = ? AND ${inUse} AND entry.id > ? ORDER BY entry.id LIMIT ?`,
    list,
    after,
    count,
  )
  return rows.map(toEntry)
}

function toEntry(row: EntryRow): Entry {
  const { compoundId, formula, duplicateOfLine, otherColumns, problem, tags, ...text } = row
  const shared = {
    ...text,
    tags: tagsOf(tags),
    otherColumns: otherColumns === null ? {} : (fromJson(otherColumns) as Record<string, string>),
  }
  if (compoundId !== null && formula !== null) {
    return { ...shared, compound: { id: compoundId, formula }, duplicateOfLine }
  }
  return { ...shared, compound: null, problem: fromJson(problem!) as LineProblem }
}

/** Tags as the table of entries keeps them. Throws `library/damaged`. */
export function tagsOf(json: string | null): string[] {
  return json === null ? [] : (fromJson(json) as string[])
}

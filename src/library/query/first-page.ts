import type { Connection, SqlValue } from '../database/connection.ts'
import { entriesWithIds, inUse } from '../entries.ts'
import type { CompoundId, EntryId, ModelId } from '../library.ts'
import { scoresAmong } from '../scores.ts'
import type { EntryPage, EntryQuery, Range } from './entry-query.ts'

/** Whether a query only wants entries in use as they were added: the indexes of the database have that ready. */
export function isPlain({
  bin,
  text,
  elements,
  labels,
  tags,
  reading,
  unranked,
  sort,
  ...ranges
}: EntryQuery): boolean {
  const isOpen = ({ min, max }: Range) => min === null && max === null
  const limits = [...elements.only, ...elements.atLeast, ...elements.without, ...labels, ...tags]
  return (
    bin === 'without' &&
    text === '' &&
    limits.length === 0 &&
    reading === 'all' &&
    unranked === 'with' &&
    isOpen(ranges.energyAboveHullEvPerAtom) &&
    isOpen(ranges.score) &&
    isOpen(ranges.comparedScore) &&
    sort.by === 'added'
  )
}

/** A page of a plain query, without the ranks, from the database alone. */
export function firstEntries(
  connection: Connection,
  query: EntryQuery,
  offset: number,
  count: number,
): EntryPage {
  const lists = query.list === null ? 'binned_at IS NULL' : 'id = ?'
  const condition = `list_id IN (SELECT id FROM list WHERE name IS NOT NULL AND undone = 0 AND ${lists}) AND ${inUse}`
  const values: SqlValue[] = query.list === null ? [] : [query.list]
  const direction = query.sort.direction === 'ascending' ? 'ASC' : 'DESC'
  // One list is walked by its index; all of them by their numbers, or they would have to be sorted first.
  const source = query.list === null ? 'entry NOT INDEXED' : 'entry'
  const ids = connection.all<{ id: EntryId }>(
    `SELECT id FROM ${source} WHERE ${condition} ORDER BY id ${direction} LIMIT ? OFFSET ?`,
    ...values,
    count,
    offset,
  )
  const { total } = connection.get<{ total: number }>(
    `SELECT count(*) AS total FROM entry WHERE ${condition}`,
    ...values,
  )!
  const entries = entriesWithIds(
    connection,
    ids.map(({ id }) => id),
  )
  const compounds = entries.flatMap(({ compound }) => compound?.id ?? [])
  const scores = scoresBy(connection, query.model, compounds)
  const compared = scoresBy(connection, query.comparedModel, compounds)
  const rows = entries.map(entry => ({
    ...entry,
    score: (entry.compound && scores.get(entry.compound.id)) ?? null,
    rank: null,
    comparedScore: (entry.compound && compared.get(entry.compound.id)) ?? null,
    comparedRank: null,
  }))
  return { rows, total }
}

function scoresBy(
  connection: Connection,
  model: ModelId | null,
  compounds: readonly CompoundId[],
): ReadonlyMap<CompoundId, number> {
  return model === null ? new Map() : scoresAmong(connection, model, compounds)
}

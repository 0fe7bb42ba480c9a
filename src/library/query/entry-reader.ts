import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { connect } from '../database/connection.ts'
import type { EntryId, ListId, ModelId } from '../library.ts'
import { entriesWithIds } from '../lists.ts'
import { type EntryColumns, readColumns, readErrors } from './entry-columns.ts'
import type { EntryOrder, EntryPage, EntryQuery, RankedEntry } from './entry-query.ts'
import { matching } from './matching.ts'
import { stableOrder } from './stable-order.ts'

const resultsKept = 8

/** Answers queries over all entries of an open library, beside the connection that writes it. */
export interface EntryReader {
  /** Entries `offset` … of a query's result. Throws `library/no-such-element`. */
  page(query: EntryQuery, offset: number, count: number): EntryPage
  /** The numbers of entries `offset` … of a query's result. */
  ids(query: EntryQuery, offset: number, count: number): EntryId[]
  /** Where an entry stands in a query's result, from 0; null when it is not in it. */
  locate(query: EntryQuery, entry: EntryId): number | null
  /** Must be called after entries, lists or scores have changed: the next question reads them again. */
  forget(): void
  close(): void
}

/** Everything that is known until the library changes. */
interface Snapshot {
  readonly columns: EntryColumns
  /** Entries by canonical formula, then as added. */
  readonly base: Uint32Array
  readonly errors: Map<ModelId, Float64Array>
  readonly orders: Map<string, Uint32Array>
  readonly results: Map<string, Uint32Array>
  readonly rankings: Map<string, Float64Array>
}

/** Opens the library of a data folder for reading. Throws `library/missing` where none has been made. */
export function openEntryReader(folder: string): EntryReader {
  const path = join(folder, 'library.db')
  if (!existsSync(path)) {
    const message = `There is no library in ${folder}. Open the folder with Anomalite first.`
    throw new AnomaliteError('library/missing', message, { folder })
  }
  const connection = connect(path, 'read')
  let kept: Snapshot | null = null

  const snapshot = (): Snapshot => {
    if (kept === null) {
      const columns = readColumns(connection)
      const added = Uint32Array.from({ length: columns.count }, (_, i) => i)
      const byFormula = stableOrder(added, keysOf(columns, 'formula', null), 'ascending')
      kept = {
        columns,
        base: byFormula,
        errors: new Map(),
        orders: new Map(),
        results: new Map(),
        rankings: new Map(),
      }
    }
    return kept
  }

  const errorsOf = ({ columns, errors }: Snapshot, model: ModelId | null): Float64Array | null =>
    model === null ? null : remembered(errors, model, () => readErrors(connection, model, columns.compounds))

  const resultOf = (known: Snapshot, query: EntryQuery): Uint32Array => {
    const { columns, base, orders, results } = known
    const key = JSON.stringify(query)
    const result = remembered(results, key, () => {
      const errors = errorsOf(known, query.model)
      const { by, direction } = query.sort
      const order = remembered(orders, `${by} ${direction} ${by === 'rmse' ? query.model : ''}`, () =>
        stableOrder(base, keysOf(columns, by, errors), direction),
      )
      const matches = matching(columns, errors, query)
      return order.filter(entry => matches[entry] === 1)
    })
    // Last in the map is used last: the first is what is let go.
    results.delete(key)
    results.set(key, result)
    if (results.size > resultsKept) results.delete(results.keys().next().value!)
    return result
  }

  const idsOf = (known: Snapshot, query: EntryQuery, offset: number, count: number): EntryId[] =>
    Array.from(
      resultOf(known, query).subarray(offset, offset + count),
      entry => known.columns.id[entry] as EntryId,
    )

  return {
    page(query, offset, count) {
      const known = snapshot()
      const { columns, rankings } = known
      const errors = errorsOf(known, query.model)
      const result = resultOf(known, query)
      const positions = result.subarray(offset, offset + count)
      const entries = new Map(
        entriesWithIds(connection, idsOf(known, query, offset, count)).map(entry => [entry.id, entry]),
      )
      const ranking =
        errors === null
          ? null
          : remembered(rankings, `${query.model} ${query.list}`, () => ranked(columns, errors, query.list))
      const rows: RankedEntry[] = []
      for (const position of positions) {
        const entry = entries.get(columns.id[position] as EntryId)
        if (entry === undefined) continue
        const compound = columns.compound[position]!
        const error = errors === null || compound < 0 ? Number.NaN : errors[compound]!
        const isScored = ranking !== null && !Number.isNaN(error)
        rows.push({
          ...entry,
          list: columns.list[position] as ListId,
          rmse: isScored ? error : null,
          rank: isScored ? countBelow(ranking, error) + 1 : null,
        })
      }
      return { rows, total: result.length }
    },
    ids: (query, offset, count) => idsOf(snapshot(), query, offset, count),
    locate(query, entry) {
      const known = snapshot()
      const position = known.columns.id.indexOf(entry)
      const place = position < 0 ? -1 : resultOf(known, query).indexOf(position)
      return place < 0 ? null : place
    },
    forget: () => {
      kept = null
    },
    close: () => connection.close(),
  }
}

/** What entries are ordered by, as a number each; NaN where there is no value. */
function keysOf(columns: EntryColumns, by: EntryOrder, errors: Float64Array | null): Float64Array {
  const { compound, compounds, label, energyAboveHullEvPerAtom } = columns
  const ofCompound = (value: (compound: number) => number) =>
    Float64Array.from(compound, position => (position < 0 ? Number.NaN : value(position)))
  switch (by) {
    case 'added':
      return Float64Array.from(columns.id)
    case 'formula':
      return ofCompound(position => position)
    case 'elements':
      return ofCompound(position => compounds.elementCount[position]!)
    case 'label':
      return Float64Array.from(label, code => (code < 0 ? Number.NaN : code))
    case 'energyAboveHull':
      return energyAboveHullEvPerAtom
    case 'rmse':
      return ofCompound(position => errors?.[position] ?? Number.NaN)
  }
}

/** Errors of the distinct scored compounds of a list, or of all lists, in ascending order. */
function ranked(
  { compound, compounds, list }: EntryColumns,
  errors: Float64Array,
  wanted: ListId | null,
): Float64Array {
  const isIn = new Uint8Array(compounds.count)
  for (let i = 0; i < compound.length; i++) {
    if (compound[i]! >= 0 && (wanted === null || list[i] === wanted)) isIn[compound[i]!] = 1
  }
  return errors.filter((error, position) => isIn[position] === 1 && !Number.isNaN(error)).sort()
}

/** How many of ascending values are smaller. */
function countBelow(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function remembered<Key, Value>(memory: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = memory.get(key)
  if (known !== undefined) return known
  const made = make()
  memory.set(key, made)
  return made
}

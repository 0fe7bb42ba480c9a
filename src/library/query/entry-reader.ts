import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { StateSelection } from '../../domain/charge/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { type Histogram, histogram } from '../../domain/statistics/index.ts'
import type { LibraryChange } from '../changes.ts'
import { type Connection, connect } from '../database/connection.ts'
import { entriesWithIds } from '../entries.ts'
import type { CompoundId, EntryId, ListId, ModelId } from '../library.ts'
import type { ChargeColumns } from './charge-columns.ts'
import type { EntryPage, EntryQuery, Facets, ListScores, RankedEntry } from './entry-query.ts'
import { facetsOf } from './facets.ts'
import { firstEntries, isPlain } from './first-page.ts'
import { LibraryColumns } from './library-columns.ts'
import { matching } from './matching.ts'
import { inOrder } from './ordering.ts'
import { type OtherScore, otherScores } from './other-scores.ts'
import { Rankings } from './rankings.ts'

const resultsKept = 8

/** Answers queries over all entries of an open library, beside the connection that writes it. */
export interface EntryReader {
  /**
   * Reads a piece of the library, so that the first questions need not wait for all of it; false when nothing is
   * left. A question that needs more than has been read reads the rest itself.
   */
  loadMore(): boolean
  /** Says by which oxidation states charges will be asked for: they are found before that. */
  prepareCharges(states: StateSelection): void
  /** Finds some of what would take long when it is first asked for; false when nothing is left. */
  prepareMore(): boolean
  /** Entries `offset` … of a query's result. Throws `library/no-such-element`. */
  page(query: EntryQuery, offset: number, count: number): EntryPage
  /**
   * What `page` gives; but before the library has been read, entries in the order in which they were added come at once
   * from its index, without their ranks.
   */
  earlyPage(query: EntryQuery, offset: number, count: number): EntryPage
  /** The numbers of entries `offset` … of a query's result. */
  ids(query: EntryQuery, offset: number, count: number): Uint32Array
  /** Where an entry stands in a query's result, from 0; null when it is not in it. */
  locate(query: EntryQuery, entry: EntryId): number | null
  /** How many of a query's entries have each label and each tag, most frequent first, but for its own labels and tags. */
  facets(query: EntryQuery): Facets
  /** Scores of a query's distinct scored compounds, in equal bins. Throws `library/bad-range`. */
  histogram(query: EntryQuery, low: number, high: number, bins: number): Histogram
  listScores(list: ListId): ListScores
  /** See `otherScores`. */
  otherScores(model: ModelId, compounds: readonly CompoundId[]): OtherScore[]
  /** Must be told of every change to the library, after it was made. */
  apply(change: LibraryChange): void
  close(): void
}

/** Opens the library of a data folder for reading. Throws `library/missing` where none has been made. */
export function openEntryReader(folder: string): EntryReader {
  const path = join(folder, 'library.db')
  if (!existsSync(path)) {
    const message = `There is no library in ${folder}. Open the folder with Anomalite first.`
    throw new AnomaliteError('library/missing', message, { folder })
  }
  return readEntriesOf(connect(path, 'read'))
}

function readEntriesOf(connection: Connection): EntryReader {
  const columns = new LibraryColumns(connection)
  const rankings = new Rankings(columns)
  const results = new Map<string, Uint32Array>()
  let expected: ChargeColumns | null = null

  const resultOf = (query: EntryQuery): Uint32Array => {
    columns.require(query.text === '' ? 'columns' : 'texts')
    const key = JSON.stringify(query)
    const result = results.get(key) ?? inOrder(columns, rankings, query, matching(columns, query))
    // Last in the map is used last: the first is what is let go.
    results.delete(key)
    results.set(key, result)
    if (results.size > resultsKept) results.delete(results.keys().next().value!)
    return result
  }

  const idsOf = (query: EntryQuery, offset: number, count: number): Uint32Array =>
    resultOf(query)
      .slice(offset, offset + count)
      .map(position => columns.entries.id[position]!)

  /** What a model says of the compounds of a list, by position; nothing of each without a model. */
  const judgement = (model: ModelId | null, list: ListId | null) => {
    if (model === null) return () => ({ score: null, rank: null })
    const scores = columns.scores.values(model)
    const ranks = rankings.of(model, list)
    return (compound: number) => {
      const score = compound < 0 ? Number.NaN : scores[compound]!
      return {
        score: Number.isNaN(score) ? null : score,
        rank: compound < 0 ? null : ranks[compound] || null,
      }
    }
  }

  const pageOf = (query: EntryQuery, offset: number, count: number): EntryPage => {
    const total = resultOf(query).length
    const judged = judgement(query.model, query.list)
    const compared = judgement(query.comparedModel, query.list)
    const ids = Array.from(idsOf(query, offset, count), id => id as EntryId)
    const rows = entriesWithIds(connection, ids).map((entry): RankedEntry => {
      const compound = columns.entries.compound[columns.entries.index.positionOf(entry.id)]!
      const { score: comparedScore, rank: comparedRank } = compared(compound)
      return { ...entry, ...judged(compound), comparedScore, comparedRank }
    })
    return { rows, total }
  }

  return {
    loadMore: () => columns.loadMore(),
    prepareCharges(states) {
      expected = columns.charges[states]
    },
    prepareMore: () => expected?.findMore() ?? false,
    page: pageOf,
    earlyPage: (query, offset, count) =>
      columns.isReady || !isPlain(query)
        ? pageOf(query, offset, count)
        : firstEntries(connection, query, offset, count),
    ids: idsOf,
    locate(query, entry) {
      const result = resultOf(query)
      const position = columns.entries.index.positionOf(entry)
      const place = position < 0 ? -1 : result.indexOf(position)
      return place < 0 ? null : place
    },
    facets(query) {
      const whole = { ...query, labels: [], tags: [] }
      columns.require(query.text === '' ? 'columns' : 'texts')
      return facetsOf(columns.entries, matching(columns, whole))
    },
    histogram(query, low, high, bins) {
      if (!(low < high)) {
        const message = `A histogram from ${low} to ${high} has no width. Give a lower and a higher bound.`
        throw new AnomaliteError('library/bad-range', message, { low, high })
      }
      const isFound = new Uint8Array(columns.compounds.count)
      for (const position of resultOf(query)) {
        const compound = columns.entries.compound[position]!
        if (compound >= 0) isFound[compound] = 1
      }
      const scores = query.model === null ? new Float64Array() : columns.scores.values(query.model)
      const found = scores.filter((score, i) => isFound[i] === 1 && !Number.isNaN(score))
      const edges = Array.from({ length: bins + 1 }, (_, i) => low + ((high - low) * i) / bins)
      edges[bins] = high
      return histogram(found, edges)
    },
    listScores(list) {
      columns.require('columns')
      const isIn = rankings.compoundsOf(list)
      const models = connection.all<{ id: ModelId }>(
        'SELECT id FROM model WHERE EXISTS (SELECT 1 FROM score WHERE model_id = model.id) ORDER BY id',
      )
      const scored = models.map(({ id: model }) => {
        const scores = columns.scores.values(model)
        return { model, compounds: countWhere(isIn, i => !Number.isNaN(scores[i])) }
      })
      return { compounds: countWhere(isIn, () => true), scored }
    },
    otherScores: (model, compounds) => otherScores(connection, model, compounds),
    apply(change) {
      if (!columns.apply(change)) return
      results.clear()
      rankings.forget()
    },
    close: () => connection.close(),
  }
}

function countWhere(isIn: Uint8Array, condition: (compound: number) => boolean): number {
  let count = 0
  for (let i = 0; i < isIn.length; i++) if (isIn[i] === 1 && condition(i)) count++
  return count
}

import { grown } from '../../domain/grown.ts'
import type { IdRange } from '../changes.ts'
import type { Connection } from '../database/connection.ts'
import { Codes } from './codes.ts'
import type { CompoundColumns } from './compound-columns.ts'
import { IdIndex } from './id-index.ts'
import { denseRanks } from './radix-sort.ts'

const rowsPerRead = 20_000
const idsPerRead = 5000

interface EntryRow {
  readonly id: number
  readonly list: number
  readonly compound: number | null
  readonly energy: number | null
  readonly label: string | null
  readonly note: string | null
  readonly identifier: string | null
  readonly tags: string | null
  readonly isDuplicate: number
  readonly isBinned: number
}

interface TextRow {
  readonly id: number
  readonly searched: string
}

const selectRows = `SELECT id, list_id AS list, compound_id AS compound, energy_above_hull_ev_per_atom AS energy, label,
  note, external_id AS identifier, tags, duplicate_of_line IS NOT NULL AS isDuplicate, binned_at IS NOT NULL AS isBinned FROM entry`
const selectTexts = `SELECT id, concat_ws(char(10), text, label, note, external_id,
  iif(tags IS NULL, NULL, (SELECT group_concat(value, char(10)) FROM json_each(tags)))) AS searched FROM entry`

/** Where an entry is. */
export const IN_USE = 0
export const BINNED = 1
export const GONE = 2

/**
 * What a query looks at, of every entry, in the order in which they were met. Columns, because a filter over a million
 * objects misses the processor's cache a million times. An entry keeps its position for good: what is gone is marked.
 */
export class EntryColumns {
  count = 0
  id = new Uint32Array()
  list = new Uint32Array()
  /** Position of the compound, or −1 for a line that could not be read. */
  compound = new Int32Array()
  energyAboveHullEvPerAtom = new Float64Array()
  /** Code among `labels`, or −1. */
  label = new Int32Array()
  /** Code among `notes`, or −1. */
  note = new Int32Array()
  /** Code among `identifiers`, or −1. */
  identifier = new Int32Array()
  /** Code among `tagSets`, or −1. */
  tags = new Int32Array()
  isDuplicate = new Uint8Array()
  place = new Uint8Array()
  /** What a search by text goes through beside the formula, in lower case. */
  readonly searched: string[] = []
  readonly labels = new Codes()
  readonly notes = new Codes()
  readonly identifiers = new Codes()
  /** Sets of tags as JSON. */
  readonly tagSets = new Codes(json => (JSON.parse(json) as string[]).join(', '))
  readonly index = new IdIndex()
  /** How often entries of other compounds than before have come, of new entries and of old. */
  compoundChanges = 0
  /** Whether positions follow the numbers of the entries. */
  isInOrder = true
  private readonly connection: Connection
  private readonly compounds: CompoundColumns
  private lastId = 0
  private lastTextId = 0
  private areTextsLoaded = false
  private ranksOfEnergies = new Uint32Array()

  constructor(connection: Connection, compounds: CompoundColumns) {
    this.connection = connection
    this.compounds = compounds
  }

  /** Reads some more of the entries; false when all have been read. */
  loadMore(): boolean {
    const rows = this.connection.all<EntryRow>(
      `${selectRows} WHERE id > ? AND undone = 0 ORDER BY id LIMIT ${rowsPerRead}`,
      this.lastId,
    )
    this.put(rows)
    if (rows.length > 0) this.lastId = rows[rows.length - 1]!.id
    return rows.length === rowsPerRead
  }

  /** Reads some more of what is searched in; false when all has been read. */
  loadMoreTexts(): boolean {
    if (this.areTextsLoaded) return false
    const rows = this.connection.all<TextRow>(
      `${selectTexts} WHERE id > ? AND undone = 0 ORDER BY id LIMIT ${rowsPerRead}`,
      this.lastTextId,
    )
    this.putTexts(rows)
    if (rows.length > 0) this.lastTextId = rows[rows.length - 1]!.id
    this.areTextsLoaded = rows.length < rowsPerRead
    return !this.areTextsLoaded
  }

  /** Reads entries again. */
  reread(ranges: readonly IdRange[]): void {
    for (const ids of chunksOf(ranges)) {
      const wanted = JSON.stringify(ids)
      const some = 'WHERE id IN (SELECT value FROM json_each(?)) AND undone = 0 ORDER BY id'
      const rows = this.connection.all<EntryRow>(`${selectRows} ${some}`, wanted)
      for (const id of ids) {
        const position = this.index.positionOf(id)
        if (position >= 0) this.place[position] = GONE
      }
      this.put(rows)
      this.putTexts(this.connection.all<TextRow>(`${selectTexts} ${some}`, wanted))
    }
  }

  move(from: number, to: number): void {
    const { list, count } = this
    for (let i = 0; i < count; i++) if (list[i] === from) list[i] = to
  }

  /** The place of each entry's energy among all; an entry never changes its energy. */
  energyRanks(): Uint32Array {
    if (this.ranksOfEnergies.length < this.count) {
      this.ranksOfEnergies = denseRanks(this.energyAboveHullEvPerAtom, this.count)
    }
    return this.ranksOfEnergies
  }

  private put(rows: readonly EntryRow[]): void {
    this.compounds.meet(rows.flatMap(({ compound }) => compound ?? []))
    this.reserve(this.count + rows.length)
    for (const row of rows) {
      const position = this.positionFor(row.id)
      this.id[position] = row.id
      this.list[position] = row.list
      const compound = row.compound === null ? -1 : this.compounds.index.positionOf(row.compound)
      if (compound !== this.compound[position]) this.compoundChanges++
      this.compound[position] = compound
      this.energyAboveHullEvPerAtom[position] = row.energy ?? Number.NaN
      this.label[position] = codeOf(row.label, this.labels)
      this.note[position] = codeOf(row.note, this.notes)
      this.identifier[position] = codeOf(row.identifier, this.identifiers)
      this.tags[position] = codeOf(row.tags, this.tagSets)
      this.isDuplicate[position] = row.isDuplicate
      this.place[position] = row.isBinned === 1 ? BINNED : IN_USE
    }
  }

  private putTexts(rows: readonly TextRow[]): void {
    for (const { id, searched } of rows) {
      const position = this.index.positionOf(id)
      if (position >= 0) this.searched[position] = searched.toLowerCase()
    }
  }

  private positionFor(id: number): number {
    const known = this.index.positionOf(id)
    if (known >= 0) return known
    const position = this.count++
    this.index.set(id, position)
    if (position > 0 && this.id[position - 1]! > id) this.isInOrder = false
    return position
  }

  private reserve(length: number): void {
    this.id = grown(this.id, length)
    this.list = grown(this.list, length)
    this.compound = grown(this.compound, length)
    this.energyAboveHullEvPerAtom = grown(this.energyAboveHullEvPerAtom, length)
    this.label = grown(this.label, length)
    this.note = grown(this.note, length)
    this.identifier = grown(this.identifier, length)
    this.tags = grown(this.tags, length)
    this.isDuplicate = grown(this.isDuplicate, length)
    this.place = grown(this.place, length)
  }
}

function codeOf(text: string | null, codes: Codes): number {
  return text === null ? -1 : codes.meet(text)
}

function* chunksOf(ranges: readonly IdRange[]): Iterable<number[]> {
  let chunk: number[] = []
  for (const { first, last } of ranges) {
    for (let id = first; id <= last; id++) {
      chunk.push(id)
      if (chunk.length < idsPerRead) continue
      yield chunk
      chunk = []
    }
  }
  if (chunk.length > 0) yield chunk
}

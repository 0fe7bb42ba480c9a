import type { Connection } from '../database/connection.ts'
import type { ModelId } from '../library.ts'

const rowsPerRead = 20_000

/** Bits of a word of an element set: bit (Z − 1) mod 30 of word (Z − 1) div 30. */
export const ELEMENTS_PER_WORD = 30
export const WORDS_PER_SET = 4

/**
 * What a query looks at, of every entry of the published lists in the order of their ids. Columns, because a
 * filter over a million objects misses the processor's cache a million times.
 */
export interface EntryColumns {
  readonly count: number
  readonly id: Uint32Array
  readonly list: Uint32Array
  /** Position of the compound among the compounds' columns, or −1 for a line that could not be read. */
  readonly compound: Int32Array
  readonly energyAboveHullEvPerAtom: Float64Array
  /** Position in `labels`, or −1. */
  readonly label: Int32Array
  /** All labels in alphabetical order of their code units. */
  readonly labels: readonly string[]
  readonly isDuplicate: Uint8Array
  /** What a search by text goes through, in lower case. */
  readonly searched: readonly string[]
  readonly compounds: CompoundColumns
}

/** Compounds in the order of their canonical formulas. */
export interface CompoundColumns {
  readonly count: number
  readonly elementCount: Uint8Array
  /** WORDS_PER_SET words for each compound. */
  readonly elements: Uint32Array
  readonly positionOfId: ReadonlyMap<number, number>
}

interface EntryRow {
  readonly id: number
  readonly list: number
  readonly compound: number | null
  readonly energy: number | null
  readonly label: string | null
  readonly duplicate: number | null
  readonly searched: string
}

/** Reads the columns of all published entries. */
export function readColumns(connection: Connection): EntryColumns {
  const compounds = readCompounds(connection)
  const count = connection.get<{ n: number }>(
    'SELECT count(*) AS n FROM entry JOIN list ON list.id = list_id WHERE name IS NOT NULL',
  )!.n
  const id = new Uint32Array(count)
  const list = new Uint32Array(count)
  const compound = new Int32Array(count)
  const energy = new Float64Array(count)
  const code = new Int32Array(count)
  const isDuplicate = new Uint8Array(count)
  const searched = new Array<string>(count)
  const codes = new Map<string, number>()
  let filled = 0
  for (let last = 0; filled < count; last = id[filled - 1]!) {
    for (const row of readRows(connection, last)) {
      id[filled] = row.id
      list[filled] = row.list
      compound[filled] = row.compound === null ? -1 : compounds.positionOfId.get(row.compound)!
      energy[filled] = row.energy ?? Number.NaN
      code[filled] = row.label === null ? -1 : codeOf(codes, row.label)
      isDuplicate[filled] = row.duplicate === null ? 0 : 1
      searched[filled] = row.searched.toLowerCase()
      filled++
    }
  }
  const labels = [...codes.keys()].sort()
  const sorted = new Map(labels.map((label, position) => [codes.get(label)!, position]))
  return {
    count,
    id,
    list,
    compound,
    energyAboveHullEvPerAtom: energy,
    label: code.map(unsorted => (unsorted < 0 ? -1 : sorted.get(unsorted)!)),
    labels,
    isDuplicate,
    searched,
    compounds,
  }
}

/** A model's error for each compound by position, NaN where there is none. */
export function readErrors(connection: Connection, model: ModelId, compounds: CompoundColumns): Float64Array {
  const errors = new Float64Array(compounds.count).fill(Number.NaN)
  let last = 0
  for (;;) {
    const rows = connection.all<{ id: number; rmse: number }>(
      `SELECT compound_id AS id, rmse FROM score WHERE model_id = ? AND compound_id > ?
       ORDER BY compound_id LIMIT ${rowsPerRead}`,
      model,
      last,
    )
    for (const { id, rmse } of rows) errors[compounds.positionOfId.get(id)!] = rmse
    if (rows.length < rowsPerRead) return errors
    last = rows[rows.length - 1]!.id
  }
}

function readRows(connection: Connection, after: number): EntryRow[] {
  return connection.all<EntryRow>(
    `SELECT entry.id, list_id AS list, compound_id AS compound, energy_above_hull_ev_per_atom AS energy, label,
       duplicate_of_line AS duplicate,
       concat_ws(char(10), text, formula, label, note, external_id) AS searched
     FROM entry JOIN list ON list.id = list_id LEFT JOIN compound ON compound.id = compound_id
     WHERE entry.id > ? AND name IS NOT NULL ORDER BY entry.id LIMIT ${rowsPerRead}`,
    after,
  )
}

function codeOf(codes: Map<string, number>, label: string): number {
  const known = codes.get(label)
  if (known !== undefined) return known
  codes.set(label, codes.size)
  return codes.size - 1
}

function readCompounds(connection: Connection): CompoundColumns {
  const positionOfId = new Map<number, number>()
  for (const { id } of connection.all<{ id: number }>('SELECT id FROM compound ORDER BY formula')) {
    positionOfId.set(id, positionOfId.size)
  }
  const count = positionOfId.size
  const elementCount = new Uint8Array(count)
  const elements = new Uint32Array(count * WORDS_PER_SET)
  const word = 2 ** ELEMENTS_PER_WORD
  const rows = connection.all<{ id: number; n: number; a: number; b: number; c: number; d: number }>(
    `SELECT id, element_count AS n, elements_low % ${word} AS a, elements_low / ${word} AS b,
       elements_high % ${word} AS c, elements_high / ${word} AS d FROM compound`,
  )
  for (const { id, n, a, b, c, d } of rows) {
    const position = positionOfId.get(id)!
    elementCount[position] = n
    elements.set([a, b, c, d], position * WORDS_PER_SET)
  }
  return { count, elementCount, elements, positionOfId }
}

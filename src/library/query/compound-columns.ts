import { grown } from '../../domain/grown.ts'
import type { Connection } from '../database/connection.ts'
import { IdIndex } from './id-index.ts'

const rowsPerRead = 20_000

/** Bits of a word of an element set: bit (Z − 1) mod 30 of word (Z − 1) div 30. */
export const ELEMENTS_PER_WORD = 30
export const WORDS_PER_SET = 4

interface CompoundRow {
  readonly id: number
  readonly formula: string
  readonly n: number
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

const word = 2 ** ELEMENTS_PER_WORD
const selectCompounds = `SELECT id, formula, element_count AS n, elements_low % ${word} AS a,
  elements_low / ${word} AS b, elements_high % ${word} AS c, elements_high / ${word} AS d FROM compound`

/** What a query looks at, of every compound, in the order in which they were met. */
export class CompoundColumns {
  count = 0
  elementCount = new Uint8Array()
  /** WORDS_PER_SET words for each compound. */
  elements = new Uint32Array()
  /** Canonical formulas. */
  readonly formulas: string[] = []
  readonly index = new IdIndex()
  private readonly connection: Connection
  /** Positions in the order of their formulas; those met since the last order are not in it yet. */
  private ordered = new Uint32Array()
  private orderedCount = 0
  private ranks = new Uint32Array()
  private lastId = 0
  private lastFormula: string | null = null

  constructor(connection: Connection) {
    this.connection = connection
  }

  /** Reads some more of the compounds; false when all have been read. */
  loadMore(): boolean {
    if (this.lastFormula !== null) return this.loadOrder()
    const rows = this.connection.all<CompoundRow>(
      `${selectCompounds} WHERE id > ? ORDER BY id LIMIT ${rowsPerRead}`,
      this.lastId,
    )
    for (const row of rows) this.add(row)
    if (rows.length < rowsPerRead) this.lastFormula = ''
    else this.lastId = rows[rows.length - 1]!.id
    return true
  }

  /** Meets compounds that were added since. */
  meet(ids: readonly number[]): void {
    const unknown = ids.filter(id => this.index.positionOf(id) < 0)
    if (unknown.length === 0) return
    const rows = this.connection.all<CompoundRow>(
      `${selectCompounds} WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(unknown),
    )
    for (const row of rows) this.add(row)
  }

  /** The place of each compound among all, by canonical formula. */
  formulaRanks(): Uint32Array {
    if (this.orderedCount < this.count) this.orderNewOnes()
    return this.ranks
  }

  /** The index of formulas has the order ready: sorting a million of them here would take a second. */
  private loadOrder(): boolean {
    const rows = this.connection.all<{ id: number; formula: string }>(
      `SELECT id, formula FROM compound WHERE formula > ? ORDER BY formula LIMIT ${rowsPerRead}`,
      this.lastFormula,
    )
    this.ordered = grown(this.ordered, this.orderedCount + rows.length)
    for (const { id } of rows) {
      const position = this.index.positionOf(id)
      // Those added while this was read are ordered with the next new ones.
      if (position >= 0) this.ordered[this.orderedCount++] = position
    }
    if (rows.length === rowsPerRead) {
      this.lastFormula = rows[rows.length - 1]!.formula
      return true
    }
    this.rankOrdered()
    return false
  }

  private add({ id, formula, n, a, b, c, d }: CompoundRow): void {
    const position = this.index.positionOf(id)
    if (position >= 0) return
    this.elementCount = grown(this.elementCount, this.count + 1)
    this.elements = grown(this.elements, (this.count + 1) * WORDS_PER_SET)
    this.elementCount[this.count] = n
    this.elements.set([a, b, c, d], this.count * WORDS_PER_SET)
    this.formulas[this.count] = formula
    this.index.set(id, this.count)
    this.count++
  }

  private orderNewOnes(): void {
    const { formulas, ordered, orderedCount } = this
    const isOrdered = new Uint8Array(this.count)
    for (let i = 0; i < orderedCount; i++) isOrdered[ordered[i]!] = 1
    const added: number[] = []
    for (let position = 0; position < this.count; position++)
      if (isOrdered[position] === 0) added.push(position)
    added.sort((a, b) => (formulas[a]! < formulas[b]! ? -1 : 1))
    const merged = new Uint32Array(this.count)
    let filled = 0
    let taken = 0
    for (const position of added) {
      const end = this.firstAfter(formulas[position]!, taken)
      merged.set(ordered.subarray(taken, end), filled)
      filled += end - taken
      taken = end
      merged[filled++] = position
    }
    merged.set(ordered.subarray(taken, orderedCount), filled)
    this.ordered = merged
    this.orderedCount = this.count
    this.rankOrdered()
  }

  private firstAfter(formula: string, from: number): number {
    let low = from
    let high = this.orderedCount
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.formulas[this.ordered[middle]!]! < formula) low = middle + 1
      else high = middle
    }
    return low
  }

  private rankOrdered(): void {
    this.ranks = grown(this.ranks, this.count)
    for (let place = 0; place < this.orderedCount; place++) this.ranks[this.ordered[place]!] = place
  }
}

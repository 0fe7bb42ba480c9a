import type { StateSelection } from '../../domain/charge/index.ts'
import type { LibraryChange } from '../changes.ts'
import type { Connection } from '../database/connection.ts'
import { ChargeColumns } from './charge-columns.ts'
import { CompoundColumns } from './compound-columns.ts'
import { EntryColumns } from './entry-columns.ts'
import { ListStates } from './list-states.ts'
import { NO_VALUE, sortByKeys } from './radix-sort.ts'
import { ScoreColumns } from './score-columns.ts'

/** Everything that queries look at, held in memory and kept up with what is written. */
export class LibraryColumns {
  readonly compounds: CompoundColumns
  readonly entries: EntryColumns
  readonly lists: ListStates
  readonly scores: ScoreColumns
  readonly charges: Readonly<Record<StateSelection, ChargeColumns>>
  private loading: 'compounds' | 'entries' | 'texts' | 'orders' | 'nothing' = 'compounds'
  /** Entries by canonical formula, then as added; outdated by new entries and by corrected ones. */
  private order = new Uint32Array()
  private orderedChanges = -1

  /** What is sorted by most; each is called until it says that nothing is left of it. */
  private readonly unprepared: (() => boolean)[]

  constructor(connection: Connection) {
    this.compounds = new CompoundColumns(connection)
    this.entries = new EntryColumns(connection, this.compounds)
    this.lists = new ListStates(connection)
    this.scores = new ScoreColumns(connection, this.compounds)
    this.charges = {
      all: new ChargeColumns(this.compounds, 'all'),
      common: new ChargeColumns(this.compounds, 'common'),
    }
    this.unprepared = [
      atOnce(() => this.byFormula()),
      atOnce(() => this.scores.prepareActive()),
      atOnce(() => this.entries.energyRanks()),
      () => this.entries.identifiers.rankMore(),
    ]
  }

  /** Whether everything but texts has been read. */
  get isReady(): boolean {
    return this.loading !== 'compounds' && this.loading !== 'entries'
  }

  /** Reads a piece of what has not been read yet; false when there is nothing left. */
  loadMore(): boolean {
    switch (this.loading) {
      case 'compounds':
        if (!this.compounds.loadMore()) this.loading = 'entries'
        return true
      case 'entries':
        if (!this.entries.loadMore()) this.loading = 'texts'
        return true
      case 'texts':
        if (!this.entries.loadMoreTexts()) this.loading = 'orders'
        return true
      case 'orders':
        this.loading = this.prepareOrders() ? 'orders' : 'nothing'
        return true
      case 'nothing':
        return false
    }
  }

  /** Reads all that is needed before an answer. */
  require(what: 'columns' | 'texts'): void {
    while (!this.isReady) this.loadMore()
    if (what === 'texts') while (this.loading === 'texts') this.loadMore()
  }

  /** Does a piece of what sorting takes; false when all is done. */
  private prepareOrders(): boolean {
    const [next] = this.unprepared
    if (next?.() === false) this.unprepared.shift()
    return next !== undefined
  }

  /** Reads what has changed. False when no query can tell the difference. */
  apply(change: LibraryChange): boolean {
    switch (change.kind) {
      case 'lists':
        this.lists.reread()
        return true
      case 'entries':
        this.entries.reread(change.ranges)
        return true
      case 'drafted':
        this.entries.reread(change.ranges)
        return false
      case 'moved':
        this.entries.move(change.from, change.to)
        this.lists.reread()
        return true
      case 'scores':
        this.scores.reread(change.model, change.compounds)
        return true
      case 'unscored':
        this.scores.forget(change.model)
        return true
    }
  }

  /** Positions of all entries by canonical formula, unread lines last, then as added. */
  byFormula(): Uint32Array {
    const { compoundChanges } = this.entries
    if (this.order.length < this.entries.count || this.orderedChanges < compoundChanges) {
      const ranks = this.compounds.formulaRanks()
      const added = this.asAdded()
      const { compound } = this.entries
      const keys = new Uint32Array(added.length)
      for (let i = 0; i < keys.length; i++) {
        const of = compound[added[i]!]!
        keys[i] = of < 0 ? NO_VALUE : ranks[of]!
      }
      this.order = sortByKeys(added, keys, 'ascending')
      this.orderedChanges = compoundChanges
    }
    return this.order
  }

  /** Positions of all entries as they were added. */
  asAdded(): Uint32Array<ArrayBuffer> {
    const { count, id, isInOrder } = this.entries
    const positions = new Uint32Array(count)
    for (let i = 0; i < count; i++) positions[i] = i
    return isInOrder ? positions : sortByKeys(positions, id.slice(0, count), 'ascending')
  }
}

/** A task of a single piece. */
function atOnce(task: () => unknown): () => boolean {
  return () => {
    task()
    return false
  }
}

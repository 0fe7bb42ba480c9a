import type { Connection } from '../database/connection.ts'
import { alphabeticalRanks } from './codes.ts'

interface ListState {
  readonly name: string
  readonly place: 'in use' | 'binned'
}

/** What lists are called, which are in use and which are in the bin; drafts and what was undone are neither. */
export class ListStates {
  private readonly connection: Connection
  private states = new Map<number, ListState>()
  private largest = 0

  constructor(connection: Connection) {
    this.connection = connection
    this.reread()
  }

  reread(): void {
    const rows = this.connection.all<{ id: number; name: string; isBinned: number }>(
      'SELECT id, name, binned_at IS NOT NULL AS isBinned FROM list WHERE name IS NOT NULL AND undone = 0',
    )
    this.states = new Map(
      rows.map(({ id, name, isBinned }) => [id, { name, place: isBinned === 1 ? 'binned' : 'in use' }]),
    )
    this.largest = Math.max(0, ...this.states.keys())
  }

  /** 1 at the number of each list in use. */
  inUse(): Uint8Array {
    const open = new Uint8Array(this.largest + 1)
    for (const [list, { place }] of this.states) if (place === 'in use') open[list] = 1
    return open
  }

  /** 1 at the number of a list that is in use or in the bin. */
  only(list: number): Uint8Array {
    const open = new Uint8Array(this.largest + 1)
    if (this.states.has(list)) open[list] = 1
    return open
  }

  /** The place of each list's name among all, at the list's number. */
  nameRanks(): Uint32Array {
    const byNumber = new Uint32Array(this.largest + 1)
    const ranks = alphabeticalRanks(Array.from(this.states.values(), ({ name }) => name))
    for (const [i, list] of [...this.states.keys()].entries()) byNumber[list] = ranks[i]!
    return byNumber
  }
}

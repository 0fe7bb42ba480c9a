import type { Entry, ListId, ModelId } from '../library.ts'

/** Bounds that belong to the range; null for none. A range with a bound leaves out what has no value. */
export interface Range {
  readonly min: number | null
  readonly max: number | null
}

export type EntryOrder = 'added' | 'formula' | 'elements' | 'label' | 'energyAboveHull' | 'rmse'

/** Which entries of the published lists, in which order. */
export interface EntryQuery {
  /** null: all lists. */
  readonly list: ListId | null
  /** Part of the text as written, canonical formula, label, note or identifier, in any case. */
  readonly text: string
  /** Symbols; an empty array sets no limit. Lines that could not be read have no elements and pass no limit. */
  readonly elements: {
    readonly only: readonly string[]
    readonly atLeast: readonly string[]
    readonly without: readonly string[]
  }
  /** Any of these; empty for no limit. */
  readonly labels: readonly string[]
  readonly reading: 'all' | 'read' | 'unread' | 'duplicate'
  readonly energyAboveHullEvPerAtom: Range
  readonly rmse: Range
  /** Whose scores; null for none. */
  readonly model: ModelId | null
  /** Entries without a value come last in both directions; ties stand by canonical formula, then as added. */
  readonly sort: { readonly by: EntryOrder; readonly direction: 'ascending' | 'descending' }
}

/** An entry of a result with its score. */
export type RankedEntry = Entry & {
  readonly list: ListId
  readonly rmse: number | null
  /** Among the scored compounds of the query's list, or of all lists, from 1; equal errors share it. */
  readonly rank: number | null
}

export interface EntryPage {
  readonly rows: readonly RankedEntry[]
  /** Entries that the query finds. */
  readonly total: number
}

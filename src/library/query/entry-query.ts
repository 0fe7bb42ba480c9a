import type { ListedEntry, ListId, ModelId } from '../library.ts'

/** Bounds that belong to the range; null for none. A range with a bound leaves out what has no value. */
export interface Range {
  readonly min: number | null
  readonly max: number | null
}

export type EntryOrder =
  | 'added'
  | 'formula'
  | 'elements'
  | 'label'
  | 'tags'
  | 'note'
  | 'identifier'
  | 'list'
  | 'energyAboveHull'
  | 'score'
  | 'comparedScore'
  | 'rankChange'
  | 'chargeByAllStates'
  | 'chargeByCommonStates'

/** Which entries, in which order. */
export interface EntryQuery {
  /** null: all lists in use. */
  readonly list: ListId | null
  /** Entries in use, or those that are in the bin themselves. */
  readonly bin: 'without' | 'only'
  /** Part of the text as written, canonical formula, label, note, a tag or identifier, in any case. */
  readonly text: string
  /** Symbols; an empty array sets no limit. Lines that could not be read have no elements and pass no limit. */
  readonly elements: {
    readonly only: readonly string[]
    readonly atLeast: readonly string[]
    readonly without: readonly string[]
  }
  /** Any of these; empty for no limit. */
  readonly labels: readonly string[]
  /** Any of these; empty for no limit. */
  readonly tags: readonly string[]
  readonly reading: 'all' | 'read' | 'unread' | 'duplicate'
  readonly energyAboveHullEvPerAtom: Range
  /** Entries that the model has not scored. */
  readonly unranked: 'with' | 'without'
  /** Of the model's scores: RMSE, or log-odds of a stability model. */
  readonly score: Range
  /** Of the compared model's scores. */
  readonly comparedScore: Range
  /** Whose scores; null for none. */
  readonly model: ModelId | null
  /** Whose scores stand beside them; null for none. */
  readonly comparedModel: ModelId | null
  /**
   * Entries without a value come last in both directions; ties stand by canonical formula, then as added. `rankChange`
   * is the rank by the compared model less the rank by the model. Texts stand in alphabetical order, numbers in them by
   * their value. A charge is the better the nearer to balance, by all known oxidation states or by the common ones;
   * what is not ionic follows.
   */
  readonly sort: { readonly by: EntryOrder; readonly direction: 'ascending' | 'descending' }
}

/** An entry of a result with its scores. */
export type RankedEntry = ListedEntry & {
  readonly score: number | null
  /** Among the scored compounds of the query's list, or of all lists in use, from 1, the best; equal scores share it. */
  readonly rank: number | null
  readonly comparedScore: number | null
  readonly comparedRank: number | null
}

export interface EntryPage {
  readonly rows: readonly RankedEntry[]
  /** Entries that the query finds. */
  readonly total: number
}

/** How many of a query's entries have a label or a tag. */
export interface Facets {
  readonly labels: readonly { readonly label: string; readonly entries: number }[]
  readonly tags: readonly { readonly tag: string; readonly entries: number }[]
}

/** How many of a list's distinct compounds models have scored. */
export interface ListScores {
  readonly compounds: number
  readonly scored: readonly { readonly model: ModelId; readonly compounds: number }[]
}

import type { CompoundId, ListId, ModelId } from './library.ts'

/** Numbers from `first` to `last`. */
export interface IdRange {
  readonly first: number
  readonly last: number
}

/**
 * What is new to a reader after something was written. It says where to look, not what is there: reading the named
 * rows again gives the truth, also when it is done twice or late.
 */
export type LibraryChange =
  /** Lists came, went, or changed their name, kind or place. */
  | { readonly kind: 'lists' }
  /** Entries came, went or changed; ranges in ascending order. */
  | { readonly kind: 'entries'; readonly ranges: readonly IdRange[] }
  /** Entries came into a list that no one sees yet. */
  | { readonly kind: 'drafted'; readonly ranges: readonly IdRange[] }
  /** All entries of one list stand in another. */
  | { readonly kind: 'moved'; readonly from: ListId; readonly to: ListId }
  | { readonly kind: 'scores'; readonly model: ModelId; readonly compounds: readonly CompoundId[] }
  /** A model's scores were dropped. */
  | { readonly kind: 'unscored'; readonly model: ModelId }

/** Told of changes when they are on disk. */
export type OnChange = (change: LibraryChange) => void

/** Ascending numbers as ranges. */
export function rangesOf(ascending: Iterable<number>): IdRange[] {
  const ranges: IdRange[] = []
  let first = -1
  let last = -2
  for (const id of ascending) {
    if (id === last + 1) {
      last = id
      continue
    }
    if (first >= 0) ranges.push({ first, last })
    first = id
    last = id
  }
  if (first >= 0) ranges.push({ first, last })
  return ranges
}

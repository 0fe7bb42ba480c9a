import type { EntryRow } from '../../../../contract/index.ts'

/** A value of several entries: the one that all have, or that they differ. */
export type Common = { readonly kind: 'same'; readonly value: string } | { readonly kind: 'several' }

/** A tag and how many of the entries have it. */
export interface CommonTag {
  readonly tag: string
  readonly entries: number
}

/** What the entries have as their label or note; none is a value as well, the empty one. */
export function commonValue(rows: readonly EntryRow[], of: 'label' | 'note'): Common {
  const values = new Set(rows.map(row => row[of] ?? ''))
  return values.size > 1 ? { kind: 'several' } : { kind: 'same', value: [...values][0] ?? '' }
}

/** All tags of the entries, in alphabetical order. */
export function commonTags(rows: readonly EntryRow[]): CommonTag[] {
  const counts = new Map<string, number>()
  for (const { tags } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].map(([tag, entries]) => ({ tag, entries })).sort((a, b) => a.tag.localeCompare(b.tag))
}

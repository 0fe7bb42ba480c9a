import type { EntryQuery, ScoreKind } from '../../../contract/index.ts'

/** What the entries that show have in common: the part of a query that a person sets on the filter bar. */
export type EntryFilter = Pick<
  EntryQuery,
  'text' | 'elements' | 'labels' | 'tags' | 'reading' | 'energyAboveHullEvPerAtom' | 'score' | 'comparedScore'
>

/** Bounds that belong to the range, in the unit of the value or in percentiles; null for none. */
export type Range = EntryFilter['score']

/** In what the bounds of a score are told; an RMSE has no unit. */
export type ScoreUnit = 'percentile' | 'logOdds' | 'none'

/** Of which kind the scores of a query's two models are; null where there is no such model. */
export interface FilteredScores {
  readonly score: ScoreKind | null
  readonly comparedScore: ScoreKind | null
}

/** What a query asks beyond its filter. */
export type EntryScope = Omit<EntryQuery, keyof EntryFilter>

export type EntrySort = EntryQuery['sort']

const NO_LIMIT: Range = { min: null, max: null }

export const NO_FILTER: EntryFilter = {
  text: '',
  elements: { only: [], atLeast: [], without: [] },
  labels: [],
  tags: [],
  reading: 'all',
  energyAboveHullEvPerAtom: NO_LIMIT,
  score: NO_LIMIT,
  comparedScore: NO_LIMIT,
}

/** The query for a filter over some entries, in some order. */
export function entryQuery(filter: EntryFilter, scope: EntryScope): EntryQuery {
  return { ...scope, ...filter, text: filter.text.trim() }
}

/** One thing that a filter asks for; each has a chip of its own. */
export type Condition =
  | { readonly kind: 'only' | 'atLeast' | 'without'; readonly symbols: readonly string[] }
  | { readonly kind: 'label' | 'tag'; readonly value: string }
  | { readonly kind: 'reading'; readonly reading: Exclude<EntryFilter['reading'], 'all'> }
  | { readonly kind: 'energyAboveHullEvPerAtom' | 'score' | 'comparedScore'; readonly range: Range }

/** All that a filter asks for beside its text, in the order in which it is told. */
export function conditions(filter: EntryFilter): Condition[] {
  const { reading } = filter
  return [
    ...(['atLeast', 'only', 'without'] as const)
      .map(kind => ({ kind, symbols: filter.elements[kind] }))
      .filter(({ symbols }) => symbols.length > 0),
    ...filter.labels.map(value => ({ kind: 'label' as const, value })),
    ...filter.tags.map(value => ({ kind: 'tag' as const, value })),
    ...(reading === 'all' ? [] : [{ kind: 'reading' as const, reading }]),
    ...(['energyAboveHullEvPerAtom', 'score', 'comparedScore'] as const)
      .map(kind => ({ kind, range: filter[kind] }))
      .filter(({ range }) => range.min !== null || range.max !== null),
  ]
}

/** The filter without one of its conditions. */
export function withoutCondition(filter: EntryFilter, condition: Condition): EntryFilter {
  switch (condition.kind) {
    case 'only':
    case 'atLeast':
    case 'without':
      return { ...filter, elements: { ...filter.elements, [condition.kind]: [] } }
    case 'label':
      return { ...filter, labels: filter.labels.filter(label => label !== condition.value) }
    case 'tag':
      return { ...filter, tags: filter.tags.filter(tag => tag !== condition.value) }
    case 'reading':
      return { ...filter, reading: 'all' }
    case 'energyAboveHullEvPerAtom':
    case 'score':
    case 'comparedScore':
      return { ...filter, [condition.kind]: NO_LIMIT }
  }
}

/** Whether a filter leaves anything out. */
export function isFiltering(filter: EntryFilter): boolean {
  return filter.text.trim() !== '' || conditions(filter).length > 0
}

import type { EntryQuery, ScoreKind } from '../../contract/index.ts'

/** Of which kinds the scores of a query are; null where nothing is compared. */
export interface ScoreKinds {
  readonly score: ScoreKind
  readonly comparedScore: ScoreKind | null
}

/** A query that a report takes, which tells of what has no rank. */
export function withUnranked(query: EntryQuery): EntryQuery {
  return { ...query, unranked: 'with' }
}

/** What a query leaves in, as a heading has it: "With Li and O, RMSE up to 0.05"; null when it leaves nothing out. */
export function selectionWords(query: EntryQuery, { score, comparedScore }: ScoreKinds): string | null {
  const { text, elements, labels, tags, reading } = query
  const parts = [
    ...(text.trim() === '' ? [] : [`“${text.trim()}” in the text`]),
    ...(elements.atLeast.length === 0 ? [] : [`with ${listed(elements.atLeast, 'and')}`]),
    ...(elements.only.length === 0 ? [] : [`of ${listed(elements.only, 'and')} alone`]),
    ...(elements.without.length === 0 ? [] : [`without ${listed(elements.without, 'or')}`]),
    ...(labels.length === 0 ? [] : [`labelled ${listed(labels.map(quoted), 'or')}`]),
    ...(tags.length === 0 ? [] : [`tagged ${listed(tags.map(quoted), 'or')}`]),
    ...(reading === 'all' ? [] : [READINGS[reading]]),
    ...bounds(scoreWords(score, query.score), query.score, ''),
    ...(comparedScore === null
      ? []
      : bounds(
          `${scoreWords(comparedScore, query.comparedScore)}${score === comparedScore ? ' by the second model' : ''}`,
          query.comparedScore,
          '',
        )),
    ...bounds('energy above hull', query.energyAboveHullEvPerAtom, ' eV/atom'),
    ...(query.bin === 'only' ? ['from the bin'] : []),
  ]
  if (parts.length === 0) return null
  const sentence = parts.join(', ')
  return sentence[0]!.toUpperCase() + sentence.slice(1)
}

/** In which order a report's lines stand, where it is not that of their ranks; null where it is. */
export function orderWords({ by, direction }: EntryQuery['sort'], kinds: ScoreKinds): string | null {
  if (by === 'score' && direction === (kinds.score === 'rmse' ? 'ascending' : 'descending')) return null
  const kind = by === 'score' ? kinds.score : by === 'comparedScore' ? kinds.comparedScore : null
  const isOther = by === 'comparedScore' && kinds.comparedScore === kinds.score
  const what = kind === null ? ORDERS[by] : `${ORDERED_SCORES[kind]}${isOther ? ' by the second model' : ''}`
  return `in the order of ${what}${direction === 'descending' ? ', descending' : ''}`
}

const SCORES = { rmse: 'RMSE', stability: 'stability score (log-odds)' } as const
const PERCENTILES = { rmse: 'RMSE at percentile', stability: 'stability score at percentile' } as const
const ORDERED_SCORES = { rmse: 'RMSE', stability: 'stability scores' } as const

const READINGS = {
  read: 'read as formulas',
  unread: 'not read as formulas',
  duplicate: 'repeating an earlier line',
} as const

const ORDERS: Readonly<Record<EntryQuery['sort']['by'], string>> = {
  added: 'the list',
  formula: 'formulas',
  elements: 'their number of elements',
  label: 'labels',
  tags: 'tags',
  note: 'notes',
  identifier: 'identifiers',
  list: 'the names of lists',
  charge: 'the balance of charges',
  energyAboveHull: 'energy above hull',
  score: 'scores',
  comparedScore: 'scores by the second model',
  rankChange: 'the change of rank',
}

function scoreWords(kind: ScoreKind, { unit }: EntryQuery['score']): string {
  return unit === 'percentile' ? PERCENTILES[kind] : SCORES[kind]
}

function bounds(what: string, { min, max }: EntryQuery['energyAboveHullEvPerAtom'], unit: string): string[] {
  if (min === null && max === null) return []
  if (max === null) return [`${what} from ${min}${unit}`]
  if (min === null || (min === 0 && what === 'RMSE')) return [`${what} up to ${max}${unit}`]
  return [`${what} ${min} to ${max}${unit}`]
}

function listed(items: readonly string[], join: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${join} ${items.at(-1)}`
}

function quoted(text: string): string {
  return `“${text}”`
}

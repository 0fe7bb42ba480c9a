import type { ScoreKind } from '../../../../contract/index.ts'
import type { EntrySort } from '../../../components/entry-filter/index.ts'
import type { TableSort } from '../../../components/virtual-table/index.ts'

/** Of which kind the scores of a ranking are: errors are best low, stability scores high. */
export interface RankedScores {
  readonly score: ScoreKind
  /** Null where nothing is compared. */
  readonly comparedScore: ScoreKind | null
}

type Runs = 'along' | 'against'

/** What a click on a column's title orders by; a column whose values fall as its order's rise says so. */
const ORDERS: Readonly<
  Record<string, { readonly by: EntrySort['by']; readonly runs: Runs | ((scores: RankedScores) => Runs) }>
> = {
  score: { by: 'score', runs: 'along' },
  rank: { by: 'score', runs: ({ score }) => bestLow(score) },
  percentile: { by: 'score', runs: 'against' },
  logOdds: { by: 'score', runs: 'along' },
  formula: { by: 'formula', runs: 'along' },
  comparedScore: { by: 'comparedScore', runs: 'along' },
  comparedRank: { by: 'comparedScore', runs: ({ comparedScore }) => bestLow(comparedScore) },
  rankChange: { by: 'rankChange', runs: 'along' },
  charge: { by: 'charge', runs: 'along' },
  label: { by: 'label', runs: 'along' },
  tags: { by: 'tags', runs: 'along' },
  note: { by: 'note', runs: 'along' },
  energyAboveHull: { by: 'energyAboveHull', runs: 'along' },
  id: { by: 'identifier', runs: 'along' },
  list: { by: 'list', runs: 'along' },
  line: { by: 'added', runs: 'along' },
}

const OPPOSITE = { ascending: 'descending', descending: 'ascending' } as const

export function isSortable(column: string): boolean {
  return column in ORDERS
}

/** The order of a ranking, the best first. */
export function bestFirst(score: ScoreKind): EntrySort {
  return { by: 'score', direction: score === 'rmse' ? 'ascending' : 'descending' }
}

/** The order that a sorted column stands for. */
export function sortOfColumn({ key, direction }: TableSort, scores: RankedScores): EntrySort {
  return { by: ORDERS[key]!.by, direction: turned(direction, key, scores) }
}

/** The column that shows an order: the one that was asked for last where it is of this order, else the order's own. */
export function columnOfSort(
  { by, direction }: EntrySort,
  lastAsked: string | null,
  scores: RankedScores,
): TableSort | null {
  const own = Object.keys(ORDERS).find(key => ORDERS[key]!.by === by)
  const key = lastAsked !== null && ORDERS[lastAsked]?.by === by ? lastAsked : own
  return key === undefined ? null : { key, direction: turned(direction, key, scores) }
}

/** Turning a direction twice gives it back: the same way leads from a column to its order and from there to it. */
function turned(direction: EntrySort['direction'], column: string, scores: RankedScores) {
  const { runs } = ORDERS[column]!
  return (typeof runs === 'string' ? runs : runs(scores)) === 'along' ? direction : OPPOSITE[direction]
}

/** How ranks run beside scores. */
function bestLow(kind: ScoreKind | null): Runs {
  return kind === 'stability' ? 'against' : 'along'
}

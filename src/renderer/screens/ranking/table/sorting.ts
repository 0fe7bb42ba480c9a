import type { EntrySort } from '../../../components/entry-filter/index.ts'
import type { TableSort } from '../../../components/virtual-table/index.ts'

/** What a click on a column's title orders by; a column whose values fall as its order's rise says so. */
const ORDERS: Readonly<Record<string, { readonly by: EntrySort['by']; readonly runs: 'along' | 'against' }>> =
  {
    score: { by: 'score', runs: 'along' },
    rank: { by: 'score', runs: 'along' },
    percentile: { by: 'score', runs: 'against' },
    formula: { by: 'formula', runs: 'along' },
    comparedScore: { by: 'comparedScore', runs: 'along' },
    comparedRank: { by: 'comparedScore', runs: 'along' },
    rankChange: { by: 'rankChange', runs: 'along' },
    label: { by: 'label', runs: 'along' },
    energyAboveHull: { by: 'energyAboveHull', runs: 'along' },
    line: { by: 'added', runs: 'along' },
  }

const OPPOSITE = { ascending: 'descending', descending: 'ascending' } as const

export function isSortable(column: string): boolean {
  return column in ORDERS
}

/** The order that a sorted column stands for. */
export function sortOfColumn({ key, direction }: TableSort): EntrySort {
  const { by, runs } = ORDERS[key]!
  return { by, direction: runs === 'along' ? direction : OPPOSITE[direction] }
}

/** The column that shows an order: the one that was asked for last where it is of this order, else the order's own. */
export function columnOfSort({ by, direction }: EntrySort, lastAsked: string | null): TableSort | null {
  const own = Object.keys(ORDERS).find(key => ORDERS[key]!.by === by)
  const key = lastAsked !== null && ORDERS[lastAsked]?.by === by ? lastAsked : own
  if (key === undefined) return null
  return { key, direction: ORDERS[key]!.runs === 'along' ? direction : OPPOSITE[direction] }
}

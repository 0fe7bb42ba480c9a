import type { KnownTables } from '../tables/index.ts'
import { amounts, size } from './amounts.ts'
import { neutrality, oxidationStates } from './charges.ts'
import { competition } from './competition.ts'
import { doubleExchanges } from './double-exchanges.ts'
import { elementAverages } from './element-averages.ts'
import { exchanges } from './exchanges.ts'
import { fragments } from './fragments.ts'
import { STATISTIC_GROUPS, type StatisticGroupName } from './group-names.ts'
import { likeness } from './likeness.ts'
import { pairs } from './pairs.ts'
import { prototypes } from './prototypes.ts'
import type { Query } from './query.ts'
import type { StatisticGroup } from './statistic-group.ts'
import { wholeFormula } from './whole-formula.ts'

export { isIonic } from './charges.ts'
export { decompose, nearness } from './decomposition.ts'
export { STATISTIC_GROUPS, type StatisticGroupName } from './group-names.ts'
export { type CompetingPhase, competingPhases } from './phases.ts'
export { type Query, queryOf } from './query.ts'

const GROUPS: Readonly<Record<StatisticGroupName, StatisticGroup>> = {
  exchanges,
  likeness,
  oxidationStates,
  doubleExchanges,
  wholeFormula,
  prototypes,
  competition,
  pairs,
  fragments,
  amounts,
  neutrality,
  size,
  elementAverages,
}

/** A number that a composition is judged by. */
export interface Statistic {
  readonly name: string
  readonly group: StatisticGroupName
  /** The question it answers with others of its group. */
  readonly asks: string
  readonly meaning: string
}

export const STATISTICS: readonly Statistic[] = STATISTIC_GROUPS.flatMap(group => {
  const { asks, meanings } = GROUPS[group]
  return Object.entries(meanings).map(([name, meaning]) => ({ name, group, asks, meaning }))
})

const namesByGroup = STATISTIC_GROUPS.map(group => {
  const { meanings, compute } = GROUPS[group]
  return { names: Object.keys(meanings), compute }
})

/** Writes the statistics of a composition into a row of `STATISTICS.length` places that starts at `start`. */
export function writeStatistics(
  query: Query,
  tables: KnownTables,
  row: Float32Array | Float64Array,
  start = 0,
): void {
  let place = start
  for (const { names, compute } of namesByGroup) {
    const values = compute(query, tables)
    for (const name of names) row[place++] = values[name]!
  }
}

/** The statistics of a composition, in the order of `STATISTICS`. */
export function statisticsOf(query: Query, tables: KnownTables): Float64Array {
  const row = new Float64Array(STATISTICS.length)
  writeStatistics(query, tables, row)
  return row
}

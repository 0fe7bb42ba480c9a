import type { KnownTables } from '../tables/index.ts'
import type { Query } from './query.ts'

/** Statistics of a composition that answer one question, computed together. */
export interface StatisticGroup<Name extends string = string> {
  /** The question, in a chemist's words. */
  readonly asks: string
  /** What each statistic is, by its name. */
  readonly meanings: Readonly<Record<Name, string>>
  readonly compute: (query: Query, tables: KnownTables) => Readonly<Record<Name, number>>
}

/** A group whose names are those of its meanings. */
export function statisticGroup<Name extends string>(
  asks: string,
  meanings: Readonly<Record<Name, string>>,
  compute: StatisticGroup<Name>['compute'],
): StatisticGroup<Name> {
  return { asks, meanings, compute }
}

import { scorePartsOfStatistics } from '../forests.ts'
import type { StabilityScorer } from '../score.ts'
import {
  type CompetingPhase,
  competingPhases,
  decompose,
  nearness,
  type Query,
  queryOf,
  STATISTICS,
  type Statistic,
  type StatisticGroupName,
  statisticsOf,
} from '../statistics/index.ts'
import type { Stoichiometry } from '../stoichiometry.ts'
import type { KnownTables } from '../tables/index.ts'
import { analogsBySite, type SiteAnalogs } from './analogs.ts'
import { type ChargeReason, likeliestCharges } from './charges.ts'

export type { Analog, SiteAnalogs } from './analogs.ts'
export type { ChargeReason, StateOfElement } from './charges.ts'

/** What speaks for and against a composition. */
export interface Reasons {
  readonly analogs: readonly SiteAnalogs[]
  readonly charges: ChargeReason
  readonly competition: Competition
  readonly contributions: Contributions
}

/** The known compounds of a composition's own elements, the composition itself left out. */
export interface Competition {
  /** Nearest first: distance is Σ |difference of atomic fractions|. */
  readonly phases: readonly { readonly compound: Stoichiometry; readonly distance: number }[]
  /** The mixture of phases and pure elements that has the composition, of phases near it: it could fall apart so. */
  readonly mixture: readonly { readonly compound: Stoichiometry; readonly share: number }[]
}

/** A score's parts; all of them add up to it. */
export interface Contributions {
  /** Log-odds that every composition of this many elements starts from. */
  readonly start: number
  /** By question, the one that says most first. */
  readonly questions: readonly QuestionContribution[]
}

export interface QuestionContribution {
  readonly group: StatisticGroupName
  readonly asks: string
  /** Log-odds that the statistics of this question add. */
  readonly logOdds: number
  /** The one that says most first. */
  readonly statistics: readonly StatisticContribution[]
}

export interface StatisticContribution {
  readonly statistic: Statistic
  readonly value: number
  readonly logOdds: number
}

export function reasonsFor(scorer: StabilityScorer, compound: Stoichiometry): Reasons {
  const query = queryOf(compound)
  return {
    analogs: analogsBySite(query, scorer.tables),
    charges: likeliestCharges(query, scorer.tables),
    competition: competitionOf(query, scorer.tables),
    contributions: contributionsOf(scorer, query),
  }
}

function competitionOf(query: Query, tables: KnownTables): Competition {
  const { phases } = competingPhases(query, tables)
  const compoundOf = ({ place }: CompetingPhase) => tables.known[place]!
  const { parts } = decompose(query, phases, nearness(query))
  return {
    phases: phases
      .toSorted((a, b) => a.distance - b.distance)
      .map(phase => ({ compound: compoundOf(phase), distance: phase.distance })),
    mixture: parts
      .map(part => ({
        compound:
          part.kind === 'phase'
            ? compoundOf(part.phase)
            : { elements: [query.elements[part.site]!], amounts: [1] },
        share: part.share,
      }))
      .sort((a, b) => b.share - a.share),
  }
}

function contributionsOf(scorer: StabilityScorer, query: Query): Contributions {
  const values = statisticsOf(query, scorer.tables)
  const { start, byStatistic } = scorePartsOfStatistics(scorer, values, query.elements.length)
  const questions = Map.groupBy(
    STATISTICS.map((statistic, i) => ({ statistic, value: values[i]!, logOdds: byStatistic[i]! })),
    ({ statistic }) => statistic.group,
  )
  return {
    start,
    questions: [...questions]
      .map(([group, statistics]) => ({
        group,
        asks: statistics[0]!.statistic.asks,
        logOdds: statistics.reduce((sum, { logOdds }) => sum + logOdds, 0),
        statistics: statistics.toSorted(byWeight),
      }))
      .sort(byWeight),
  }
}

function byWeight(a: { readonly logOdds: number }, b: { readonly logOdds: number }): number {
  return Math.abs(b.logOdds) - Math.abs(a.logOdds)
}

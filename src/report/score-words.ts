import { type QuantileDistribution, quantile, shareAbove } from '../domain/statistics/index.ts'
import { count, fixed, percentile, rmse } from './numbers.ts'

/** What a ranking's scores are: errors are best low, stability scores high. */
export type ReportScoreKind = 'rmse' | 'stability'

/** A kind of score in the words of a report. */
export interface ScoreWords {
  readonly name: string
  /** Inside a sentence. */
  readonly inText: string
  /** In the title of a narrow column. */
  readonly short: string
  /** Its value, without its name. */
  value(score: number): string
  /** Its unit, as chart axes and sentences have it. */
  readonly unit: string
  readonly axis: string
  /** What it is and how it is to be read. */
  readonly reading: string
  readonly heading: string
  readonly outside: string
  /** In the place of a score, of elements that the model has no data for. */
  missing(symbols: string): string
  /** Of compositions that the model was made from. */
  readonly known: string
}

export const SCORE_WORDS: Readonly<Record<ReportScoreKind, ScoreWords>> = {
  rmse: {
    name: 'RMSE',
    inText: 'RMSE',
    short: 'RMSE',
    value: rmse,
    unit: 'RMSE',
    axis: 'Reconstruction error, RMSE (dimensionless)',
    reading: `RMSE is the root mean square error with which the model rebuilds a composition’s descriptor: the
  lower, the more the composition looks like compounds that exist. Its percentile is the share (%) of held-out known
  stable compounds with a larger RMSE. There is no absolute threshold: compare within one list and one model.`,
    heading: 'RMSE of this list among known stable compounds',
    outside:
      'These lines are formulas, but the model has no data for an element in them, so they have no RMSE.',
    missing: symbols => `no data for ${symbols}`,
    known: `The model was trained on this composition, so its RMSE is
    lower than that of one it has not seen.`,
  },
  stability: {
    name: 'Stability score',
    inText: 'stability score',
    short: 'stability',
    value: logOdds,
    unit: 'log-odds',
    axis: 'Stability score (log-odds)',
    reading: `The stability score asks how well known compounds speak for a composition: analogs with one element
  exchanged, charges, prototypes, phases of its elements. It stands as a percentile: the share (%) of held-out known
  stable compounds that score no higher. Its log-odds are those of being a known compound rather than a generated
  composition: no probability of stability.`,
    heading: 'Stability scores of this list among known stable compounds',
    outside:
      'These lines are formulas, but no compound that the model knows has an element in them, so they have no stability score.',
    missing: symbols => `no known ${symbols}`,
    known: `The model knows this composition as a compound, which
    makes its stability score too favourable.`,
  },
}

/** A stability score as log-odds, to two decimals. */
export function logOdds(value: number): string {
  return fixed(value, 2)
}

/** A distribution in sentences: its median with the percentile, and how many lie beyond the chart's worse end. */
export function distributionWords(
  kind: ReportScoreKind,
  scores: readonly number[],
  reference: QuantileDistribution,
  beyond: number,
): string {
  if (scores.length === 0) return ''
  const { value } = SCORE_WORDS[kind]
  const sorted = Float64Array.from(scores).sort()
  const median = quantile(sorted, 0.5)
  const place = percentile(percentileAmong(kind, reference, median))
  const lie = beyond === 1 ? 'candidate lies' : 'candidates lie'
  const [middle, edge] =
    kind === 'rmse'
      ? [`RMSE ${value(median)}, percentile ${place}`, `right edge (largest RMSE ${value(sorted.at(-1)!)})`]
      : [`percentile ${place}, log-odds ${value(median)}`, `left edge (lowest log-odds ${value(sorted[0]!)})`]
  const ofBeyond = beyond === 0 ? '' : ` ${count(beyond)} ${lie} beyond the ${edge}.`
  return `The median of this list is ${middle}.${ofBeyond}`
}

/** Per cent of a reference that scores no better, 0…100. */
function percentileAmong(kind: ReportScoreKind, reference: QuantileDistribution, score: number): number {
  const above = 100 * shareAbove(reference, score)
  return kind === 'rmse' ? above : 100 - above
}

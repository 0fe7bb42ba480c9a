import { AnomaliteError } from '../error.ts'
import { quantile } from './quantile.ts'
import { randomStream } from './random.ts'

/** A confidence interval of a statistic. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

/** How a bootstrap interval is drawn. The same seed gives the same interval. */
export interface BootstrapSettings {
  readonly seed: number
  /** Number of resamples; 1,000 when left out. */
  readonly resamples?: number
  /** Probability covered, between the two percentiles cut off alike at both ends; 0.95 when left out. */
  readonly level?: number
}

/**
 * Area under the ROC curve as the mid-rank Mann–Whitney statistic (Hanley and McNeil, 1982): the
 * probability that a random positive scores higher than a random negative, ties counting one half.
 * A higher score means more positive, so a reconstruction error is negated by the caller.
 *
 * @throws AnomaliteError `statistics/empty-sample`, `statistics/not-a-number`
 */
export function auc(positives: ArrayLike<number>, negatives: ArrayLike<number>): number {
  const { positiveRanks, negativeRanks, ranks } = denseRanks(positives, negatives)
  const positiveCounts = new Uint32Array(ranks)
  const negativeCounts = new Uint32Array(ranks)
  for (const rank of positiveRanks) positiveCounts[rank]!++
  for (const rank of negativeRanks) negativeCounts[rank]!++
  return aucOfCounts(positiveCounts, negativeCounts) / (positives.length * negatives.length)
}

/**
 * Percentile bootstrap interval of {@link auc} (Efron, 1979): positives and negatives are each resampled
 * with replacement to their own size. Scores are ranked once; a resample only counts ranks.
 *
 * @throws AnomaliteError `statistics/empty-sample`, `statistics/not-a-number`
 */
export function aucBootstrapInterval(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
  { seed, resamples = 1000, level = 0.95 }: BootstrapSettings,
): Interval {
  const areas = resampledAucs(positives, negatives, seed, resamples)
  areas.sort()
  return { lower: quantile(areas, (1 - level) / 2), upper: quantile(areas, (1 + level) / 2) }
}

/** Scores of the same positives and negatives under one model. */
export interface ScoredClasses {
  readonly positives: ArrayLike<number>
  readonly negatives: ArrayLike<number>
}

/** Two models by the area under the ROC curve, with bootstrap intervals. */
export interface AucComparison {
  readonly older: number
  readonly olderInterval: Interval
  readonly newer: number
  readonly newerInterval: Interval
  /** Newer less older. */
  readonly change: number
  /** Paired: each resample draws the same positives and negatives for both models. */
  readonly changeInterval: Interval
}

/**
 * Compares two models by {@link auc} on the same positives and negatives, in the same order in both.
 *
 * @throws AnomaliteError `statistics/empty-sample`, `statistics/not-a-number`
 */
export function compareAucs(
  older: ScoredClasses,
  newer: ScoredClasses,
  { seed, resamples = 1000, level = 0.95 }: BootstrapSettings,
): AucComparison {
  // Resamples draw places, not scores: with one seed they are the same for both.
  const areasOf = (classes: ScoredClasses) =>
    resampledAucs(classes.positives, classes.negatives, seed, resamples)
  const [olderAreas, newerAreas] = [areasOf(older), areasOf(newer)]
  const between = (areas: Float64Array): Interval => {
    const sorted = areas.toSorted()
    return { lower: quantile(sorted, (1 - level) / 2), upper: quantile(sorted, (1 + level) / 2) }
  }
  const [olderAuc, newerAuc] = [older, newer].map(({ positives, negatives }) => auc(positives, negatives))
  return {
    older: olderAuc!,
    olderInterval: between(olderAreas),
    newer: newerAuc!,
    newerInterval: between(newerAreas),
    change: newerAuc! - olderAuc!,
    changeInterval: between(newerAreas.map((area, i) => area - olderAreas[i]!)),
  }
}

/** The area of each bootstrap resample, in the order drawn. */
function resampledAucs(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
  seed: number,
  resamples: number,
): Float64Array {
  const { positiveRanks, negativeRanks, ranks } = denseRanks(positives, negatives)
  const positiveCounts = new Uint32Array(ranks)
  const negativeCounts = new Uint32Array(ranks)
  const random = randomStream(seed)
  const pairs = positives.length * negatives.length

  const draw = (from: Uint32Array, counts: Uint32Array) => {
    counts.fill(0)
    for (let i = 0; i < from.length; i++) counts[from[random.integer(from.length)]!]!++
  }
  return Float64Array.from({ length: resamples }, () => {
    draw(positiveRanks, positiveCounts)
    draw(negativeRanks, negativeCounts)
    return aucOfCounts(positiveCounts, negativeCounts) / pairs
  })
}

/** Pairs in which the positive ranks above the negative, ties as one half, from counts per rank ascending. */
function aucOfCounts(positiveCounts: Uint32Array, negativeCounts: Uint32Array): number {
  let negativesBelow = 0
  let pairs = 0
  for (let rank = 0; rank < positiveCounts.length; rank++) {
    const negativesHere = negativeCounts[rank]!
    pairs += positiveCounts[rank]! * (negativesBelow + negativesHere / 2)
    negativesBelow += negativesHere
  }
  return pairs
}

interface DenseRanks {
  readonly positiveRanks: Uint32Array
  readonly negativeRanks: Uint32Array
  /** Number of distinct scores. */
  readonly ranks: number
}

/** Each score's place among the distinct scores of both samples, ascending from 0. */
function denseRanks(positives: ArrayLike<number>, negatives: ArrayLike<number>): DenseRanks {
  checkScores(positives, 'positives')
  checkScores(negatives, 'negatives')
  const distinct = new Float64Array(positives.length + negatives.length)
  distinct.set(positives)
  distinct.set(negatives, positives.length)
  distinct.sort()
  let ranks = 0
  for (const score of distinct) {
    if (ranks === 0 || score !== distinct[ranks - 1]) distinct[ranks++] = score
  }

  const rankOf = (score: number) => {
    let low = 0
    let high = ranks - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (distinct[middle]! < score) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    positiveRanks: Uint32Array.from(positives, rankOf),
    negativeRanks: Uint32Array.from(negatives, rankOf),
    ranks,
  }
}

function checkScores(scores: ArrayLike<number>, sample: string): void {
  if (scores.length === 0) {
    throw new AnomaliteError(
      'statistics/empty-sample',
      `The area under the ROC curve needs at least one positive and one negative; there are no ${sample}.`,
      { sample },
    )
  }
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) {
      throw new AnomaliteError(
        'statistics/not-a-number',
        `Score ${i + 1} of the ${sample} is not a number; leave it out before the area under the ROC curve is taken.`,
        { sample, index: i },
      )
    }
  }
}

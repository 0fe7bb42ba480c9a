import { AnomaliteError } from '../error.ts'
import { quantile } from './quantile.ts'

/** A distribution known by its quantiles, small enough to travel with a model. */
export interface QuantileDistribution {
  /** Quantiles at probabilities 0, 1/(n−1), …, 1, never descending: the first is the minimum, the last the maximum. */
  readonly quantiles: readonly number[]
}

/**
 * The distribution of a sample as `points` quantiles (type 7) at equally spaced probabilities.
 *
 * @throws AnomaliteError `statistics/empty-sample`, `statistics/not-a-number`
 */
export function quantileDistribution(sample: ArrayLike<number>, points = 1001): QuantileDistribution {
  const sorted = Float64Array.from(sample).sort()
  if (!sorted.every(Number.isFinite)) {
    throw new AnomaliteError(
      'statistics/not-a-number',
      'A distribution is built from finite values only; leave the others out and count them apart.',
    )
  }
  return { quantiles: Array.from({ length: points }, (_, i) => quantile(sorted, i / (points - 1))) }
}

/**
 * Share of the distribution strictly above a value, 0…1: of held-out positives, the share with a larger
 * reconstruction error. Linear between the quantiles, 1 below the smallest and 0 from the largest on;
 * where many values are equal the share is that above all of them.
 */
export function shareAbove({ quantiles }: QuantileDistribution, value: number): number {
  const last = quantiles.length - 1
  if (value < quantiles[0]!) return 1
  if (value >= quantiles[last]!) return 0
  let atOrBelow = 0
  let above = last
  while (above - atOrBelow > 1) {
    const middle = (atOrBelow + above) >>> 1
    if (quantiles[middle]! <= value) atOrBelow = middle
    else above = middle
  }
  const lower = quantiles[atOrBelow]!
  return 1 - (atOrBelow + (value - lower) / (quantiles[above]! - lower)) / last
}

import { type QuantileDistribution, shareAbove } from './distribution.ts'

/** Which scores are the best: an error's low ones, a stability score's high ones. */
export type BestScores = 'low' | 'high'

/** Bounds that belong to the range; null for none. */
interface Bounds {
  readonly min: number | null
  readonly max: number | null
}

/** Per cent of a reference that scores no better, 0…100: with a larger error, or no higher score. */
export function percentileAmong(reference: QuantileDistribution, best: BestScores, score: number): number {
  const above = shareAbove(reference, score)
  return 100 * (best === 'low' ? above : 1 - above)
}

/**
 * The scores whose percentiles lie within bounds: exactly those, to the last bit, so that a line shown at a bound is
 * never left out by it. All scores lie above percentile 0 and below percentile 100, those beyond the reference too.
 */
export function scoresOfPercentiles(
  reference: QuantileDistribution,
  best: BestScores,
  { min, max }: Bounds,
): Bounds {
  const percentile = (score: number) => percentileAmong(reference, best, score)
  const { quantiles } = reference
  const between = (isPast: (score: number) => boolean) =>
    turn(isPast, quantiles[0]! - 1, quantiles[quantiles.length - 1]!)
  const noLess = min === null || min <= 0 ? null : (score: number) => percentile(score) >= Math.min(min, 100)
  const noMore = max === null || max >= 100 ? null : (score: number) => percentile(score) <= Math.max(max, 0)
  // Percentiles rise with a score that is best high, and fall with one that is best low.
  const [rising, falling] = best === 'high' ? [noLess, noMore] : [noMore, noLess]
  return {
    min: rising === null ? null : between(rising).first,
    max: falling === null ? null : between(score => !falling(score)).last,
  }
}

/** Where a condition that does not hold at `from` and holds at `to` begins to hold: the last number before, and the first. */
function turn(
  holds: (value: number) => boolean,
  from: number,
  to: number,
): { readonly last: number; readonly first: number } {
  let [last, first] = [from, to]
  for (;;) {
    const middle = last + (first - last) / 2
    if (middle <= last || middle >= first) return { last, first }
    if (holds(middle)) first = middle
    else last = middle
  }
}

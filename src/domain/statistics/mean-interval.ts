import { AnomaliteError } from '../error.ts'
import type { BootstrapSettings, Interval } from './auc.ts'
import { quantile } from './quantile.ts'
import { randomStream } from './random.ts'

/**
 * Percentile bootstrap interval of the mean of values (Efron, 1979), such as differences between paired measurements.
 *
 * @throws AnomaliteError `statistics/empty-sample`
 */
export function meanBootstrapInterval(
  values: readonly number[],
  { seed, resamples = 1000, level = 0.95 }: BootstrapSettings,
): Interval {
  if (values.length === 0) {
    throw new AnomaliteError('statistics/empty-sample', 'A mean needs at least one value; there are none.')
  }
  const random = randomStream(seed)
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[random.integer(values.length)]!
    return sum / values.length
  }).sort()
  return { lower: quantile(means, (1 - level) / 2), upper: quantile(means, (1 + level) / 2) }
}

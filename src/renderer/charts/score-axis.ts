import type { ScoreKind } from '../../contract/index.ts'
import { type QuantileDistribution, quantile } from '../../domain/statistics/index.ts'
import type { BrushAxis } from './brush-range.ts'
import { densityEnd } from './density.ts'
import { axisEnd } from './scatter-points.ts'

/**
 * The axis for scores of a list on a reference: RMSE from zero to where the reference ends but for its outermost values,
 * log-odds between the whole numbers that hold the reference.
 */
export function referenceAxis(kind: ScoreKind, reference: QuantileDistribution): BrushAxis {
  if (kind === 'rmse') return { low: 0, high: densityEnd(reference) }
  return wholeAxis([quantile(reference.quantiles, 0), quantile(reference.quantiles, 1)])
}

/** The axis for values that must all lie on it: of RMSE from zero, of log-odds between whole numbers. */
export function valueAxis(kind: ScoreKind, values: readonly number[]): BrushAxis {
  return kind === 'rmse' ? { low: 0, high: axisEnd(values) } : wholeAxis(values)
}

/** The score that this per cent of the reference is no better than: errors are best low, stability scores high. */
export function scoreAtPercentile(
  kind: ScoreKind,
  { quantiles }: QuantileDistribution,
  percentile: number,
): number {
  return quantile(quantiles, kind === 'rmse' ? 1 - percentile / 100 : percentile / 100)
}

function wholeAxis(values: readonly number[]): BrushAxis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    low = Math.min(low, Math.floor(value))
    high = Math.max(high, Math.ceil(value))
  }
  if (low > high) return { low: 0, high: 1 }
  return low === high ? { low: low - 1, high: high + 1 } : { low, high }
}

import type { QuantileDistribution } from '../domain/statistics/index.ts'
import { histogram, quantile, shareAbove } from '../domain/statistics/index.ts'

/** The list and the reference distribution over the same bins of RMSE. */
export interface RmseBins {
  /** Ascending multiples of `width`, one more than there are bins. */
  readonly edges: readonly number[]
  readonly width: number
  /** Share of the reference in each bin, 0…1. */
  readonly referenceShares: readonly number[]
  /** Candidates in each bin. */
  readonly listCounts: readonly number[]
  /** Candidates whose RMSE is above the last edge. */
  readonly listAbove: number
}

const LONG_LIST = 300
const MOST_BINS = { longList: 50, shortList: 30 }

/**
 * Bins that hold the reference but for its outermost thousandths, and the candidates up to twice its upper end; of
 * a long list the highest half per cent may lie beyond. What lies beyond is counted, so that one outlandish
 * candidate does not squeeze all others into one bin.
 */
export function rmseBins(rmse: readonly number[], reference: QuantileDistribution): RmseBins {
  const sorted = Float64Array.from(rmse).sort()
  const { quantiles } = reference
  const referenceEnd = quantile(quantiles, 0.999)
  const longList = rmse.length >= LONG_LIST
  const listEnd = rmse.length === 0 ? 0 : quantile(sorted, longList ? 0.995 : 1)
  const lowest = Math.min(quantile(quantiles, 0.001), sorted[0] ?? Number.POSITIVE_INFINITY)
  const highest = Math.max(referenceEnd, Math.min(listEnd, 2 * referenceEnd))

  const width = roundStep((highest - lowest) / (longList ? MOST_BINS.longList : MOST_BINS.shortList))
  const first = Math.floor(lowest / width)
  const bins = Math.max(1, Math.ceil(highest / width - 1e-9) - first)
  // Multiples of a decimal width carry rounding dust that would show in an axis label.
  const edges = Array.from({ length: bins + 1 }, (_, i) => Number(((first + i) * width).toPrecision(12)))

  const { counts, above } = histogram(sorted, edges)
  const sharesAbove = edges.map(edge => shareAbove(reference, edge))
  return {
    edges,
    width,
    referenceShares: counts.map((_, i) => sharesAbove[i]! - sharesAbove[i + 1]!),
    listCounts: counts,
    listAbove: above,
  }
}

/** The nearest 1, 2 or 5 times a power of ten that is not below `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step > 0 ? step : 1e-3))
  const factor = [1, 2, 5, 10].find(candidate => candidate * power >= step * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(12))
}

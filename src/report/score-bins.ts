import type { QuantileDistribution } from '../domain/statistics/index.ts'
import { histogram, quantile, shareAbove } from '../domain/statistics/index.ts'
import type { ReportScoreKind } from './score-words.ts'

/** The list and the reference distribution over the same bins of score. */
export interface ScoreBins {
  /** Ascending multiples of `width`, one more than there are bins. */
  readonly edges: readonly number[]
  readonly width: number
  /** Share of the reference in each bin, 0…1. */
  readonly referenceShares: readonly number[]
  /** Candidates in each bin. */
  readonly listCounts: readonly number[]
  /** Candidates beyond the edge at the worse end: with a larger RMSE, with lower log-odds. */
  readonly listBeyond: number
}

const LONG_LIST = 300
const MOST_BINS = { longList: 50, shortList: 30 }

/** Narrower bins, beside the size of what they hold, would have no edges of their own. */
const FINEST = 1e-9

/**
 * Bins that hold the reference but for its outermost thousandths, and the candidates up to as far again at the worse
 * end; of a long list the worst half per cent may lie beyond. What lies beyond is counted, so that one outlandish
 * candidate does not squeeze all others into one bin.
 */
export function scoreBins(
  scores: readonly number[],
  reference: QuantileDistribution,
  kind: ReportScoreKind,
): ScoreBins {
  const sorted = Float64Array.from(scores).sort()
  const longList = scores.length >= LONG_LIST
  const { lowest, highest } = endsOf(sorted, reference, kind, longList ? 0.005 : 0)

  const step = (highest - lowest) / (longList ? MOST_BINS.longList : MOST_BINS.shortList)
  const width = roundStep(Math.max(step, FINEST * Math.max(Math.abs(lowest), Math.abs(highest))))
  const first = Math.floor(lowest / width)
  const bins = Math.max(1, Math.ceil(highest / width - (kind === 'rmse' ? 1e-9 : 0)) - first)
  // Multiples of a decimal width carry rounding dust that would show in an axis label.
  const edges = Array.from({ length: bins + 1 }, (_, i) => Number(((first + i) * width).toPrecision(12)))

  const { counts, below, above } = histogram(sorted, edges)
  const sharesAbove = edges.map(edge => shareAbove(reference, edge))
  return {
    edges,
    width,
    referenceShares: counts.map((_, i) => sharesAbove[i]! - sharesAbove[i + 1]!),
    listCounts: counts,
    listBeyond: below + above,
  }
}

/** @param left which share of the list may lie beyond the worse end */
function endsOf(
  sorted: Float64Array,
  { quantiles }: QuantileDistribution,
  kind: ReportScoreKind,
  left: number,
): { readonly lowest: number; readonly highest: number } {
  const low = quantile(quantiles, 0.001)
  const high = quantile(quantiles, 0.999)
  if (sorted.length === 0) return { lowest: low, highest: high }
  if (kind === 'rmse') {
    const listEnd = quantile(sorted, 1 - left)
    return { lowest: Math.min(low, sorted[0]!), highest: Math.max(high, Math.min(listEnd, 2 * high)) }
  }
  const listEnd = quantile(sorted, left)
  return {
    lowest: Math.min(low, Math.max(listEnd, low - (high - low))),
    highest: Math.max(high, sorted.at(-1)!),
  }
}

/** The nearest 1, 2 or 5 times a power of ten that is not below `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step > 0 ? step : 1e-3))
  const factor = [1, 2, 5, 10].find(candidate => candidate * power >= step * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(12))
}

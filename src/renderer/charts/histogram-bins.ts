import { type QuantileDistribution, shareAbove } from '../../domain/statistics/index.ts'

/** Counts of a list in equal bins from `low` to `high`, as the host counts them. */
export interface BinnedList {
  readonly low: number
  readonly high: number
  readonly counts: readonly number[]
  /** Beyond either end. */
  readonly below: number
  readonly above: number
}

/** A list's bins joined until few enough compounds make a shape rather than a comb: all, pairs or threes of them. */
export function readableBins(list: BinnedList): BinnedList {
  const total = list.counts.reduce((sum, count) => sum + count, 0)
  const joined = FEWEST.findIndex(fewest => total >= fewest) + 1
  const counts = Array.from({ length: Math.floor(list.counts.length / joined) }, (_, i) =>
    list.counts.slice(i * joined, (i + 1) * joined).reduce((sum, count) => sum + count, 0),
  )
  return { ...list, counts }
}

/** Compounds from which on bins stand for themselves, are joined in pairs, and in threes. */
const FEWEST = [1000, 200, 0]

/** One bin in per cent: of the list, and of the known stable compounds. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly listPercent: number
  readonly knownPercent: number
}

/** Bins of a list and of the reference side by side; what lies beyond the ends counts towards the whole. */
export function comparedBins(list: BinnedList, reference: QuantileDistribution): Bin[] {
  const { low, high, counts, below, above } = list
  const total = counts.reduce((sum, count) => sum + count, below + above)
  const width = (high - low) / counts.length
  return counts.map((count, i) => {
    const from = low + i * width
    const to = i === counts.length - 1 ? high : from + width
    return {
      from,
      to,
      listPercent: total === 0 ? 0 : (100 * count) / total,
      knownPercent: 100 * (shareAbove(reference, from) - shareAbove(reference, to)),
    }
  })
}

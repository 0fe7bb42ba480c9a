/** Equal bins over [low, high). Values outside are dropped; `sigma` > 0 smooths. */
export interface HistogramScale {
  readonly low: number
  readonly high: number
  readonly bins: number
  readonly sigma: number
}

/** What a unit mass at one value adds to a histogram: `values[k]` at bin `first + k`. */
export interface HistogramRun {
  readonly first: number
  readonly values: readonly number[]
}

/** Entries below this share of the mass are left out of a run: 10⁴ times finer than the descriptor's own cut. */
const NEGLIGIBLE = 1e-10

/** Where a value can fall exactly on an edge the order of operations decides its bin, so it is kept as published. */
function edge({ low, high, bins }: HistogramScale, index: number): number {
  return ((high - low) / bins) * index + low
}

/** Bin of a value, or −1 outside [low, high): the largest i with edge(i) ≤ value < edge(i + 1), no tolerance. */
export function binOf(scale: HistogramScale, value: number): number {
  for (let i = 0; i < scale.bins; i++) {
    if (edge(scale, i) <= value && value < edge(scale, i + 1)) return i
  }
  return -1
}

/**
 * The histogram of a unit mass at `value`. Smoothing spreads bin i over bins k by a Gaussian of the distance of
 * their lower edges times the bin width; mass in bin 0 is not spread but lost, as in the published code.
 */
export function histogramOf(scale: HistogramScale, value: number): HistogramRun | null {
  const bin = binOf(scale, value)
  if (bin < 0) return null
  if (scale.sigma === 0) return { first: bin, values: [1] }
  if (bin === 0) return null
  const source = edge(scale, bin)
  const width = source - edge(scale, bin - 1)
  const height = 1 / Math.sqrt(2 * Math.PI * scale.sigma ** 2)
  const spread = Array.from({ length: scale.bins }, (_, k) => {
    return height * Math.exp(-((source - edge(scale, k)) ** 2) / (2 * scale.sigma ** 2)) * width
  })
  const first = spread.findIndex(share => share >= NEGLIGIBLE)
  const last = spread.findLastIndex(share => share >= NEGLIGIBLE)
  return { first, values: spread.slice(first, last + 1) }
}

import { type QuantileDistribution, quantile } from '../../domain/statistics/index.ts'

/** A probability density at ascending places. */
export interface DensityCurve {
  readonly places: readonly number[]
  /** Share of the distribution per unit of the place. */
  readonly densities: readonly number[]
}

/**
 * Density of a distribution of positive values known by its quantiles: a Gaussian kernel on the quantiles with
 * Silverman's bandwidth, 0.9 · min(σ, IQR / 1.34) · n^(−1/5), mirrored at zero, where such values end.
 *
 * @param upTo the last place; the first is 0
 */
export function densityCurve({ quantiles }: QuantileDistribution, upTo: number, points = 121): DensityCurve {
  return kernelDensity(
    quantiles,
    0,
    upTo,
    points,
    (place, value, width) => kernel((place - value) / width) + kernel((place + value) / width),
  )
}

/** The same of values that have no end at zero, between two places. */
export function unboundedDensityCurve(
  { quantiles }: QuantileDistribution,
  [from, upTo]: readonly [number, number],
  points = 121,
): DensityCurve {
  return kernelDensity(quantiles, from, upTo, points, (place, value, width) =>
    kernel((place - value) / width),
  )
}

function kernelDensity(
  quantiles: readonly number[],
  from: number,
  upTo: number,
  points: number,
  weight: (place: number, value: number, width: number) => number,
): DensityCurve {
  const width = bandwidth(quantiles)
  const places = Array.from({ length: points }, (_, i) => from + ((upTo - from) * i) / (points - 1))
  const scale = 1 / (quantiles.length * width * Math.sqrt(2 * Math.PI))
  const densities = places.map(place => {
    let sum = 0
    for (const value of quantiles) sum += weight(place, value, width)
    return sum * scale
  })
  return { places, densities }
}

/** Where a picture of the distribution may end: its 99.5th percentile, rounded up to two figures. */
export function densityEnd({ quantiles }: QuantileDistribution): number {
  const end = quantile(quantiles, 0.995)
  const grain = 10 ** (Math.floor(Math.log10(end > 0 ? end : 1)) - 1)
  return Number((Math.ceil(end / grain - 1e-9) * grain).toPrecision(3))
}

/** Where such a picture may begin and end: the 0.5th and the 99.5th percentile, outwards to whole numbers. */
export function densityRange({ quantiles }: QuantileDistribution): readonly [number, number] {
  const from = Math.floor(quantile(quantiles, 0.005))
  return [from, Math.max(from + 1, Math.ceil(quantile(quantiles, 0.995)))]
}

function bandwidth(sorted: readonly number[]): number {
  const n = sorted.length
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n
  const sigma = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n)
  const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34
  const least = Math.min(sigma, spread) || sigma || Math.abs(mean) || 1
  return 0.9 * least * n ** -0.2
}

function kernel(distance: number): number {
  return Math.exp(-0.5 * distance * distance)
}

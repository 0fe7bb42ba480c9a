import { normalCumulative } from '../statistics/normal.ts'
import type { RandomStream } from '../statistics/random.ts'
import { type Dimension, ends, placeOf, valueAt } from './dimension.ts'

/** A density over one dimension: Gaussians around what was tried and a wide one over the whole range, each cut to it. */
export interface ParzenEstimator {
  sample(random: RandomStream): number
  /** Logarithm of the density at a value; of its probability where values are whole. */
  logDensity(value: number): number
}

interface Kernel {
  readonly mean: number
  readonly deviation: number
  readonly weight: number
}

/** Of more observations than this the oldest count less. */
const FULL_WEIGHTS = 25

/**
 * A Parzen estimator over values in the order in which they were tried, as Optuna's default: the width of a Gaussian is
 * the larger of the gaps to its neighbours, between 1/min(100, n + 2) of the range and all of it.
 */
export function parzenEstimator(dimension: Dimension, values: readonly number[]): ParzenEstimator {
  const { low, high } = ends(dimension)
  const kernels = kernelsOf(
    values.map(value => placeOf(dimension, value)),
    low,
    high,
  )
  return {
    sample: random => valueAt(dimension, drawn(kernels, low, high, random)),
    logDensity(value) {
      const [from, to] =
        dimension.values === 'whole'
          ? ([value - 0.5, value + 0.5].map(edge => placeOf(dimension, edge)) as [number, number])
          : [null, placeOf(dimension, value)]
      const density = kernels.reduce((sum, { mean, deviation, weight }) => {
        const below = (place: number) => normalCumulative((place - mean) / deviation)
        const inside = below(high) - below(low)
        const here =
          from === null
            ? Math.exp(-(((to - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI))
            : below(to) - below(from)
        return sum + (weight * here) / inside
      }, 0)
      return Math.log(Math.max(density, Number.MIN_VALUE))
    },
  }
}

function kernelsOf(places: readonly number[], low: number, high: number): Kernel[] {
  const range = high - low
  const prior = { mean: (low + high) / 2, age: -1 }
  const means = [...places.map((mean, age) => ({ mean, age })), prior].toSorted((a, b) => a.mean - b.mean)
  const narrowest = range / Math.min(100, 1 + means.length)
  const weights = weightsOf(places.length)
  const total = weights.reduce((sum, weight) => sum + weight, 1)
  return means.map(({ mean, age }, i) => {
    if (age === prior.age) return { mean, deviation: range, weight: 1 / total }
    const left = means[i - 1]?.mean
    const right = means[i + 1]?.mean
    // The outermost are as wide as their gap to the others, not to the end of the range; one of them is the only other.
    const gap = Math.max(left === undefined ? 0 : mean - left, right === undefined ? 0 : right - mean)
    return { mean, deviation: Math.min(range, Math.max(narrowest, gap)), weight: weights[age]! / total }
  })
}

function weightsOf(count: number): number[] {
  const ramp = count - FULL_WEIGHTS
  return Array.from({ length: count }, (_, age) => {
    if (age >= ramp) return 1
    const least = 1 / count
    return ramp === 1 ? least : least + ((1 - least) * age) / (ramp - 1)
  })
}

function drawn(kernels: readonly Kernel[], low: number, high: number, random: RandomStream): number {
  const { mean, deviation } = chosen(kernels, random.uniform())
  // The mean lies in the range, and the Gaussian is no wider: about one draw in three or more stays inside.
  for (;;) {
    const place = mean + deviation * random.normal()
    if (place >= low && place <= high) return place
  }
}

/** The kernel at a fraction of all weights. */
function chosen(kernels: readonly Kernel[], fraction: number): Kernel {
  let upTo = 0
  for (const kernel of kernels) {
    upTo += kernel.weight
    if (fraction < upTo) return kernel
  }
  return kernels.at(-1)!
}

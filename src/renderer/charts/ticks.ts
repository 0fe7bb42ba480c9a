/** Round places for an axis, with the decimals that tell them apart. */
export interface Ticks {
  readonly places: readonly number[]
  readonly decimals: number
}

/** Multiples of 1, 2 or 5 times a power of ten within `low`…`high`: about `wanted` of them. */
export function roundTicks(low: number, high: number, wanted: number): Ticks {
  if (!(high > low)) return { places: [low], decimals: 2 }
  const rough = (high - low) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5].find(factor => factor * power >= rough * (1 - 1e-9)) ?? 10)
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return {
    places: Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12))),
    decimals,
  }
}

/** Steps within a power of ten, finer the less of it there is to see. */
const LOG_STEPS = [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 6, 8]] as const

/**
 * Round places for a logarithmic axis that shows `least`…`most`, both above zero: the first is at or below `least`, the
 * last at or above `most`.
 */
export function logTicks(least: number, most: number): number[] {
  if (most < 2 * least && most > least) return evenTicks(least, most)
  const decades = Math.log10(most / least)
  const steps = LOG_STEPS[decades > 2 ? 0 : decades > 1 ? 1 : 2]
  const first = Math.floor(Math.log10(least)) - 1
  const last = Math.floor(Math.log10(most)) + 1
  const places = Array.from({ length: last - first + 1 }, (_, i) => first + i).flatMap(power =>
    steps.map(step => Number((step * 10 ** power).toPrecision(12))),
  )
  const from = places.findLastIndex(place => place <= least)
  const to = places.findIndex(place => place >= most)
  return places.slice(from, Math.max(to, from + 1) + 1)
}

/** Over a short stretch a logarithmic axis is as good as a linear one. */
function evenTicks(least: number, most: number): number[] {
  const { places } = roundTicks(least, most, 4)
  const step = (places[1] ?? most) - (places[0] ?? least)
  const first = Math.floor(least / step + 1e-9)
  const last = Math.ceil(most / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

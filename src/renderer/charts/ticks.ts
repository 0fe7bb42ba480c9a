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

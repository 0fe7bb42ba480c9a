/** One setting that a search varies, with its range; both ends belong to it. */
export interface Dimension {
  readonly least: number
  readonly most: number
  /** Along which scale values count as evenly spread. */
  readonly scale: 'linear' | 'log'
  readonly values: 'real' | 'whole'
}

/** The ends of a dimension along its scale. A whole number stands for all that rounds to it. */
export function ends({ least, most, scale, values }: Dimension): {
  readonly low: number
  readonly high: number
} {
  const margin = values === 'whole' ? 0.5 : 0
  const place = scale === 'log' ? Math.log : (value: number) => value
  return { low: place(least - margin), high: place(most + margin) }
}

/** Where a value lies along the dimension's scale. */
export function placeOf({ scale }: Dimension, value: number): number {
  return scale === 'log' ? Math.log(value) : value
}

/** The value at a place along the scale, whole where it must be, never outside the range. */
export function valueAt({ least, most, scale, values }: Dimension, place: number): number {
  const value = scale === 'log' ? Math.exp(place) : place
  return Math.min(most, Math.max(least, values === 'whole' ? Math.round(value) : value))
}

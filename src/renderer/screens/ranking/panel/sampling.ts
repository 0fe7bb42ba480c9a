/** A stretch of a result. */
export interface Sample {
  readonly offset: number
  readonly count: number
}

/** Stretches spread evenly over a result, together at most `most` rows; all of it where it is no longer than that. */
export function samplesOf(total: number, most: number, stretches: number): Sample[] {
  const count = Math.floor(most / stretches)
  if (total <= most) {
    return Array.from({ length: Math.ceil(total / count) }, (_, i) => ({
      offset: i * count,
      count: Math.min(count, total - i * count),
    }))
  }
  return Array.from({ length: stretches }, (_, i) => ({
    offset: Math.floor((i * (total - count)) / (stretches - 1)),
    count,
  }))
}

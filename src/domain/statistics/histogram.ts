import { AnomaliteError } from '../error.ts'

/** Counts of values between fixed edges. */
export interface Histogram {
  /** Ascending, one more than there are bins. */
  readonly edges: readonly number[]
  /** `counts[i]` values lie in edges[i] ≤ value < edges[i + 1]; the last bin takes its upper edge too. */
  readonly counts: readonly number[]
  /** Values below the first edge. */
  readonly below: number
  /** Values above the last edge. */
  readonly above: number
}

/**
 * Counts values between ascending edges, which need not be equally spaced.
 *
 * @throws AnomaliteError `statistics/not-a-number` for a value that is NaN
 */
export function histogram(values: ArrayLike<number>, edges: readonly number[]): Histogram {
  const bins = edges.length - 1
  const counts = new Array<number>(bins).fill(0)
  let below = 0
  let above = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) {
      throw new AnomaliteError(
        'statistics/not-a-number',
        `Value ${i + 1} is not a number and has no bin; leave it out and count it apart.`,
        { index: i },
      )
    }
    if (value < edges[0]!) below++
    else if (value > edges[bins]!) above++
    else counts[binOf(value, edges)]!++
  }
  return { edges, counts, below, above }
}

function binOf(value: number, edges: readonly number[]): number {
  let low = 0
  let high = edges.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= value) low = middle
    else high = middle
  }
  return low
}

import { AnomaliteError } from '../error.ts'

/**
 * Quantile at `probability` of values sorted ascending, by linear interpolation between order statistics:
 * type 7 of Hyndman and Fan (1996), the default of R and NumPy. Its position is (n − 1)·probability,
 * counted from 0; a probability outside 0…1 gives the nearest end.
 *
 * @throws AnomaliteError `statistics/empty-sample`
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) {
    throw new AnomaliteError(
      'statistics/empty-sample',
      'A quantile needs at least one value; there are none.',
    )
  }
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, probability))
  const below = Math.floor(position)
  const lower = sorted[below]!
  if (below === position) return lower
  return lower + (position - below) * (sorted[below + 1]! - lower)
}

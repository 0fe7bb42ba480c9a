import { quantile } from '../statistics/quantile.ts'

/** Complete trials before any is compared with them. */
const FEWEST_TO_COMPARE = 5

/** Epochs in which nothing is pruned: a low rate and a large batch start slowly. */
export function warmUpEpochs(epochs: number): number {
  return Math.max(5, Math.ceil(epochs / 10))
}

/**
 * The epoch after which a trial is hopeless, null while it is not: the first after the warm-up at which its lowest
 * validation loss so far is above the median of what complete trials had come to by the same epoch. With fewer than
 * five complete trials none is. Losses are those of epoch 1, 2, …; `epochs` is how many a trial may take.
 */
export function hopelessAfter(
  losses: readonly number[],
  complete: readonly (readonly number[])[],
  epochs: number,
): number | null {
  if (complete.length < FEWEST_TO_COMPARE) return null
  let lowest = Number.POSITIVE_INFINITY
  const others = complete.map(lowestSoFar)
  for (const [i, loss] of losses.entries()) {
    lowest = Math.min(lowest, loss)
    if (i + 1 <= warmUpEpochs(epochs)) continue
    // One that ended early had come as far as it ever would.
    const reached = others.map(other => other[Math.min(i, other.length - 1)]!)
    if (
      lowest >
      quantile(
        reached.toSorted((a, b) => a - b),
        0.5,
      )
    )
      return i + 1
  }
  return null
}

function lowestSoFar(losses: readonly number[]): number[] {
  let lowest = Number.POSITIVE_INFINITY
  return losses.map(loss => {
    lowest = Math.min(lowest, loss)
    return lowest
  })
}

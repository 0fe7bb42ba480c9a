import { permutation, randomStream } from '../../domain/statistics/random.ts'

export interface Split<T> {
  readonly training: readonly T[]
  readonly heldOut: readonly T[]
}

/**
 * Seeded random split of distinct formulas. It depends on the set alone, not on the order in which a file lists them.
 */
export function splitPositives(
  canonicalFormulas: readonly string[],
  trainingShare: number,
  seed: number,
): Split<string> {
  const sorted = canonicalFormulas.toSorted()
  const shuffled = Array.from(permutation(sorted.length, randomStream(seed)), index => sorted[index]!)
  const trainingCount = Math.round(sorted.length * trainingShare)
  return { training: shuffled.slice(0, trainingCount), heldOut: shuffled.slice(trainingCount) }
}

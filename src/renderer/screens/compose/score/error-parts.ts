import type { ErrorBar } from '../../../charts/index.ts'

/**
 * The largest parts of an error, at most `most` of them, the rest summed in one under the given name; largest first,
 * the rest last. All together add up to what was given.
 */
export function largestParts(
  parts: readonly ErrorBar[],
  most: number,
  restLabel: (count: number) => string,
): readonly ErrorBar[] {
  const sorted = parts.toSorted((a, b) => b.value - a.value)
  // One part left over needs no sum.
  if (sorted.length <= most + 1) return sorted
  const rest = sorted.slice(most)
  const sum = rest.reduce((total, { value }) => total + value, 0)
  return [...sorted.slice(0, most), { label: restLabel(rest.length), value: sum, isRest: true }]
}

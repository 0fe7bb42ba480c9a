/** A point of a scatter chart and what it stands for. */
export interface ScatterPoint {
  readonly x: number
  readonly y: number
  readonly formula: string
}

/** Where an axis from zero ends so that all values lie on it: a little beyond the largest, at two figures. */
export function axisEnd(values: Iterable<number>): number {
  let largest = 0
  for (const value of values) largest = Math.max(largest, value)
  if (largest === 0) return 1
  const grain = 10 ** (Math.floor(Math.log10(largest)) - 1)
  return Number((Math.ceil((1.02 * largest) / grain) * grain).toPrecision(3))
}

/** The point nearest to a place, no farther than `reach`; null where there is none. */
export function nearestPoint(
  points: readonly { readonly x: number; readonly y: number }[],
  place: { readonly x: number; readonly y: number },
  reach: number,
): number | null {
  let nearest: number | null = null
  let least = reach * reach
  for (const [index, { x, y }] of points.entries()) {
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2
    if (distance > least) continue
    least = distance
    nearest = index
  }
  return nearest
}

/** A path that steps from bin to bin: bin i reaches from x(i) to x(i + 1) at the height y(values[i]). */
export function stepPath(
  values: readonly number[],
  x: (bin: number) => number,
  y: (value: number) => number,
): string {
  let path = ''
  let level = ''
  values.forEach((value, bin) => {
    const next = y(value).toFixed(1)
    if (bin === 0) path = `M${x(0).toFixed(1)},${next}`
    else if (next !== level) path += `H${x(bin).toFixed(1)}V${next}`
    level = next
  })
  return values.length === 0 ? '' : `${path}H${x(values.length).toFixed(1)}`
}

/**
 * Places for labels that are to stand at `wished`, ascending, each at least `gap` from the one before and none beyond
 * `high`: those that would meet move aside together, as little as they can.
 */
export function spreadLabels(wished: readonly number[], gap: number, high: number): number[] {
  /** Labels that touch: the middle of where they would be, how many. */
  const clusters: { centre: number; size: number }[] = []
  const end = ({ centre, size }: { centre: number; size: number }) => centre + ((size - 1) * gap) / 2
  const startOf = ({ centre, size }: { centre: number; size: number }) => centre - ((size - 1) * gap) / 2
  const within = (cluster: { centre: number; size: number }) => ({
    ...cluster,
    centre: Math.min(cluster.centre, high - ((cluster.size - 1) * gap) / 2),
  })
  for (const place of wished) {
    let last = within({ centre: place, size: 1 })
    for (
      let before = clusters.at(-1);
      before && startOf(last) - end(before) < gap;
      before = clusters.at(-1)
    ) {
      clusters.pop()
      const size = before.size + last.size
      last = within({ centre: (before.centre * before.size + last.centre * last.size) / size, size })
    }
    clusters.push(last)
  }
  return clusters.flatMap(cluster =>
    Array.from({ length: cluster.size }, (_, i) => startOf(cluster) + i * gap),
  )
}

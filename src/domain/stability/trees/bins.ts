import { quantile } from '../../statistics/index.ts'

/** How finely a statistic is read by trees: 64 bins between 63 edges. */
export const BINS = 64
export const EDGES = BINS - 1

/** Ascending edges of each column, one column after the other. */
export type BinEdges = Float32Array

/** Edges at the quantiles i/64 of each column of a row-major table, so that bins are equally full. */
export function quantileEdges(table: Float32Array, columns: number): BinEdges {
  const rows = table.length / columns
  const edges = new Float32Array(columns * EDGES)
  const values = new Float32Array(rows)
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) values[row] = table[row * columns + column]!
    values.sort()
    for (let i = 0; i < EDGES; i++) edges[column * EDGES + i] = quantile(values, (i + 1) / BINS)
  }
  return edges
}

export function columnsOf(edges: BinEdges): number {
  return edges.length / EDGES
}

/** Writes the bin of each value of a row: the number of its column's edges below it. */
export function writeBins(
  values: ArrayLike<number>,
  start: number,
  edges: BinEdges,
  bins: Uint8Array,
  binStart: number,
): void {
  const columns = columnsOf(edges)
  for (let column = 0; column < columns; column++) {
    // Edges were rounded to single precision, and so are the values that made them.
    const value = Math.fround(values[start + column]!)
    const first = column * EDGES
    let low = first
    let high = first + EDGES
    while (low < high) {
      const middle = (low + high) >>> 1
      if (edges[middle]! < value) low = middle + 1
      else high = middle
    }
    bins[binStart + column] = low - first
  }
}

/** The bins of one row of values. */
export function binsOf(values: ArrayLike<number>, edges: BinEdges): Uint8Array {
  const bins = new Uint8Array(columnsOf(edges))
  writeBins(values, 0, edges, bins, 0)
  return bins
}

/**
 * Boosted binary trees of one depth over binned columns; a row's score is the sum over trees of the value of the node
 * it ends in. Nodes of a tree are numbered level by level: node v has the children 2v + 1 (bin at most the split's)
 * and 2v + 2. A node without a split hands all rows to its first child, at the same value.
 */
export interface Forest {
  readonly depth: number
  readonly trees: number
  /** Column that an inner node splits by, or `NO_SPLIT`; tree by tree. */
  readonly splitColumns: Uint8Array
  /** Largest bin that goes to the first child. */
  readonly splitBins: Uint8Array
  /** Value of every node, inner ones as well: what the tree would say if it ended there. */
  readonly values: Float32Array
}

export const NO_SPLIT = 255

export function innerNodes(depth: number): number {
  return 2 ** depth - 1
}

export function allNodes(depth: number): number {
  return 2 ** (depth + 1) - 1
}

/** Score of the row of bins that begins at `start`: log-odds. */
export function forestScore(forest: Forest, bins: Uint8Array, start = 0): number {
  const { depth, trees, values } = forest
  const nodes = allNodes(depth)
  let score = 0
  for (let tree = 0; tree < trees; tree++) {
    let node = 0
    for (let level = 0; level < depth; level++) node = childOf(forest, tree, node, bins, start)
    score += values[tree * nodes + node]!
  }
  return score
}

/**
 * Splits a row's score by column: along each tree's path the change of value at every split goes to its column. The
 * contributions and the bias, which no row changes, add up to the score.
 */
export function forestContributions(
  forest: Forest,
  bins: Uint8Array,
): { readonly bias: number; readonly byColumn: Float64Array } {
  const { depth, trees, values, splitColumns } = forest
  const nodes = allNodes(depth)
  const byColumn = new Float64Array(bins.length)
  let bias = 0
  for (let tree = 0; tree < trees; tree++) {
    let node = 0
    bias += values[tree * nodes]!
    for (let level = 0; level < depth; level++) {
      const child = childOf(forest, tree, node, bins, 0)
      const column = splitColumns[tree * innerNodes(depth) + node]!
      if (column !== NO_SPLIT)
        byColumn[column]! += values[tree * nodes + child]! - values[tree * nodes + node]!
      node = child
    }
  }
  return { bias, byColumn }
}

function childOf(
  { depth, splitColumns, splitBins }: Forest,
  tree: number,
  node: number,
  bins: Uint8Array,
  start: number,
): number {
  const place = tree * ((1 << depth) - 1) + node
  const column = splitColumns[place]!
  return column !== NO_SPLIT && bins[start + column]! > splitBins[place]! ? 2 * node + 2 : 2 * node + 1
}

import { permutation, type RandomStream, randomStream } from '../../statistics/index.ts'
import { BINS } from './bins.ts'
import { allNodes, type Forest, forestScore, innerNodes, NO_SPLIT } from './forest.ts'

/** How a forest is grown. */
export interface ForestSettings {
  readonly trees: number
  readonly depth: number
  readonly learningRate: number
  /** Added to the sum of second derivatives: draws values towards zero. */
  readonly regularisation: number
  /** Least sum of second derivatives on either side of a split. */
  readonly leastHessian: number
  /** Share of the rows, and of the columns, that each tree is grown on. */
  readonly rowShare: number
  readonly columnShare: number
  readonly seed: number
}

/** The rows a forest is grown on. */
export interface TrainingRows {
  /** Bins of a table, row-major. */
  readonly bins: Uint8Array
  readonly columns: number
  /** Rows of the table to train on, by number. */
  readonly rows: Uint32Array
  /** 1 for known compounds, 0 for background; one for each of `rows`, as the weights. */
  readonly labels: Uint8Array
  readonly weights: Float64Array
}

/** Smallest gain for which a node is split. */
const LEAST_GAIN = 1e-6

/**
 * Grows a forest by gradient boosting of the logistic loss (Friedman, 2001), level by level over histograms of the
 * bins. Equal seeds give equal forests. `onTree` is told the number of trees grown.
 */
export function growForest(
  training: TrainingRows,
  settings: ForestSettings,
  onTree: (trees: number) => void = () => {},
): Forest {
  const { trees, depth, seed } = settings
  const forest = {
    depth,
    trees,
    splitColumns: new Uint8Array(trees * innerNodes(depth)).fill(NO_SPLIT),
    splitBins: new Uint8Array(trees * innerNodes(depth)),
    values: new Float32Array(trees * allNodes(depth)),
  }
  const random = randomStream(seed)
  const scores = new Float64Array(training.rows.length)
  for (let tree = 0; tree < trees; tree++) {
    const grown = growTree(sampled(training, scores, settings, random), settings)
    forest.splitColumns.set(grown.splitColumns, tree * innerNodes(depth))
    forest.splitBins.set(grown.splitBins, tree * innerNodes(depth))
    forest.values.set(grown.values, tree * allNodes(depth))
    training.rows.forEach((row, i) => {
      scores[i]! += forestScore(grown, training.bins, row * training.columns)
    })
    onTree(tree + 1)
  }
  return forest
}

/** The rows and columns that one tree is grown on, with the derivatives of the loss at the present scores. */
interface TreeSample {
  readonly columns: Uint8Array
  /** Bins of these columns alone, row-major. */
  readonly bins: Uint8Array
  readonly gradients: Float64Array
  readonly hessians: Float64Array
}

function sampled(
  { bins, columns, rows, labels, weights }: TrainingRows,
  scores: Float64Array,
  { rowShare, columnShare }: ForestSettings,
  random: RandomStream,
): TreeSample {
  const chosen: number[] = []
  for (let i = 0; i < rows.length; i++) if (random.uniform() < rowShare) chosen.push(i)
  const columnCount = Math.max(1, Math.round(columnShare * columns))
  const chosenColumns = Uint8Array.from(permutation(columns, random).subarray(0, columnCount)).sort()
  const sample = {
    columns: chosenColumns,
    bins: new Uint8Array(chosen.length * columnCount),
    gradients: new Float64Array(chosen.length),
    hessians: new Float64Array(chosen.length),
  }
  chosen.forEach((i, k) => {
    const probability = 1 / (1 + Math.exp(-scores[i]!))
    sample.gradients[k] = weights[i]! * (probability - labels[i]!)
    sample.hessians[k] = weights[i]! * probability * (1 - probability)
    const start = rows[i]! * columns
    for (let j = 0; j < columnCount; j++) {
      sample.bins[k * columnCount + j] = bins[start + chosenColumns[j]!]!
    }
  })
  return sample
}

function growTree(sample: TreeSample, settings: ForestSettings): Forest {
  const { depth, learningRate, regularisation } = settings
  const tree = {
    depth,
    trees: 1,
    splitColumns: new Uint8Array(innerNodes(depth)).fill(NO_SPLIT),
    splitBins: new Uint8Array(innerNodes(depth)),
    values: new Float32Array(allNodes(depth)),
  }
  const nodeValue = ({ gradient, hessian }: Sums) => (-learningRate * gradient) / (hessian + regularisation)
  // The place of each row's node within its level.
  const places = new Uint16Array(sample.gradients.length)
  let histograms: Histogram[] | null = null
  for (let level = 0; level <= depth; level++) {
    const first = 2 ** level - 1
    if (level === depth) {
      leafSums(sample, places, 2 ** level).forEach((sums, place) => {
        tree.values[first + place] = nodeValue(sums)
      })
      break
    }
    histograms = levelHistograms(sample, places, histograms, 2 ** level)
    const splits = histograms.map((histogram, place) => {
      tree.values[first + place] = nodeValue(histogram.sums)
      const split = bestSplit(histogram, settings)
      if (!split) return null
      tree.splitColumns[first + place] = sample.columns[split.column]!
      tree.splitBins[first + place] = split.bin
      return split
    })
    descend(sample, places, splits)
  }
  return tree
}

interface Sums {
  gradient: number
  hessian: number
}

/** Sums of the derivatives over the rows of a node, and by column and bin: gradient and hessian in turn. */
interface Histogram {
  readonly sums: Sums
  readonly cells: Float64Array
}

/**
 * The histograms of a level's nodes. Of two siblings only the smaller is counted: the other is what it leaves of
 * their parent.
 */
function levelHistograms(
  sample: TreeSample,
  places: Uint16Array,
  parents: readonly Histogram[] | null,
  nodes: number,
): Histogram[] {
  const rows = new Uint32Array(nodes)
  for (const place of places) rows[place]!++
  const isCounted = Uint8Array.from(rows, (count, place) =>
    parents === null || count < rows[place ^ 1]! || (count === rows[place ^ 1]! && place % 2 === 0) ? 1 : 0,
  )
  const cells = countCells(sample, places, isCounted)
  if (parents) {
    for (let place = 0; place < nodes; place++) {
      if (isCounted[place]) continue
      const sibling = cells[place ^ 1]!
      cells[place] = parents[place >> 1]!.cells.map((sum, cell) => sum - sibling[cell]!)
    }
  }
  return cells.map(ofNode => ({ sums: totals(ofNode), cells: ofNode }))
}

function countCells(sample: TreeSample, places: Uint16Array, isCounted: Uint8Array): Float64Array[] {
  const { bins, gradients, hessians } = sample
  const columns = sample.columns.length
  const cells = Array.from(isCounted, () => new Float64Array(columns * BINS * 2))
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!
    if (!isCounted[place]) continue
    const ofNode = cells[place]!
    const gradient = gradients[row]!
    const hessian = hessians[row]!
    let bin = row * columns
    for (let column = 0; column < columns; column++) {
      const cell = (column * BINS + bins[bin++]!) * 2
      ofNode[cell]! += gradient
      ofNode[cell + 1]! += hessian
    }
  }
  return cells
}

/** Any column's bins hold all rows. */
function totals(cells: Float64Array): Sums {
  const sums = { gradient: 0, hessian: 0 }
  for (let bin = 0; bin < BINS; bin++) {
    sums.gradient += cells[bin * 2]!
    sums.hessian += cells[bin * 2 + 1]!
  }
  return sums
}

interface Split {
  /** Place among the tree's columns. */
  readonly column: number
  readonly bin: number
}

function bestSplit({ sums, cells }: Histogram, settings: ForestSettings): Split | null {
  const { regularisation, leastHessian } = settings
  const gain = (gradient: number, hessian: number) => gradient ** 2 / (hessian + regularisation)
  const unsplit = gain(sums.gradient, sums.hessian)
  let best = LEAST_GAIN
  let split: Split | null = null
  for (let column = 0; column < cells.length / (BINS * 2); column++) {
    let gradient = 0
    let hessian = 0
    for (let bin = 0; bin < BINS - 1; bin++) {
      const cell = (column * BINS + bin) * 2
      gradient += cells[cell]!
      hessian += cells[cell + 1]!
      if (hessian < leastHessian) continue
      if (sums.hessian - hessian < leastHessian) break
      const gained =
        gain(gradient, hessian) + gain(sums.gradient - gradient, sums.hessian - hessian) - unsplit
      if (gained <= best) continue
      best = gained
      split = { column, bin }
    }
  }
  return split
}

/** Moves each row to its child of the next level. */
function descend(sample: TreeSample, places: Uint16Array, splits: readonly (Split | null)[]): void {
  const columns = sample.columns.length
  for (let row = 0; row < places.length; row++) {
    const split = splits[places[row]!]!
    const isSecond = split !== null && sample.bins[row * columns + split.column]! > split.bin
    places[row] = 2 * places[row]! + (isSecond ? 1 : 0)
  }
}

function leafSums(sample: TreeSample, places: Uint16Array, leaves: number): Sums[] {
  const sums = Array.from({ length: leaves }, () => ({ gradient: 0, hessian: 0 }))
  for (let row = 0; row < places.length; row++) {
    const leaf = sums[places[row]!]!
    leaf.gradient += sample.gradients[row]!
    leaf.hessian += sample.hessians[row]!
  }
  return sums
}

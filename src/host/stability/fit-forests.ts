import {
  assignFolds,
  type BinEdges,
  type Forest,
  type ForestSettings,
  generalWeight,
  hiddenFolds,
  type Parting,
  pack,
  packedCount,
  quantileEdges,
  STATISTICS,
  type StabilityForests,
  type Stoichiometry,
  sameSizeWeight,
  type TrainingRows,
  unpack,
  writeBins,
} from '../../domain/stability/index.ts'
import { permutation, randomStream } from '../../domain/statistics/index.ts'
import type { GeneratedBackground } from './protocol.ts'
import type { StabilityThreads } from './threads.ts'

/** Everything that, with the known compounds, decides the forests. */
export interface FitSettings {
  readonly seed: number
  /** What is kept together in the folds that are left out of the tables in turn. */
  readonly parting: Parting
}

/** Each known compound is looked up in tables that lack its fold. */
const FOLDS = 10

const TREE = {
  learningRate: 0.08,
  regularisation: 5,
  leastHessian: 20,
  rowShare: 0.5,
  columnShare: 0.5,
} as const

/** Trees of each forest, and how many background rows it is told from. */
const CLEANING = { trees: 100, depth: 5, rows: 110_000 }
const GENERAL = { trees: 250, depth: 6, rows: 200_000 }
const SAME_SIZE = { trees: 200, depth: 6, rows: 140_000 }

/** The background rows that look most like known compounds probably are some: this share is dropped. */
const DROPPED_SHARE = 0.05

/** Edges of bins are taken from the known compounds and every so many background rows. */
const EDGE_STRIDE = 3

/** Shares of the time that the steps take, about: generating, statistics, forests. */
const STEPS = { background: 0.05, statistics: 0.6, forests: 0.35 }

/** Seeds of what is drawn; they differ so that no draw repeats another. */
const seeds = (seed: number) => ({
  folds: seed + 1,
  background: seed + 2,
  hiddenFolds: seed + 3,
  rows: seed + 4,
  cleaning: seed + 5,
  general: seed + 6,
  sameSize: seed + 7,
})

/**
 * Learns the stability score from distinct known compounds and nothing else: generates a background, looks compounds
 * and background up in tables of known compounds from which each one's own fold is left out, and grows the forests
 * that tell them apart. The same compounds and settings give the same forests, on any number of threads. `onProgress`
 * is told the fraction done.
 */
export async function fitForests(
  threads: StabilityThreads,
  known: readonly Stoichiometry[],
  { seed, parting }: FitSettings,
  onProgress: (fraction: number) => void,
): Promise<StabilityForests> {
  const seeded = seeds(seed)
  const folds = assignFolds(known, FOLDS, parting, seeded.folds)
  const background = await threads.run(
    'background',
    { known: pack(known), seed: seeded.background },
    fraction => onProgress(STEPS.background * fraction),
  )
  const hidden = hiddenFolds(background.parents, folds, FOLDS, seeded.hiddenFolds)
  const table = await crossFittedStatistics(threads, known, folds, background, hidden, fraction =>
    onProgress(STEPS.background + STEPS.statistics * fraction),
  )
  const binned = bin(table, known.length)
  return growForests(threads, known, background, binned, seeded, fraction =>
    onProgress(1 - STEPS.forests * (1 - fraction)),
  )
}

/** Statistics of the known compounds, then of the background, row-major; each from tables without its fold. */
async function crossFittedStatistics(
  threads: StabilityThreads,
  known: readonly Stoichiometry[],
  folds: Uint8Array,
  background: GeneratedBackground,
  hidden: Uint8Array,
  onProgress: (fraction: number) => void,
): Promise<Float32Array> {
  const columns = STATISTICS.length
  const table = new Float32Array((known.length + hidden.length) * columns)
  const done = new Float64Array(FOLDS)
  await Promise.all(
    Array.from({ length: FOLDS }, async (_, fold) => {
      const rows = [...placesOf(folds, fold), ...placesOf(hidden, fold).map(place => known.length + place)]
      const compositions = rows.map(row =>
        row < known.length ? known[row]! : unpack(background.compositions, row - known.length),
      )
      const others = known.filter((_, place) => folds[place] !== fold)
      const input = { known: pack(others), compositions: pack(compositions) }
      const values = await threads.run('statistics', input, fraction => {
        done[fold] = fraction
        onProgress(done.reduce((sum, part) => sum + part, 0) / FOLDS)
      })
      rows.forEach((row, i) => {
        table.set(values.subarray(i * columns, (i + 1) * columns), row * columns)
      })
    }),
  )
  return table
}

function placesOf(folds: Uint8Array, fold: number): number[] {
  const places: number[] = []
  folds.forEach((of, place) => {
    if (of === fold) places.push(place)
  })
  return places
}

interface BinnedTable {
  readonly edges: BinEdges
  /** Shared between the threads. */
  readonly bins: Uint8Array<SharedArrayBuffer>
}

function bin(table: Float32Array, knownCount: number): BinnedTable {
  const columns = STATISTICS.length
  const rows = table.length / columns
  const sample: Float32Array[] = [table.subarray(0, knownCount * columns)]
  for (let row = knownCount; row < rows; row += EDGE_STRIDE) {
    sample.push(table.subarray(row * columns, (row + 1) * columns))
  }
  const sampled = new Float32Array(sample.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of sample) {
    sampled.set(part, place)
    place += part.length
  }
  const edges = quantileEdges(sampled, columns)
  const bins = new Uint8Array(new SharedArrayBuffer(table.length))
  for (let row = 0; row < rows; row++) writeBins(table, row * columns, edges, bins, row * columns)
  return { edges, bins }
}

async function growForests(
  threads: StabilityThreads,
  known: readonly Stoichiometry[],
  background: GeneratedBackground,
  { edges, bins }: BinnedTable,
  seeded: ReturnType<typeof seeds>,
  onProgress: (fraction: number) => void,
): Promise<StabilityForests> {
  const columns = STATISTICS.length
  const count = packedCount(background.compositions)
  const compositions = Array.from({ length: count }, (_, place) => unpack(background.compositions, place))
  const general = Float64Array.from(compositions, generalWeight)
  const sameSize = Float64Array.from(compositions, (composition, place) =>
    sameSizeWeight(composition, background.corruptions[place]!),
  )
  const order = Array.from(permutation(count, randomStream(seeded.rows)))

  const total = CLEANING.trees + GENERAL.trees + SAME_SIZE.trees
  const grown = { cleaning: 0, general: 0, sameSize: 0 }
  const grow = async (
    name: keyof typeof grown,
    { rows, ...shape }: typeof GENERAL,
    weights: Float64Array,
    among: readonly number[],
  ): Promise<Forest> => {
    const training = trainingRows(known.length, bins, among.slice(0, rows), weights)
    const settings: ForestSettings = { ...TREE, ...shape, seed: seeded[name] }
    return threads.run('grow', { training, settings }, fraction => {
      grown[name] = fraction * shape.trees
      onProgress((grown.cleaning + grown.general + grown.sameSize) / total)
    })
  }
  const cleanedGeneral = async () => {
    const cleaning = await grow('cleaning', CLEANING, general, order)
    const rows = Uint32Array.from({ length: count }, (_, place) => known.length + place)
    const scores = await threads.run('forestScores', { forest: cleaning, bins, columns, rows })
    const limit = scores.toSorted()[Math.floor((1 - DROPPED_SHARE) * count)]!
    const kept = order.filter(place => scores[place]! < limit)
    return grow('general', GENERAL, general, kept)
  }
  const [generalForest, sameSizeForest] = await Promise.all([
    cleanedGeneral(),
    grow(
      'sameSize',
      SAME_SIZE,
      sameSize,
      order.filter(place => sameSize[place]! > 0),
    ),
  ])
  return { edges, general: generalForest, sameSize: sameSizeForest }
}

/** All known compounds and some of the background; both weigh the same together, and a row 1 on average. */
function trainingRows(
  knownCount: number,
  bins: Uint8Array,
  background: readonly number[],
  backgroundWeights: Float64Array,
): TrainingRows {
  const count = knownCount + background.length
  const ofBackground = background.reduce((sum, place) => sum + backgroundWeights[place]!, 0)
  const rows = new Uint32Array(count)
  const labels = new Uint8Array(count)
  const weights = new Float64Array(count)
  for (let row = 0; row < knownCount; row++) {
    rows[row] = row
    labels[row] = 1
    weights[row] = count / 2 / knownCount
  }
  background.forEach((place, i) => {
    rows[knownCount + i] = knownCount + place
    weights[knownCount + i] = (count / 2) * (backgroundWeights[place]! / ofBackground)
  })
  return { bins, columns: STATISTICS.length, rows, labels, weights }
}

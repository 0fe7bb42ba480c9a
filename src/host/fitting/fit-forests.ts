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
import type { GeneratedBackground } from '../stability/protocol.ts'
import type { StabilityThreads } from '../stability/threads.ts'
import type { Stages } from './stages.ts'

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

/** Where fitting stands: what it is at, how much of that is done, and the fraction of the whole. */
export interface FitProgress {
  readonly step: 'background' | 'statistics' | 'trees' | 'judging'
  /** Known compounds corrupted, compositions looked up, trees grown, or compositions scored. */
  readonly done: number
  readonly total: number
  readonly fraction: number
}

/** What the forests of a fit are made by, and where its stages are kept. */
export interface FitMeans {
  readonly threads: StabilityThreads
  readonly stages: Stages
  onProgress(progress: FitProgress): void
}

/**
 * Learns the stability score from distinct known compounds and nothing else: generates a background, looks compounds
 * and background up in tables of known compounds from which each one's own fold is left out, and grows the forests
 * that tell them apart. The same compounds and settings give the same forests, on any number of threads, and whether
 * their stages were kept before or not.
 */
export async function fitForests(
  means: FitMeans,
  known: readonly Stoichiometry[],
  { seed, parting }: FitSettings,
): Promise<StabilityForests> {
  const { threads, stages, onProgress } = means
  const seeded = seeds(seed)
  const forests = await stages.keep('forests', async () => {
    const background = await stages.keep('background', () =>
      threads.run('background', { known: pack(known), seed: seeded.background }, fraction =>
        onProgress({
          step: 'background',
          done: Math.round(fraction * known.length),
          total: known.length,
          fraction: STEPS.background * fraction,
        }),
      ),
    )
    const binned = await stages.keep('bins', async () => {
      const folds = assignFolds(known, FOLDS, parting, seeded.folds)
      const hidden = hiddenFolds(background.parents, folds, FOLDS, seeded.hiddenFolds)
      return bin(await crossFittedStatistics(means, known, folds, background, hidden), known.length)
    })
    await stages.forget(foldStages)
    return growForests(means, known, background, binned, seeded)
  })
  await stages.forget(['background', 'bins', ...forestStages])
  return forests
}

const foldStages = Array.from({ length: FOLDS }, (_, fold) => `statistics-${fold}`)
const forestStages = ['cleaning', 'general', 'sameSize'] as const

/** Statistics of the known compounds, then of the background, row-major; each from tables without its fold. */
async function crossFittedStatistics(
  { threads, stages, onProgress }: FitMeans,
  known: readonly Stoichiometry[],
  folds: Uint8Array,
  background: GeneratedBackground,
  hidden: Uint8Array,
): Promise<Float32Array> {
  const columns = STATISTICS.length
  const total = known.length + hidden.length
  const table = new Float32Array(total * columns)
  const looked = new Float64Array(FOLDS)
  const tell = (fold: number, rows: number) => {
    looked[fold] = rows
    const done = Math.round(looked.reduce((sum, part) => sum + part, 0))
    onProgress({
      step: 'statistics',
      done,
      total,
      fraction: STEPS.background + (STEPS.statistics * done) / total,
    })
  }
  await Promise.all(
    foldStages.map(async (stage, fold) => {
      const rows = [...placesOf(folds, fold), ...placesOf(hidden, fold).map(place => known.length + place)]
      const compositions = rows.map(row =>
        row < known.length ? known[row]! : unpack(background.compositions, row - known.length),
      )
      const others = known.filter((_, place) => folds[place] !== fold)
      const input = { known: pack(others), compositions: pack(compositions) }
      const values = await stages.keep(stage, () =>
        threads.run('statistics', input, fraction => tell(fold, fraction * rows.length)),
      )
      tell(fold, rows.length)
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
  readonly bins: Uint8Array
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
  const bins = new Uint8Array(table.length)
  for (let row = 0; row < rows; row++) writeBins(table, row * columns, edges, bins, row * columns)
  return { edges, bins }
}

async function growForests(
  { threads, stages, onProgress }: FitMeans,
  known: readonly Stoichiometry[],
  background: GeneratedBackground,
  binned: BinnedTable,
  seeded: ReturnType<typeof seeds>,
): Promise<StabilityForests> {
  const columns = STATISTICS.length
  const bins = shared(binned.bins)
  const count = packedCount(background.compositions)
  const compositions = Array.from({ length: count }, (_, place) => unpack(background.compositions, place))
  const general = Float64Array.from(compositions, generalWeight)
  const sameSize = Float64Array.from(compositions, (composition, place) =>
    sameSizeWeight(composition, background.corruptions[place]!),
  )
  const order = Array.from(permutation(count, randomStream(seeded.rows)))

  const total = CLEANING.trees + GENERAL.trees + SAME_SIZE.trees
  const grown: Record<(typeof forestStages)[number], number> = { cleaning: 0, general: 0, sameSize: 0 }
  const grow = async (
    name: keyof typeof grown,
    { rows, ...shape }: typeof GENERAL,
    weights: Float64Array,
    among: readonly number[],
  ): Promise<Forest> => {
    const training = trainingRows(known.length, bins, among.slice(0, rows), weights)
    const settings: ForestSettings = { ...TREE, ...shape, seed: seeded[name] }
    const tell = (trees: number) => {
      grown[name] = trees
      const done = grown.cleaning + grown.general + grown.sameSize
      onProgress({ step: 'trees', done, total, fraction: 1 - STEPS.forests * (1 - done / total) })
    }
    const forest = await stages.keep(name, () =>
      threads.run('grow', { training, settings }, fraction => tell(Math.round(fraction * shape.trees))),
    )
    tell(shape.trees)
    return forest
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
  return { edges: binned.edges, general: generalForest, sameSize: sameSizeForest }
}

/** A copy that threads read without copying it. */
function shared(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
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

import { describe, expect, it } from 'vitest'
import {
  type ForestSettings,
  forestContributions,
  forestScore,
  growForest,
  quantileEdges,
  type TrainingRows,
  writeBins,
} from '../../../src/domain/stability/trees/index.ts'
import { randomStream } from '../../../src/domain/statistics/index.ts'

const ROWS = 4000
const COLUMNS = 3

const SETTINGS: ForestSettings = {
  trees: 40,
  depth: 3,
  learningRate: 0.3,
  regularisation: 1,
  leastHessian: 1,
  rowShare: 0.5,
  columnShare: 0.7,
  seed: 1,
}

/** Positive where exactly one of the first two columns is above a half; the third says nothing. */
function exclusiveOr(): TrainingRows {
  const random = randomStream(5)
  const table = Float32Array.from({ length: ROWS * COLUMNS }, () => random.uniform())
  const edges = quantileEdges(table, COLUMNS)
  const bins = new Uint8Array(table.length)
  for (let row = 0; row < ROWS; row++) writeBins(table, row * COLUMNS, edges, bins, row * COLUMNS)
  return {
    bins,
    columns: COLUMNS,
    rows: Uint32Array.from({ length: ROWS }, (_, row) => row),
    labels: Uint8Array.from({ length: ROWS }, (_, row) =>
      table[row * COLUMNS]! > 0.5 !== table[row * COLUMNS + 1]! > 0.5 ? 1 : 0,
    ),
    weights: new Float64Array(ROWS).fill(1),
  }
}

describe('growForest', () => {
  const training = exclusiveOr()
  const forest = growForest(training, SETTINGS)
  const scoreOf = (row: number) => forestScore(forest, training.bins, row * COLUMNS)

  it('learns what no single column tells', () => {
    const right = training.labels.filter((label, row) => scoreOf(row) > 0 === (label === 1))
    expect(right.length / ROWS).toBeGreaterThan(0.95)
  })

  it('splits a score into a bias and parts by column that add up to it', () => {
    for (const row of [0, 17, 99]) {
      const { bias, byColumn } = forestContributions(
        forest,
        training.bins.subarray(row * COLUMNS, (row + 1) * COLUMNS),
      )
      const sum = byColumn.reduce((total, part) => total + part, bias)
      expect(sum).toBeCloseTo(scoreOf(row), 5)
      expect(Math.abs(byColumn[2]!)).toBeLessThan(Math.abs(byColumn[0]!) + Math.abs(byColumn[1]!))
    }
  })

  it('is the same for the same seed', () => {
    expect(growForest(training, SETTINGS)).toEqual(forest)
    expect(growForest(training, { ...SETTINGS, seed: 2 })).not.toEqual(forest)
  })

  it('gives each leaf −rate · G / (H + regularisation): one tree by hand', () => {
    // Scores start at 0, so that a row adds p − y = ±1/2 to G and 1/4 to H; the only split is that of the two bins.
    const grown = growForest(
      {
        bins: Uint8Array.from([0, 0, 0, 1, 1, 1]),
        columns: 1,
        rows: Uint32Array.from([0, 1, 2, 3, 4, 5]),
        labels: Uint8Array.from([0, 0, 1, 1, 1, 1]),
        weights: new Float64Array(6).fill(2),
      },
      { ...SETTINGS, trees: 1, depth: 1, rowShare: 1, columnShare: 1 },
    )
    expect([...grown.splitColumns, ...grown.splitBins]).toEqual([0, 0])
    const [root, first, second] = grown.values
    expect(root).toBeCloseTo((0.3 * 2) / (3 + 1), 6)
    expect(first).toBeCloseTo((-0.3 * 1) / (1.5 + 1), 6)
    expect(second).toBeCloseTo((0.3 * 3) / (1.5 + 1), 6)
  })
})

it('puts a value into the bin after all edges below it', () => {
  const edges = quantileEdges(
    Float32Array.from({ length: 65 }, (_, i) => i),
    1,
  )
  const binOf = (value: number) => {
    const bins = new Uint8Array(1)
    writeBins([value], 0, edges, bins, 0)
    return bins[0]
  }
  expect([...edges]).toEqual(Array.from({ length: 63 }, (_, i) => i + 1))
  expect([-5, 1, 1.5, 63, 64].map(binOf)).toEqual([0, 0, 1, 62, 63])
})

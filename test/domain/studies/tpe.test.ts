import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../../src/domain/statistics/index.ts'
import { type Dimension, proposeTrial, type RankedTrial } from '../../../src/domain/studies/index.ts'
import { parzenEstimator } from '../../../src/domain/studies/parzen.ts'

type Space = Record<'batchSize' | 'learningRate', Dimension>

const PAPER: Space = {
  batchSize: { least: 64, most: 1024, scale: 'linear', values: 'whole' },
  learningRate: { least: 1e-4, most: 1e-3, scale: 'log', values: 'real' },
}

type Loss = (values: Record<keyof Space, number>) => number

/** A bowl along both scales, lowest at batch 240 and rate 8.23e-4. */
const bowl: Loss = ({ batchSize, learningRate }) =>
  ((batchSize - 240) / 960) ** 2 + Math.log10(learningRate / 8.23e-4) ** 2

/** Begins and ends so many trials, one after the other; returns all. */
function search(loss: Loss, trials: number, seed: number, begun: readonly RankedTrial<keyof Space>[] = []) {
  const ended = [...begun]
  while (ended.length < trials) {
    const values = proposeTrial(PAPER, ended, seed, ended.length + 1)
    ended.push({ values, rank: [loss(values)] })
  }
  return ended
}

const lowest = (trials: readonly RankedTrial<never>[]) => Math.min(...trials.map(({ rank }) => rank[0]!))
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

describe('proposeTrial', () => {
  it('comes closer to the lowest point of a bowl than as many random trials do', () => {
    const seeds = Array.from({ length: 31 }, (_, i) => 1000 * i)
    const guided = median(seeds.map(seed => lowest(search(bowl, 40, seed))))
    const random = median(
      seeds.map(seed => {
        const drawn = Array.from({ length: 40 }, (_, i) => proposeTrial(PAPER, [], seed, i + 1))
        return Math.min(...drawn.map(bowl))
      }),
    )
    expect(guided).toBeLessThan(random / 4)
  })

  it('is not led astray where only one dimension matters', () => {
    const seeds = [1, 1001, 2001, 3001, 4001]
    const batches = seeds.map(seed => {
      const tried = search(({ batchSize }) => Math.abs(batchSize - 800), 40, seed)
      return median(tried.slice(20).map(({ values }) => values.batchSize))
    })
    expect(Math.abs(median(batches) - 800)).toBeLessThan(100)
  })

  it('draws the first ten evenly along each scale, whatever they find', () => {
    const values = Array.from({ length: 400 }, (_, i) => proposeTrial(PAPER, [], 7, i))
    const belowGeometricMean = values.filter(({ learningRate }) => learningRate < Math.sqrt(1e-4 * 1e-3))
    const belowMean = values.filter(({ batchSize }) => batchSize < 544)
    expect(belowGeometricMean.length / 400).toBeCloseTo(0.5, 1)
    expect(belowMean.length / 400).toBeCloseTo(0.5, 1)
    const nine = search(bowl, 9, 3)
    expect(proposeTrial(PAPER, nine, 3, 10)).toEqual(proposeTrial(PAPER, [], 3, 10))
  })

  it('goes on from trials on record as if it had never stopped, and differs with the seed', () => {
    const whole = search(bowl, 30, 42)
    for (const kept of [1, 9, 10, 17, 29]) {
      const record = JSON.parse(JSON.stringify(whole.slice(0, kept)))
      expect(search(bowl, 30, 42, record)).toEqual(whole)
    }
    expect(search(bowl, 30, 43)).not.toEqual(whole)
  })

  it('stays in range, gives whole numbers where they are wanted, and keeps a fixed value', () => {
    // Narrower ones are below what a hundredth of them can be told apart by.
    const widths = fc.double({ min: 1e-9, max: 9, noNaN: true })
    const range = (least: number) =>
      fc.tuple(fc.double({ min: least, max: 9, noNaN: true }), fc.oneof(fc.constant(0), widths))
    const dimension = fc.oneof(
      range(1e-6).map(
        ([least, width]): Dimension => ({ least, most: least + width, scale: 'log', values: 'real' }),
      ),
      range(-9).map(
        ([least, width]): Dimension => ({ least, most: least + width, scale: 'linear', values: 'real' }),
      ),
      fc
        .tuple(
          fc.integer({ min: 1, max: 50 }),
          fc.integer({ min: 0, max: 50 }),
          fc.constantFrom('log', 'linear'),
        )
        .map(
          ([least, width, scale]) => ({ least, most: least + width, scale, values: 'whole' }) as Dimension,
        ),
    )
    fc.assert(
      fc.property(dimension, fc.integer({ min: 0, max: 1e6 }), (varied, seed) => {
        const ended: RankedTrial<'varied'>[] = []
        while (ended.length < 25) {
          const values = proposeTrial({ varied }, ended, seed, ended.length + 1)
          expect(values.varied).toBeGreaterThanOrEqual(varied.least)
          expect(values.varied).toBeLessThanOrEqual(varied.most)
          if (varied.values === 'whole') expect(values.varied).toBe(Math.round(values.varied))
          ended.push({ values, rank: [values.varied] })
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('a Parzen estimator', () => {
  const whole: Dimension = { least: 8, most: 16, scale: 'log', values: 'whole' }

  it('gives whole values probabilities that add up to one', () => {
    for (const values of [[], [9], [9, 9, 15], Array.from({ length: 40 }, (_, i) => 8 + (i % 9))]) {
      const estimator = parzenEstimator(whole, values)
      const total = Array.from({ length: 9 }, (_, i) => Math.exp(estimator.logDensity(8 + i)))
      expect(total.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 10)
    }
  })

  it('draws what its density says', () => {
    const estimator = parzenEstimator(whole, [9, 10, 10, 14])
    const random = randomStream(5)
    const counts = new Map<number, number>()
    for (let i = 0; i < 20_000; i++) {
      const value = estimator.sample(random)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    for (let value = 8; value <= 16; value++) {
      expect((counts.get(value) ?? 0) / 20_000).toBeCloseTo(Math.exp(estimator.logDensity(value)), 1)
    }
  })

  it('forgets: of more than 25 values the oldest count less', () => {
    const real: Dimension = { least: 0, most: 1, scale: 'linear', values: 'real' }
    const early = parzenEstimator(real, [...Array(20).fill(0.1), ...Array(20).fill(0.9)])
    expect(early.logDensity(0.9)).toBeGreaterThan(early.logDensity(0.1))
    const few = parzenEstimator(real, [...Array(10).fill(0.1), ...Array(10).fill(0.9)])
    expect(few.logDensity(0.9)).toBeCloseTo(few.logDensity(0.1), 10)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auc, aucBootstrapInterval, compareAucs, randomStream } from '../../../src/domain/statistics/index.ts'

/** The definition itself: every pair compared. */
function aucByPairs(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0
  for (const p of positives) for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0
  return wins / (positives.length * negatives.length)
}

// A narrow range of integers makes ties common.
const scores = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 1, maxLength: 40 })

describe('auc', () => {
  it.each([
    { says: 'all positives above', positives: [3, 4], negatives: [1, 2], expected: 1 },
    { says: 'all positives below', positives: [1, 2], negatives: [3, 4], expected: 0 },
    { says: 'everything tied', positives: [5, 5, 5], negatives: [5, 5], expected: 0.5 },
    { says: 'three of four pairs', positives: [1, 3], negatives: [0, 2], expected: 0.75 },
    { says: 'one win, one tie, two losses', positives: [2, 1], negatives: [1, 3], expected: 1.5 / 4 },
    { says: 'the scikit-learn example', positives: [0.35, 0.8], negatives: [0.1, 0.4], expected: 0.75 },
    { says: 'infinite scores', positives: [Infinity], negatives: [-Infinity, Infinity], expected: 0.75 },
  ])('$says: $expected', ({ positives, negatives, expected }) => {
    expect(auc(positives, negatives)).toBe(expected)
  })

  it('equals the comparison of every pair', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        expect(auc(positives, negatives)).toBeCloseTo(aucByPairs(positives, negatives), 12)
      }),
    )
  })

  it('becomes its complement when the classes change places', () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        expect(auc(a, b) + auc(b, a)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('keeps its value under a monotone map of the scores', () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        const map = (x: number) => Math.exp(x / 3) - 100
        expect(auc(a.map(map), b.map(map))).toBe(auc(a, b))
      }),
    )
  })

  it('reads typed arrays without touching them', () => {
    const positives = Float32Array.of(3, 1)
    expect(auc(positives, Float64Array.of(2, 0))).toBe(0.75)
    expect([...positives]).toEqual([3, 1])
  })

  it.each([
    { positives: [], negatives: [1], code: 'statistics/empty-sample', sample: 'positives' },
    { positives: [1], negatives: [], code: 'statistics/empty-sample', sample: 'negatives' },
    { positives: [1], negatives: [0, Number.NaN], code: 'statistics/not-a-number', sample: 'negatives' },
  ])('refuses $positives against $negatives', ({ positives, negatives, code, sample }) => {
    expect(() => auc(positives, negatives)).toThrowError(
      expect.objectContaining({ code, details: expect.objectContaining({ sample }) }),
    )
  })
})

describe('aucBootstrapInterval', () => {
  const random = randomStream(11)
  const positives = Array.from({ length: 400 }, () => random.normal() + 0.5)
  const negatives = Array.from({ length: 600 }, () => random.normal())

  it('has the width that Hanley and McNeil (1982) give for normal scores', () => {
    const area = auc(positives, negatives)
    const q1 = area / (2 - area)
    const q2 = (2 * area * area) / (1 + area)
    const variance = (area * (1 - area) + 399 * (q1 - area * area) + 599 * (q2 - area * area)) / (400 * 600)
    const { lower, upper } = aucBootstrapInterval(positives, negatives, { seed: 1 })
    expect((upper - lower) / (2 * 1.96 * Math.sqrt(variance))).toBeCloseTo(1, 1)
    expect(lower).toBeLessThan(area)
    expect(upper).toBeGreaterThan(area)
  })

  it('is the same for the same seed and differs for another', () => {
    const interval = aucBootstrapInterval(positives, negatives, { seed: 1, resamples: 100 })
    expect(aucBootstrapInterval(positives, negatives, { seed: 1, resamples: 100 })).toEqual(interval)
    expect(aucBootstrapInterval(positives, negatives, { seed: 2, resamples: 100 })).not.toEqual(interval)
  })

  it('narrows with the level covered', () => {
    const wide = aucBootstrapInterval(positives, negatives, { seed: 1, level: 0.95 })
    const narrow = aucBootstrapInterval(positives, negatives, { seed: 1, level: 0.5 })
    expect(narrow.lower).toBeGreaterThan(wide.lower)
    expect(narrow.upper).toBeLessThan(wide.upper)
  })

  it('has no width where every resample is the same', () => {
    expect(aucBootstrapInterval([2, 3], [0, 1], { seed: 1 })).toEqual({ lower: 1, upper: 1 })
  })
})

describe('compareAucs', () => {
  const random = randomStream(11)
  const classes = (shift: number) => ({
    positives: Array.from({ length: 60 }, () => shift + random.normal()),
    negatives: Array.from({ length: 90 }, () => random.normal()),
  })

  it('gives each model the area and the interval that it has alone', () => {
    const [older, newer] = [classes(0.3), classes(1.5)]
    const compared = compareAucs(older, newer, { seed: 42 })
    expect(compared).toMatchObject({
      older: auc(older.positives, older.negatives),
      olderInterval: aucBootstrapInterval(older.positives, older.negatives, { seed: 42 }),
      newer: auc(newer.positives, newer.negatives),
      newerInterval: aucBootstrapInterval(newer.positives, newer.negatives, { seed: 42 }),
    })
    expect(compared.change).toBe(compared.newer - compared.older)
    expect(compared.changeInterval.lower).toBeGreaterThan(0)
  })

  it('draws the same compounds for both, so that a small change in all of them is seen', () => {
    const older = classes(0.5)
    const newer = { ...older, positives: older.positives.map(score => score + 0.05) }
    const { olderInterval, change, changeInterval } = compareAucs(older, newer, { seed: 42 })
    expect(olderInterval.upper - olderInterval.lower).toBeGreaterThan(3 * change)
    expect(changeInterval.lower).toBeGreaterThan(0)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentileAmong, scoresOfPercentiles } from '../../../src/domain/statistics/index.ts'

/** Log-odds even between −4 and 4, as errors even between 0.02 and 0.06. */
const LOG_ODDS = { quantiles: [-4, -2, 0, 2, 4] }
const ERRORS = { quantiles: [0.02, 0.03, 0.04, 0.05, 0.06] }

describe('the scores of percentiles', () => {
  test.each([
    ['high', LOG_ODDS, { min: 75, max: null }, { min: 2, max: null }],
    ['high', LOG_ODDS, { min: 25, max: 50 }, { min: -2, max: 0 }],
    ['high', LOG_ODDS, { min: 100, max: null }, { min: 4, max: null }],
    ['low', ERRORS, { min: 100, max: null }, { min: null, max: ERRORS.quantiles[0]! }],
    ['low', ERRORS, { min: null, max: 0 }, { min: 0.06, max: null }],
  ] as const)('best %s of %j: %j', (best, reference, percentiles, scores) => {
    const found = scoresOfPercentiles(reference, best, percentiles)
    for (const end of ['min', 'max'] as const) {
      if (scores[end] === null) expect(found[end]).toBeNull()
      else expect(found[end]).toBeCloseTo(scores[end], 12)
    }
  })

  test('are all scores, those beyond the reference too, from 0 to 100', () => {
    for (const best of ['low', 'high'] as const) {
      expect(scoresOfPercentiles(LOG_ODDS, best, { min: 0, max: 100 })).toEqual({ min: null, max: null })
    }
  })

  test('are exactly those whose percentile lies within the bounds', () => {
    const quantiles = fc
      .array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 3, maxLength: 12 })
      .map(values => values.toSorted((a, b) => a - b))
    const bound = fc.option(
      fc.oneof(fc.constantFrom(0, 50, 90, 100), fc.double({ min: 0, max: 100, noNaN: true })),
    )
    const best = fc.constantFrom('low' as const, 'high' as const)
    fc.assert(
      fc.property(
        quantiles,
        best,
        bound,
        bound,
        fc.double({ min: -9, max: 9, noNaN: true }),
        (of, best, min, max, any) => {
          const reference = { quantiles: of }
          const scores = scoresOfPercentiles(reference, best, { min, max })
          const tried = [any, ...of, ...[scores.min, scores.max].flatMap(score => score ?? [])]
          for (const score of tried) {
            const percentile = percentileAmong(reference, best, score)
            const isWithin = (min === null || percentile >= min) && (max === null || percentile <= max)
            const isFound =
              (scores.min === null || score >= scores.min) && (scores.max === null || score <= scores.max)
            expect(isFound, `${score} at ${percentile}`).toBe(isWithin)
          }
        },
      ),
    )
  })
})

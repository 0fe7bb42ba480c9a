import { expect, test } from 'vitest'
import { referenceAxis, scoreAtPercentile, valueAxis } from '../../../src/renderer/charts/score-axis.ts'

const errors = { quantiles: [0.02, 0.03, 0.04, 0.05, 0.06] }
const logOdds = { quantiles: [-6.36, -1.2, 0.5, 2.7, 5.58] }

test('RMSE is drawn from zero, log-odds between the whole numbers that hold them', () => {
  expect(referenceAxis('rmse', errors)).toEqual({ low: 0, high: 0.06 })
  expect(referenceAxis('stability', logOdds)).toEqual({ low: -7, high: 6 })
  expect(valueAxis('rmse', [0.0312, 0.0478])).toEqual({ low: 0, high: 0.049 })
  expect(valueAxis('stability', [-8.3, -2.5, 1.01])).toEqual({ low: -9, high: 2 })
})

test('an axis has a length, of one value and of none too', () => {
  expect(valueAxis('stability', [2])).toEqual({ low: 1, high: 3 })
  expect(valueAxis('stability', [])).toEqual({ low: 0, high: 1 })
})

test.each([
  // Three quarters of the reference have larger errors.
  ['rmse', 75, errors, 0.03],
  // Three quarters of the reference have lower log-odds.
  ['stability', 75, logOdds, 2.7],
] as const)('%s at percentile %d', (kind, percentile, reference, score) => {
  expect(scoreAtPercentile(kind, reference, percentile)).toBeCloseTo(score, 12)
})

import { expect, it } from 'vitest'
import { normalCumulative } from '../../../src/domain/statistics/index.ts'

it.each([
  [0, 0.5],
  [1, 0.841344746068543],
  [-1.96, 0.0249978951482204],
  [-3, 0.00134989803163009],
  [-8, 6.22096057427178e-16],
])('a standard normal variable is at most %f with probability %f', (z, probability) => {
  expect(normalCumulative(z) / probability).toBeCloseTo(1, 7)
  expect(normalCumulative(z) + normalCumulative(-z)).toBeCloseTo(1, 14)
})

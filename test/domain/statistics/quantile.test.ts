import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile } from '../../../src/domain/statistics/index.ts'

describe('quantile', () => {
  it.each([
    { sorted: [1, 2, 3, 4], probability: 0.25, expected: 1.75 },
    { sorted: [1, 2, 3, 4], probability: 0.5, expected: 2.5 },
    { sorted: [1, 2, 3, 4], probability: 0.9, expected: 3.7 },
    { sorted: [1, 2, 10], probability: 0.5, expected: 2 },
    { sorted: [7], probability: 0.3, expected: 7 },
    { sorted: [1, 2, 3], probability: 0, expected: 1 },
    { sorted: [1, 2, 3], probability: 1, expected: 3 },
    { sorted: [1, 2, 3], probability: -1, expected: 1 },
    { sorted: [1, 2, 3], probability: 2, expected: 3 },
  ])('$probability of $sorted is $expected', ({ sorted, probability, expected }) => {
    expect(quantile(sorted, probability)).toBeCloseTo(expected, 12)
  })

  it('never descends with the probability', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 })
    const probability = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(values, probability, probability, (sample, p, q) => {
        const sorted = Float64Array.from(sample).sort()
        const tolerance = 1e-9
        expect(quantile(sorted, Math.max(p, q))).toBeGreaterThanOrEqual(
          quantile(sorted, Math.min(p, q)) - tolerance,
        )
      }),
    )
  })

  it('refuses an empty sample', () => {
    expect(() => quantile([], 0.5)).toThrowError(expect.objectContaining({ code: 'statistics/empty-sample' }))
  })
})

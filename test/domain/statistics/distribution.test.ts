import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantileDistribution, randomStream, shareAbove } from '../../../src/domain/statistics/index.ts'

describe('quantileDistribution', () => {
  it('holds minimum, quartiles and maximum at five points', () => {
    expect(quantileDistribution([4, 1, 3, 2], 5).quantiles).toEqual([1, 1.75, 2.5, 3.25, 4])
  })

  it('holds 1,001 quantiles unless told otherwise', () => {
    expect(quantileDistribution([0, 1]).quantiles).toHaveLength(1001)
  })

  it.each([
    { sample: [], code: 'statistics/empty-sample' },
    { sample: [1, Number.NaN], code: 'statistics/not-a-number' },
    { sample: [1, Infinity], code: 'statistics/not-a-number' },
  ])('refuses $sample', ({ sample, code }) => {
    expect(() => quantileDistribution(sample)).toThrowError(expect.objectContaining({ code }))
  })
})

describe('shareAbove', () => {
  const quarters = { quantiles: [1, 2, 4, 8, 16] }
  it.each([
    { value: 0, share: 1, says: 'below the minimum all are above' },
    { value: 1, share: 1, says: 'a continuous distribution has no weight at its minimum' },
    { value: 2, share: 0.75, says: 'at the first quartile' },
    { value: 3, share: 0.625, says: 'half way between two quantiles' },
    { value: 14, share: 0.0625, says: 'three quarters of the way to the maximum' },
    { value: 16, share: 0, says: 'at the maximum' },
    { value: 99, share: 0, says: 'above the maximum' },
  ])('$says: $value → $share', ({ value, share }) => {
    expect(shareAbove(quarters, value)).toBe(share)
  })

  it('counts what is strictly above where many values are equal', () => {
    expect(shareAbove({ quantiles: [1, 3, 3, 3, 5] }, 3)).toBe(0.25)
    expect(shareAbove({ quantiles: [3, 3, 3] }, 3)).toBe(0)
  })

  it('equals the counted share of a large sample to the grain of the table', () => {
    const random = randomStream(5)
    const sample = Float64Array.from({ length: 20_000 }, () => Math.exp(random.normal()))
    const distribution = quantileDistribution(sample)
    for (const value of [0.1, 0.5, 1, 2, 5]) {
      const counted = sample.filter(x => x > value).length / sample.length
      expect(Math.abs(shareAbove(distribution, value) - counted)).toBeLessThan(0.001)
    }
  })

  it('never rises with the value and stays within 0…1', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), value, value, (sample, a, b) => {
        const distribution = quantileDistribution(sample, 11)
        const lower = shareAbove(distribution, Math.min(a, b))
        const higher = shareAbove(distribution, Math.max(a, b))
        expect(lower).toBeGreaterThanOrEqual(higher)
        expect(lower).toBeLessThanOrEqual(1)
        expect(higher).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

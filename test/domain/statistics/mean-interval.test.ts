import { describe, expect, it } from 'vitest'
import { meanBootstrapInterval, randomStream } from '../../../src/domain/statistics/index.ts'

describe('meanBootstrapInterval', () => {
  it('is a point where all values are the same', () => {
    expect(meanBootstrapInterval([0.25, 0.25, 0.25], { seed: 1 })).toEqual({ lower: 0.25, upper: 0.25 })
  })

  it('has the width of the normal interval for many values', () => {
    const random = randomStream(5)
    const values = Array.from({ length: 2000 }, () => 3 + random.normal())
    const { lower, upper } = meanBootstrapInterval(values, { seed: 1 })
    // 1.96 standard errors to each side of the mean.
    expect((upper - lower) / (2 * 1.96 * Math.sqrt(1 / 2000))).toBeCloseTo(1, 0)
    expect([lower < 3.05, upper > 2.95]).toEqual([true, true])
  })

  it('refuses nothing at all', () => {
    expect(() => meanBootstrapInterval([], { seed: 1 })).toThrow('at least one value')
  })
})

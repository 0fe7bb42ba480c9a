import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { histogram } from '../../../src/domain/statistics/index.ts'

describe('histogram', () => {
  it('puts an inner edge in the bin above it and the last edge in the last bin', () => {
    expect(histogram([0, 0.5, 1, 1.5, 2, 2, 4, -1, 5], [0, 1, 2, 4])).toEqual({
      edges: [0, 1, 2, 4],
      counts: [2, 2, 3],
      below: 1,
      above: 1,
    })
  })

  it('counts nothing in an empty list', () => {
    expect(histogram([], [0, 1])).toEqual({ edges: [0, 1], counts: [0], below: 0, above: 0 })
  })

  it('counts every value exactly once', () => {
    const values = fc.array(fc.double({ noNaN: true }))
    const edges = fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2 })
    fc.assert(
      fc.property(values, edges, (sample, unsorted) => {
        const sorted = [...Float64Array.from(unsorted).sort()]
        const { counts, below, above } = histogram(sample, sorted)
        expect(counts.reduce((sum, n) => sum + n, below + above)).toBe(sample.length)
      }),
    )
  })

  it('refuses a value without a bin', () => {
    expect(() => histogram([1, Number.NaN], [0, 2])).toThrowError(
      expect.objectContaining({ code: 'statistics/not-a-number', details: { index: 1 } }),
    )
  })
})

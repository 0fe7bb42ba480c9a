import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReconstructionSums, rSquared } from '../../../src/domain/statistics/index.ts'

function sumsOf(rows: readonly number[][], reconstructions: readonly number[][]): ReconstructionSums {
  const features = rows[0]!.map((_, j) => rows.map(row => row[j]!))
  return {
    squaredError: rows.flatMap((row, i) => row.map((x, j) => (x - reconstructions[i]![j]!) ** 2)).reduce(add),
    sum: features.map(column => column.reduce(add)),
    sumOfSquares: features.map(column => column.map(x => x * x).reduce(add)),
    count: rows.length,
  }
}
const add = (a: number, b: number) => a + b

describe('rSquared', () => {
  it('differs between conventions where features differ in level', () => {
    // Two features at levels 0…2 and 10…12. Means 1 and 11, global mean 6. Squared errors 4 × 0.25 = 1.
    // About feature means: 1 + 1 + 1 + 1 = 4. About the global mean: 36 + 16 + 16 + 36 = 104.
    const sums = sumsOf(
      [
        [0, 10],
        [2, 12],
      ],
      [
        [0.5, 10.5],
        [1.5, 11.5],
      ],
    )
    const { global, perFeature } = rSquared(sums)
    expect(perFeature).toBeCloseTo(1 - 1 / 4, 12)
    expect(global).toBeCloseTo(1 - 1 / 104, 12)
  })

  it('charges an error on a constant feature though that feature has no variance', () => {
    // Feature 1 is reconstructed exactly (SST 2), feature 2 is always 0 and reconstructed as 1 (SSE 2).
    const sums = sumsOf(
      [
        [0, 0],
        [2, 0],
      ],
      [
        [0, 1],
        [2, 1],
      ],
    )
    expect(rSquared(sums).perFeature).toBeCloseTo(0, 12)
  })

  it('is missing, not zero, where nothing varies', () => {
    expect(rSquared({ squaredError: 1, sum: [2, 2], sumOfSquares: [2, 2], count: 2 })).toEqual({
      global: null,
      perFeature: null,
    })
    expect(rSquared({ squaredError: 1, sum: [0, 2], sumOfSquares: [0, 2], count: 2 })).toEqual({
      global: 0,
      perFeature: null,
    })
  })

  const table = fc
    .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, features]) =>
      fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: features, maxLength: features }), {
        minLength: rows,
        maxLength: rows,
      }),
    )

  it('is 1 for an exact reconstruction, 0 per feature for the means, and never larger per feature', () => {
    fc.assert(
      fc.property(table, rows => {
        fc.pre(rows[0]!.some((x, j) => rows.some(row => row[j] !== x)))
        expect(rSquared(sumsOf(rows, rows))).toEqual({ global: 1, perFeature: 1 })

        const means = rows[0]!.map((_, j) => rows.map(row => row[j]!).reduce(add) / rows.length)
        const { global, perFeature } = rSquared(
          sumsOf(
            rows,
            rows.map(() => means),
          ),
        )
        expect(perFeature).toBeCloseTo(0, 10)
        expect(global!).toBeGreaterThanOrEqual(perFeature! - 1e-10)
      }),
    )
  })
})

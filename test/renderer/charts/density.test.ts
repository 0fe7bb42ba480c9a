import { describe, expect, test } from 'vitest'
import { quantileDistribution } from '../../../src/domain/statistics/index.ts'
import {
  densityCurve,
  densityEnd,
  densityRange,
  unboundedDensityCurve,
} from '../../../src/renderer/charts/density.ts'
import { comparedBins, readableBins } from '../../../src/renderer/charts/histogram-bins.ts'
import { roundTicks } from '../../../src/renderer/charts/ticks.ts'

const uniform = { quantiles: Array.from({ length: 1001 }, (_, i) => 0.02 + (0.06 * i) / 1000) }

/** Trapezoids. */
function integral({
  places,
  densities,
}: {
  places: readonly number[]
  densities: readonly number[]
}): number {
  return places
    .slice(1)
    .reduce((sum, x, i) => sum + ((x - places[i]!) * (densities[i]! + densities[i + 1]!)) / 2, 0)
}

describe('density from quantiles', () => {
  test('holds the whole of the distribution', () => {
    expect(integral(densityCurve(uniform, 0.12, 400))).toBeCloseTo(1, 3)
  })

  test('of even values from 0.02 to 0.08 is 1/0.06 in the middle', () => {
    const { places, densities } = densityCurve(uniform, 0.1, 101)
    expect(places[50]).toBeCloseTo(0.05)
    expect(densities[50]).toBeCloseTo(1 / 0.06, 1)
    expect(densities[0]).toBeLessThan(0.01)
  })

  test('loses nothing at zero, where values end', () => {
    const atZero = { quantiles: Array.from({ length: 1001 }, (_, i) => (0.1 * i) / 1000) }
    expect(integral(densityCurve(atZero, 0.2, 400))).toBeCloseTo(1, 2)
    expect(densityCurve(atZero, 0.2, 400).densities[0]).toBeCloseTo(10, 0)
  })

  test('of values on both sides of zero is the same on both', () => {
    const even = { quantiles: Array.from({ length: 1001 }, (_, i) => -2 + (4 * i) / 1000) }
    const curve = unboundedDensityCurve(even, [-4, 4], 401)
    expect(integral(curve)).toBeCloseTo(1, 3)
    expect([curve.places[0], curve.places[200], curve.places[400]]).toEqual([-4, 0, 4])
    for (const i of [80, 130, 180]) expect(curve.densities[i]).toBeCloseTo(curve.densities[400 - i]!, 10)
    expect(curve.densities[200]).toBeCloseTo(1 / 4, 2)
  })

  test('is finite where all values are the same', () => {
    const same = quantileDistribution([0.03, 0.03, 0.03], 11)
    expect(densityCurve(same, densityEnd(same)).densities.every(Number.isFinite)).toBe(true)
  })
})

test.each([
  [0.1159, 0.12],
  [0.0412, 0.042],
  [1.5, 1.5],
])('a picture of values up to %d ends at %d', (largest, end) => {
  expect(densityEnd({ quantiles: [largest, largest] })).toBe(end)
})

test.each([
  [-3.2, 5.9, [-4, 6]],
  [0.4, 0.4, [0, 1]],
])('a picture of values without an end, from %d to %d, shows %j', (smallest, largest, range) => {
  expect(densityRange({ quantiles: [smallest, largest] })).toEqual(range)
})

test('bins of a list and of the reference are shares of the whole, what lies beyond included', () => {
  const bins = comparedBins({ low: 0.02, high: 0.08, counts: [1, 0, 2], below: 0, above: 1 }, uniform)
  expect(bins.map(({ listPercent }) => listPercent)).toEqual([25, 0, 50])
  for (const { knownPercent } of bins) expect(knownPercent).toBeCloseTo(100 / 3)
  expect(bins[2]!.to).toBe(0.08)
})

test.each([
  ['1,000 compounds stand as they were counted', 1000, [1000, 0, 0, 0, 0, 0]],
  ['200 are joined in pairs', 200, [200, 0, 0]],
  ['fewer in threes', 199, [199, 0]],
])('bins of %s', (_, first, counts) => {
  const list = { low: 0, high: 0.12, counts: [first, 0, 0, 0, 0, 0], below: 0, above: 3 }
  expect(readableBins(list)).toEqual({ ...list, counts })
})

test('an empty list has empty bins, not undefined ones', () => {
  const [bin] = comparedBins({ low: 0, high: 1, counts: [0], below: 0, above: 0 }, uniform)
  expect(bin!.listPercent).toBe(0)
})

test.each([
  [0, 0.12, 6, [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12], 2],
  [0, 11, 4, [0, 5, 10], 0],
  [0.013, 0.041, 3, [0.02, 0.03, 0.04], 2],
])('an axis from %d to %d has round ticks', (low, high, wanted, places, decimals) => {
  expect(roundTicks(low, high, wanted)).toEqual({ places, decimals })
})

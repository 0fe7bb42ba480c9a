import { describe, expect, test } from 'vitest'
import { brushGrain, endAfterKey, endsOf, rangeBetween } from '../../../src/renderer/charts/brush-range.ts'

const axis = { low: 0, high: 0.12 }

test.each([
  [0, 0.12, 0.0005],
  [0, 0.1, 0.0005],
  [0, 0.4, 0.002],
  [0.02, 0.03, 0.00005],
])('an axis from %d to %d is chosen from in steps of %d', (low, high, grain) => {
  expect(brushGrain({ low, high })).toBeCloseTo(grain, 12)
})

describe('a stretch between two places', () => {
  test('is the same whichever way it was dragged, and round', () => {
    const wanted = { min: 0.02, max: 0.0345 }
    expect(rangeBetween(0.02013, 0.03447, axis)).toEqual(wanted)
    expect(rangeBetween(0.03447, 0.02013, axis)).toEqual(wanted)
  })

  test('has no end of its own where it meets that of the axis, so that what lies beyond belongs to it', () => {
    expect(rangeBetween(0.05, 0.13, axis)).toEqual({ min: 0.05, max: null })
    expect(rangeBetween(0.0001, 0.05, axis)).toEqual({ min: null, max: 0.05 })
    expect(rangeBetween(0, 0.12, axis)).toEqual({ min: null, max: null })
  })

  test('beyond the axis shows at its ends', () => {
    expect(endsOf({ min: null, max: 0.5 }, axis)).toEqual({ from: 0, to: 0.12 })
    expect(endsOf({ min: 0.03, max: 0.04 }, axis)).toEqual({ from: 0.03, to: 0.04 })
  })
})

test.each([
  ['ArrowRight', 0.0505],
  ['ArrowDown', 0.0495],
  ['PageUp', 0.055],
  ['Home', 0],
  ['End', 0.12],
])('%s moves an end from 0.05 to %d', (key, moved) => {
  expect(endAfterKey(0.05, key, axis)).toBeCloseTo(moved, 12)
})

test('other keys leave an end to those who know them', () => {
  expect(endAfterKey(0.05, 'Tab', axis)).toBeNull()
})

test('an end stays on the axis', () => {
  expect(endAfterKey(0.1199, 'PageUp', axis)).toBe(0.12)
  expect(endAfterKey(0, 'ArrowLeft', axis)).toBe(0)
})

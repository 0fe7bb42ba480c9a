import { describe, expect, test } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatCountOf,
  formatDuration,
  formatFixed,
  formatLogOdds,
  formatPercentile,
  formatRmse,
  formatShare,
  formatSigned,
  formatSignificant,
  formatTimeLeft,
} from '../../../src/renderer/messages/format.ts'

describe('numbers', () => {
  test.each([
    [formatRmse(0.02412), '0.0241'],
    [formatRmse(null), '—'],
    [formatLogOdds(-1.254), '−1.25'],
    [formatFixed(-0.5, 2), '−0.50'],
    // Rounded to nothing, it has no sign.
    [formatFixed(-0.001, 2), '0.00'],
    [formatSigned(2.394, 2), '+2.39'],
    [formatSigned(-2.394, 2), '−2.39'],
    [formatSigned(0.001, 2), '0.00'],
    [formatFixed(12345.678, 1), '12,345.7'],
    [formatCount(1_000_000), '1,000,000'],
    [formatShare(0.7149), '71 %'],
    [formatSignificant(-0.041234, 2), '−0.041'],
    [formatCountOf(1, 'compound', 'compounds'), '1 compound'],
    [formatCountOf(1200, 'compound', 'compounds'), '1,200 compounds'],
  ])('%s', (actual, expected) => {
    expect(actual).toBe(expected)
  })
})

test.each([
  [71.23, '71.2'],
  [0, '0.0'],
  [100, '100.0'],
  // All and none are not reached by rounding.
  [0.01, '<0.1'],
  [99.97, '>99.9'],
  [null, '—'],
])('percentile %d is shown as %s', (value, expected) => {
  expect(formatPercentile(value)).toBe(expected)
})

test.each([
  [8.2, '8 s'],
  [200, '3 min 20 s'],
  [180, '3 min'],
  [7500, '2 h 5 min'],
  [7200, '2 h'],
  // Not 59 min 60 s.
  [3599.7, '1 h'],
])('%d seconds last %s', (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected)
})

test.each([
  [0, '5 s'],
  [12, '15 s'],
  [59, '1 min'],
  [200, '3 min'],
  [3580, '1 h'],
  [7350, '2 h 5 min'],
])('%d seconds left are told as %s', (seconds, expected) => {
  expect(formatTimeLeft(seconds)).toBe(expected)
})

test.each([
  [812, '812 B'],
  [14_200, '14 kB'],
  [3_210_000, '3.2 MB'],
  [999_999, '1.0 MB'],
])('%d bytes are %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clampOffset,
  contentHeight,
  HIGHEST_CONTENT,
  offsetShowing,
  rowsPerPage,
  rowWindow,
  scrollRatio,
} from '../../../src/renderer/components/virtual-table/scroll-mapping.ts'

const small = { rowCount: 1000, rowHeight: 32, viewportHeight: 640 }
const million = { rowCount: 1_000_000, rowHeight: 32, viewportHeight: 640 }

const geometries = fc.record({
  rowCount: fc.integer({ min: 0, max: 3_000_000 }),
  rowHeight: fc.integer({ min: 16, max: 64 }),
  viewportHeight: fc.integer({ min: 0, max: 2000 }),
})

describe('the scroll bar', () => {
  test('a short table stands as it is', () => {
    expect(contentHeight(small)).toBe(32_000)
    expect(scrollRatio(small)).toBe(1)
  })

  test('a million rows are pressed into what a browser allows', () => {
    expect(contentHeight(million)).toBe(HIGHEST_CONTENT)
    // (32,000,000 − 640) / (8,000,000 − 640)
    expect(scrollRatio(million)).toBeCloseTo(4.00024, 5)
  })

  test('its end is the end of the rows, whatever their number', () => {
    fc.assert(
      fc.property(geometries, geometry => {
        const lowest = Math.max(0, contentHeight(geometry) - geometry.viewportHeight)
        const { end } = rowWindow(clampOffset(lowest * scrollRatio(geometry), geometry), geometry, 0)
        expect(end).toBe(geometry.rowCount)
      }),
    )
  })
})

describe('rows drawn', () => {
  test('those that show, in part too, and some beyond', () => {
    expect(rowWindow(0, small, 0)).toEqual({ first: 0, end: 20 })
    expect(rowWindow(16, small, 0)).toEqual({ first: 0, end: 21 })
    expect(rowWindow(3200, small, 6)).toEqual({ first: 94, end: 126 })
    expect(rowWindow(32_000 - 640, small, 6)).toEqual({ first: 974, end: 1000 })
  })

  test('none of none', () => {
    expect(rowWindow(0, { ...small, rowCount: 0 }, 6)).toEqual({ first: 0, end: 0 })
  })
})

describe('bringing a row into view', () => {
  test.each([
    { index: 5, offset: 0, expected: 0, why: 'it shows already' },
    { index: 20, offset: 0, expected: 32, why: 'it is the first below' },
    { index: 2, offset: 3200, expected: 64, why: 'it is above' },
    { index: 999, offset: 0, expected: 31_360, why: 'it is the last' },
  ])('row $index: $why', ({ index, offset, expected }) => {
    expect(offsetShowing(index, offset, small)).toBe(expected)
  })

  test('the row then shows whole', () => {
    fc.assert(
      fc.property(
        geometries.filter(g => g.rowCount > 0 && g.viewportHeight >= g.rowHeight),
        fc.nat(),
        fc.nat(),
        (geometry, seed, start) => {
          const index = seed % geometry.rowCount
          const offset = offsetShowing(index, clampOffset(start, geometry), geometry)
          expect(index * geometry.rowHeight).toBeGreaterThanOrEqual(offset)
          expect((index + 1) * geometry.rowHeight).toBeLessThanOrEqual(offset + geometry.viewportHeight)
        },
      ),
    )
  })
})

test('a page is one row less than what fits, so that the eye keeps its place', () => {
  expect(rowsPerPage(small)).toBe(19)
  expect(rowsPerPage({ ...small, viewportHeight: 10 })).toBe(1)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ALL_ROWS,
  addBetween,
  isSelected,
  NO_ROWS,
  type RowSelection,
  selectBetween,
  selectedCount,
  selectedRanges,
  toggleRow,
} from '../../../src/renderer/components/virtual-table/row-selection.ts'

describe('single steps', () => {
  test('a range is the same from either end', () => {
    expect(selectBetween(7, 3)).toEqual(selectBetween(3, 7))
  })

  test('rows that touch become one range', () => {
    const selection = toggleRow(toggleRow(selectBetween(1, 3), 5), 4)
    expect(selection.ranges).toEqual([{ from: 1, to: 5 }])
  })

  test('a row taken out of a range parts it', () => {
    expect(toggleRow(selectBetween(1, 5), 3).ranges).toEqual([
      { from: 1, to: 2 },
      { from: 4, to: 5 },
    ])
  })

  test('all but one of a million', () => {
    const selection = toggleRow(ALL_ROWS, 12)
    expect(selectedCount(selection, 1_000_000)).toBe(999_999)
    expect(isSelected(selection, 12)).toBe(false)
    expect(selectedRanges(selection, 1_000_000)).toEqual([
      { from: 0, to: 11 },
      { from: 13, to: 999_999 },
    ])
  })

  test('of an empty result nothing is selected', () => {
    expect(selectedCount(ALL_ROWS, 0)).toBe(0)
    expect(selectedRanges(ALL_ROWS, 0)).toEqual([])
  })
})

const TOTAL = 30
const row = fc.integer({ min: 0, max: TOTAL - 1 })
const step = fc.oneof(
  fc.record({ does: fc.constant('toggle' as const), a: row, b: row }),
  fc.record({ does: fc.constant('add' as const), a: row, b: row }),
  fc.record({ does: fc.constant('only' as const), a: row, b: row }),
  fc.record({ does: fc.constant('all' as const), a: row, b: row }),
)

test('any row of steps leaves what a set of rows would hold', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), steps => {
      let selection: RowSelection = NO_ROWS
      let expected = new Set<number>()
      for (const { does, a, b } of steps) {
        const between = Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i)
        if (does === 'toggle') {
          selection = toggleRow(selection, a)
          if (!expected.delete(a)) expected.add(a)
        } else if (does === 'add') {
          selection = addBetween(selection, a, b)
          for (const index of between) expected.add(index)
        } else if (does === 'only') {
          selection = selectBetween(a, b)
          expected = new Set(between)
        } else {
          selection = ALL_ROWS
          expected = new Set(Array.from({ length: TOTAL }, (_, i) => i))
        }
      }
      const rows = Array.from({ length: TOTAL }, (_, i) => i).filter(i => isSelected(selection, i))
      expect(new Set(rows)).toEqual(expected)
      expect(selectedCount(selection, TOTAL)).toBe(expected.size)
      const listed = selectedRanges(selection, TOTAL).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      )
      expect(listed).toEqual(rows)
    }),
  )
})

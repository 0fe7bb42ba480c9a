import { describe, expect, test } from 'vitest'
import {
  columnOfSort,
  isSortable,
  sortOfColumn,
} from '../../../src/renderer/screens/ranking/table/sorting.ts'

describe('the title of a column orders', () => {
  test.each([
    ['rank', 'ascending', { by: 'score', direction: 'ascending' }],
    // The smallest error has the largest percentile.
    ['percentile', 'ascending', { by: 'score', direction: 'descending' }],
    ['rankChange', 'descending', { by: 'rankChange', direction: 'descending' }],
    ['line', 'ascending', { by: 'added', direction: 'ascending' }],
  ] as const)('%s %s', (key, direction, sort) => {
    expect(sortOfColumn({ key, direction })).toEqual(sort)
  })

  test('unless its values are found for the rows in view alone', () => {
    expect(['charge', 'nearest', 'tags', 'note'].filter(isSortable)).toEqual([])
  })
})

describe('an order shows', () => {
  test('on its own column when it comes from the address', () => {
    expect(columnOfSort({ by: 'score', direction: 'descending' }, null)).toEqual({
      key: 'score',
      direction: 'descending',
    })
  })

  test('on the column that was asked for, in the direction of its values', () => {
    expect(columnOfSort({ by: 'score', direction: 'descending' }, 'percentile')).toEqual({
      key: 'percentile',
      direction: 'ascending',
    })
  })

  test('no longer there once another order is chosen elsewhere', () => {
    expect(columnOfSort({ by: 'formula', direction: 'ascending' }, 'percentile')?.key).toBe('formula')
  })
})

import { describe, expect, test } from 'vitest'
import { rankingColumns } from '../../../src/renderer/screens/ranking/table/columns.ts'
import { bestFirst, columnOfSort, sortOfColumn } from '../../../src/renderer/screens/ranking/table/sorting.ts'

const RMSE = { score: 'rmse', comparedScore: 'stability' } as const
const STABILITY = { score: 'stability', comparedScore: 'rmse' } as const

describe('the title of a column orders', () => {
  test.each([
    ['rank', 'ascending', RMSE, { by: 'score', direction: 'ascending' }],
    ['rank', 'ascending', STABILITY, { by: 'score', direction: 'descending' }],
    ['score', 'descending', STABILITY, { by: 'score', direction: 'descending' }],
    ['logOdds', 'descending', STABILITY, { by: 'score', direction: 'descending' }],
    // The smallest error has the largest percentile.
    ['percentile', 'ascending', RMSE, { by: 'score', direction: 'descending' }],
    ['comparedRank', 'ascending', RMSE, { by: 'comparedScore', direction: 'descending' }],
    ['comparedRank', 'ascending', STABILITY, { by: 'comparedScore', direction: 'ascending' }],
    ['rankChange', 'descending', RMSE, { by: 'rankChange', direction: 'descending' }],
    ['charge', 'ascending', RMSE, { by: 'charge', direction: 'ascending' }],
    ['id', 'descending', RMSE, { by: 'identifier', direction: 'descending' }],
    ['line', 'ascending', RMSE, { by: 'added', direction: 'ascending' }],
  ] as const)('%s %s of %j', (key, direction, scores, sort) => {
    expect(sortOfColumn({ key, direction }, scores)).toEqual(sort)
    expect(columnOfSort(sort, key, scores)).toEqual({ key, direction })
  })

  test('unless its values are found for the rows in view alone', () => {
    const titles = rankingColumns({
      model: { kind: 'rmse', name: 'One' },
      compared: { kind: 'stability', name: 'Two' },
      lists: 'all',
    })
    const unsortable = titles.filter(({ isSortable }) => isSortable === false)
    expect(unsortable.map(({ key }) => key)).toEqual(['nearest', 'training'])
    for (const { hint } of unsortable) expect(hint).toContain('cannot be sorted')
  })
})

describe('an order shows', () => {
  test('on its own column when it comes from the address', () => {
    expect(columnOfSort({ by: 'score', direction: 'descending' }, null, RMSE)).toEqual({
      key: 'score',
      direction: 'descending',
    })
  })

  test('on the column that was asked for, in the direction of its values', () => {
    expect(columnOfSort({ by: 'score', direction: 'descending' }, 'percentile', RMSE)).toEqual({
      key: 'percentile',
      direction: 'ascending',
    })
  })

  test('no longer there once another order is chosen elsewhere', () => {
    expect(columnOfSort({ by: 'formula', direction: 'ascending' }, 'percentile', RMSE)?.key).toBe('formula')
  })
})

test('the best comes first: the smallest error, the largest stability score', () => {
  expect(bestFirst('rmse')).toEqual({ by: 'score', direction: 'ascending' })
  expect(bestFirst('stability')).toEqual({ by: 'score', direction: 'descending' })
})

import { expect, test } from 'vitest'
import {
  nextSort,
  shownColumns,
  toggleColumn,
  USUAL_LAYOUT,
  withWidth,
} from '../../../src/renderer/components/virtual-table/columns.ts'

const columns = [
  { key: 'formula', title: 'Formula', width: 180, isFixed: true },
  { key: 'rmse', title: 'RMSE', width: 100 },
] as const

test('hidden columns do not show, but for what a row is known by', () => {
  const layout = toggleColumn(toggleColumn(USUAL_LAYOUT, 'rmse'), 'formula')
  expect(shownColumns(columns, layout).map(({ key }) => key)).toEqual(['formula'])
  expect(shownColumns(columns, toggleColumn(layout, 'rmse')).map(({ key }) => key)).toEqual([
    'formula',
    'rmse',
  ])
})

test.each([
  [140.4, 140],
  [3, 48],
  [5000, 1200],
])('a column dragged to %d is %d wide', (to, width) => {
  expect(shownColumns(columns, withWidth(USUAL_LAYOUT, 'rmse', to))[1]?.width).toBe(width)
})

test('a title sorts upwards first, then downwards; another title starts anew', () => {
  const first = nextSort(null, 'rmse')
  expect(first).toEqual({ key: 'rmse', direction: 'ascending' })
  expect(nextSort(first, 'rmse').direction).toBe('descending')
  expect(nextSort(nextSort(first, 'rmse'), 'rmse').direction).toBe('ascending')
  expect(nextSort(nextSort(first, 'rmse'), 'formula')).toEqual({ key: 'formula', direction: 'ascending' })
})

import { expect, test } from 'vitest'
import {
  type ColumnLayout,
  cellAt,
  nextSort,
  pinnedColumns,
  rowCells,
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
  const [formula, rmse] = columns
  const layout = toggleColumn(toggleColumn(USUAL_LAYOUT, rmse), formula)
  expect(shownColumns(columns, layout).map(({ key }) => key)).toEqual(['formula'])
  expect(shownColumns(columns, toggleColumn(layout, rmse)).map(({ key }) => key)).toEqual(['formula', 'rmse'])
})

test('a column that is there on demand shows once it is asked for', () => {
  const logOdds = { key: 'logOdds', title: 'Log-odds', width: 84, isOnDemand: true } as const
  const keys = (layout: ColumnLayout) => shownColumns([...columns, logOdds], layout).map(({ key }) => key)
  expect(keys(USUAL_LAYOUT)).toEqual(['formula', 'rmse'])
  const asked = toggleColumn(USUAL_LAYOUT, logOdds)
  expect(keys(asked)).toEqual(['formula', 'rmse', 'logOdds'])
  expect(toggleColumn(asked, logOdds)).toEqual(USUAL_LAYOUT)
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

test('columns that stand side by side and are joined have one cell', () => {
  const four = ['formula', 'rmse', 'charge', 'note'].map(key => ({ key, title: key, width: 100 }))
  const spans = (joined: string[]) =>
    rowCells(four, joined).map(({ column, place, span }) => [column.key, place, span])
  expect(spans([])).toEqual([
    ['formula', 0, 1],
    ['rmse', 1, 1],
    ['charge', 2, 1],
    ['note', 3, 1],
  ])
  expect(spans(['rmse', 'charge'])).toEqual([
    ['formula', 0, 1],
    ['rmse', 1, 2],
    ['note', 3, 1],
  ])
  expect(spans(['rmse', 'note'])).toEqual(spans([]))
  expect(cellAt(rowCells(four, ['rmse', 'charge']), 2)?.column.key).toBe('rmse')
})

test('the first columns that cannot be hidden stay in view', () => {
  const fixed = (key: string, width: number) => ({ key, title: key, width, isFixed: true }) as const
  const free = { key: 'rmse', title: 'RMSE', width: 100 }
  const pinned = pinnedColumns([fixed('rank', 72), fixed('formula', 200), free, fixed('late', 80)])
  expect([...pinned]).toEqual([
    ['rank', 0],
    ['formula', 72],
  ])
})

import { expect, test } from 'vitest'
import type { EntryRow } from '../../../src/contract/index.ts'
import { rowsAsText } from '../../../src/renderer/screens/ranking/selection/rows-as-text.ts'

const garnet = {
  rank: 4,
  text: 'Li7La3Zr2O12',
  score: 0.02741,
  percentile: 91.83,
  comparedRank: 9,
  comparedScore: 0.0312,
  comparedPercentile: 80.04,
  label: null,
  tags: ['garnet', 'try first'],
  note: 'see p. 4,\nTable 2',
  energyAboveHullEvPerAtom: 0.0071,
  externalId: 'mp-942733',
} as unknown as EntryRow

const cells = (text: string) => text.split('\n').map(line => line.split('\t'))

test('ranked lines go onto the clipboard as a worksheet takes them: a line each, titles above', () => {
  const [titles, first, ...others] = cells(rowsAsText([garnet], { score: 'rmse', comparedScore: null }))
  expect(titles?.slice(0, 4)).toEqual(['Rank', 'Formula', 'RMSE', 'Percentile'])
  expect(first).toEqual([
    '4',
    'Li7La3Zr2O12',
    '0.0274',
    '91.8',
    '',
    'garnet, try first',
    'see p. 4, Table 2',
    '0.007',
    'mp-942733',
  ])
  expect(others).toEqual([])
})

test('a comparison brings the ranks and errors of the second model', () => {
  const [titles, first] = cells(rowsAsText([garnet], { score: 'rmse', comparedScore: 'rmse' }))
  expect(titles?.slice(4, 7)).toEqual(['Rank 2', 'RMSE 2', 'Percentile 2'])
  expect(first?.slice(4, 7)).toEqual(['9', '0.0312', '80.0'])
})

test('a stability score is its percentile, with the log-odds behind it, and RMSE stands beside under its name', () => {
  const scored = { ...garnet, score: -1.254, percentile: 8.73 }
  const [titles, first] = cells(rowsAsText([scored], { score: 'stability', comparedScore: 'rmse' }))
  expect(titles?.slice(0, 7)).toEqual([
    'Rank',
    'Formula',
    'Stability score',
    'Log-odds',
    'Rank by RMSE',
    'RMSE',
    'Percentile',
  ])
  expect(first?.slice(2, 7)).toEqual(['8.7', '−1.25', '9', '0.0312', '80.0'])
})

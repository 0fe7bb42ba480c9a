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
  label: null,
  tags: ['garnet', 'try first'],
  note: 'see p. 4,\nTable 2',
  energyAboveHullEvPerAtom: 0.0071,
  externalId: 'mp-942733',
} as unknown as EntryRow

const cells = (text: string) => text.split('\n').map(line => line.split('\t'))

test('ranked lines go onto the clipboard as a worksheet takes them: a line each, titles above', () => {
  const [titles, first, ...others] = cells(rowsAsText([garnet], 'without'))
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
  const [titles, first] = cells(rowsAsText([garnet], 'with'))
  expect(titles?.slice(4, 6)).toEqual(['Rank 2', 'RMSE 2'])
  expect(first?.slice(4, 6)).toEqual(['9', '0.0312'])
})

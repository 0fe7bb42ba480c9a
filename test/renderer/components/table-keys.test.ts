import { expect, test } from 'vitest'
import {
  ELEMENT_KEYS,
  elementPurposeOf,
} from '../../../src/renderer/components/periodic-table/element-keys.ts'
import {
  TABLE_KEYS,
  type TableAction,
  tableActionOf,
} from '../../../src/renderer/components/virtual-table/table-keys.ts'

test.each<[key: string, held: 'Ctrl' | 'Command' | 'nothing', TableAction | null]>([
  ['F2', 'nothing', 'edit'],
  ['a', 'Ctrl', 'all'],
  ['a', 'Command', 'all'],
  ['a', 'nothing', null],
  ['c', 'nothing', null],
  // Ctrl moves without selecting.
  ['ArrowDown', 'Ctrl', 'down'],
  ['Insert', 'nothing', null],
])('%s with %s held means %s to a table of rows', (key, held, action) => {
  expect(tableActionOf({ key, ctrlKey: held === 'Ctrl', metaKey: held === 'Command' })).toBe(action)
})

test('no key means two things', () => {
  for (const keys of [TABLE_KEYS, ELEMENT_KEYS])
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length)
  expect(elementPurposeOf('−')).toBe(elementPurposeOf('-'))
})

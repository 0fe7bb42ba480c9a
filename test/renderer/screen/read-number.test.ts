import { expect, test } from 'vitest'
import { readNumber } from '../../../src/renderer/screens/screen/editing/read-number.ts'

test.each<[text: string, number: number | null]>([
  ['6', 6],
  [' 50000 ', 50_000],
  ['50,000', 50_000],
  ['1,000,000', 1_000_000],
  ['0,5', 0.5],
  ['0.25', 0.25],
  ['.5', 0.5],
  ['2.', 2],
  ['-1', -1],
  ['50,00', 50],
  ['', null],
  ['-', null],
  ['1e5', null],
  ['0x10', null],
  ['many', null],
])('%s is %s', (text, number) => {
  expect(readNumber(text)).toBe(number)
})

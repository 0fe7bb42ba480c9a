import { expect, it } from 'vitest'
import { readWidths, widthsText } from '../../../src/renderer/screens/models/training/widths.ts'

it.each<[string, number[] | null]>([
  ['1024, 512, 256', [1024, 512, 256]],
  ['32 16', [32, 16]],
  ['8;4,', [8, 4]],
  ['', null],
  ['32, many', null],
  ['32, -1', null],
  ['1.5', null],
  ['8193', null],
  [Array(31).fill('4').join(), null],
])('“%s” as layer widths', (text, widths) => {
  expect(readWidths(text)).toEqual(widths)
  if (widths !== null) expect(readWidths(widthsText(widths))).toEqual(widths)
})

import { expect, test } from 'vitest'
import {
  electronegativityColouring,
  type ValueColouring,
  valueColours,
  valueRange,
} from '../../../src/renderer/components/periodic-table/colouring.ts'
import { contrast } from '../../../src/renderer/theme/colour.ts'
import { scaleColour } from '../../../src/renderer/theme/rmse-scale.ts'
import { TOKENS } from '../../../src/renderer/theme/tokens.ts'

const counts: ValueColouring = {
  id: 'count',
  kind: 'values',
  label: 'count',
  values: new Map([
    ['O', 9999],
    ['Li', 99],
    ['Tc', 0],
  ]),
  scale: 'amount',
  spacing: 'log',
  format: String,
}

test('an element without a value has no colour, one with zero has the lowest', () => {
  const colours = valueColours(counts, TOKENS.light)
  expect(colours.has('Og')).toBe(false)
  expect(colours.get('Tc')?.fill).toBe(TOKENS.light.quietHover)
  expect(colours.get('O')?.fill).toBe(TOKENS.light.accent)
})

test('counts are spaced by decades: 99 lies half way from 0 to 9,999', () => {
  const rmse: ValueColouring = { ...counts, scale: 'rmse' }
  expect(valueColours(rmse, TOKENS.light).get('Li')?.fill).toBe(scaleColour(0.5))
})

test('one value alone takes the low end', () => {
  const one: ValueColouring = { ...counts, scale: 'rmse', values: new Map([['O', 5]]) }
  expect(valueColours(one, TOKENS.dark).get('O')?.fill).toBe(scaleColour(0))
  expect(valueRange({ ...counts, values: new Map() })).toBeNull()
})

test('electronegativity runs from francium to fluorine and reads in both schemes', () => {
  const colouring = electronegativityColouring('electronegativity')
  expect(valueRange(colouring)).toEqual([0.7, 3.98])
  expect(colouring.values.has('He')).toBe(false)
  for (const tokens of [TOKENS.light, TOKENS.dark]) {
    for (const { fill, ink } of valueColours(colouring, tokens).values())
      expect(contrast(ink, fill)).toBeGreaterThanOrEqual(4.5)
  }
})

import { describe, expect, test } from 'vitest'
import {
  findElement,
  type MoveKey,
  moveFrom,
  PLACES,
  ROWS,
} from '../../../src/renderer/components/periodic-table/grid.ts'
import { typingBuffer } from '../../../src/renderer/components/periodic-table/typing.ts'

describe('places', () => {
  test('118 elements, no two in one place', () => {
    expect(new Set(PLACES.map(({ row, column }) => `${row} ${column}`)).size).toBe(118)
  })

  test('rows have as many elements as the table has', () => {
    expect(ROWS.map(row => row.length)).toEqual([2, 8, 8, 18, 18, 17, 17, 15, 15])
  })

  test.each([
    ['H', 1, 1],
    ['He', 1, 18],
    ['Y', 5, 3],
    ['Hf', 6, 4],
    ['La', 8, 4],
    ['Lu', 8, 18],
    ['Og', 7, 18],
    ['Lr', 9, 18],
  ])('%s stands in row %d, column %d', (symbol, row, column) => {
    expect(PLACES.find(({ element }) => element.symbol === symbol)).toMatchObject({ row, column })
  })
})

test.each<[string, MoveKey, string]>([
  ['Li', 'ArrowRight', 'Be'],
  // Gaps are passed over.
  ['Be', 'ArrowRight', 'B'],
  ['H', 'ArrowRight', 'He'],
  ['B', 'ArrowLeft', 'Be'],
  ['Ba', 'ArrowRight', 'Hf'],
  // Nothing further.
  ['He', 'ArrowRight', 'He'],
  ['H', 'ArrowUp', 'H'],
  ['Fr', 'ArrowDown', 'Fr'],
  ['Y', 'ArrowDown', 'Y'],
  // Into the f block and out of it.
  ['Rf', 'ArrowDown', 'La'],
  ['La', 'ArrowUp', 'Rf'],
  ['Og', 'ArrowDown', 'Lu'],
  ['Ge', 'Home', 'K'],
  ['Ge', 'End', 'Kr'],
  ['Ge', 'Control+Home', 'H'],
  ['Ge', 'Control+End', 'Lr'],
])('from %s, %s leads to %s', (from, key, to) => {
  expect(moveFrom(from, key)).toBe(to)
})

test('every element can be reached from hydrogen by arrows', () => {
  const reached = new Set(['H'])
  for (const symbol of reached) {
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const)
      reached.add(moveFrom(symbol, key))
  }
  expect(reached.size).toBe(118)
})

test.each([
  ['s', 'S'],
  ['si', 'Si'],
  ['SI', 'Si'],
  ['sil', 'Si'],
  ['silv', 'Ag'],
  ['iro', 'Fe'],
  ['32', 'Ge'],
  ['3', 'Li'],
  ['g', 'Ga'],
])('typing %s finds %s', (typed, symbol) => {
  expect(findElement(typed)?.symbol).toBe(symbol)
})

test.each(['', 'xx', '0', '119', 'ironx'])('typing “%s” finds none', typed => {
  expect(findElement(typed)).toBeNull()
})

test('typed characters are one word until there is a pause or another key', () => {
  const buffer = typingBuffer(800)
  expect(buffer.add('g', 0)).toBe('g')
  expect(buffer.add('e', 700)).toBe('ge')
  expect(buffer.add('p', 1600)).toBe('p')
  buffer.clear()
  expect(buffer.add('t', 1700)).toBe('t')
})

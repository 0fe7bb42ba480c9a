import { describe, expect, test } from 'vitest'
import { balanceCharges } from '../../../src/domain/charge/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import {
  chargeText,
  mixedValence,
  offeredStates,
  readState,
  toggledStates,
} from '../../../src/renderer/components/oxidation-states/state-choice.ts'

test.each([
  [1, '1+'],
  [-1, '1−'],
  [2, '2+'],
  [-2, '2−'],
  [-0.5, '0.5−'],
])('a charge of %d is written %s', (charge, text) => {
  expect(chargeText(charge)).toBe(text)
})

test.each<[typed: string, charge: number | null]>([
  ['2', 2],
  ['+2', 2],
  ['2+', 2],
  [' −1 ', -1],
  ['1-', -1],
  ['-0,5', -0.5],
  ['0', null],
  ['+2-', null],
  ['12', null],
  ['two', null],
  ['', null],
])('typed %j is the state %s', (typed, charge) => {
  expect(readState(typed)).toBe(charge)
})

describe('the states of an element', () => {
  test('are offered from negative to positive, with those allowed', () => {
    const iron = offeredStates('Fe', {}, 'common')
    expect(iron.map(({ charge }) => charge)).toEqual(
      iron.map(({ charge }) => charge).toSorted((a, b) => a - b),
    )
    expect(iron.filter(({ isAllowed }) => isAllowed).map(({ charge }) => charge)).toEqual([2, 3])
    expect(offeredStates('Fe', {}, 'all').every(({ isAllowed }) => isAllowed)).toBe(true)
  })

  test('may be one of the user’s own', () => {
    expect(offeredStates('K', { K: [-1] }, 'all')).toEqual([
      { charge: -1, kind: 'own', isAllowed: true },
      { charge: 1, kind: 'common', isAllowed: false },
    ])
  })

  test('change over one by one, and back to what is known is no choice', () => {
    const withoutThree = toggledStates('Fe', 3, {}, 'common')
    expect(withoutThree).toEqual([2])
    expect(toggledStates('Fe', 3, { Fe: [2] }, 'common')).toBeNull()
    expect(toggledStates('Fe', 4, {}, 'common')).toEqual([3, 2, 4])
  })

  test('are never none', () => {
    expect(toggledStates('Na', 1, {}, 'all')).toEqual([1])
  })
})

test.each([
  ['Fe3O4', ['Fe']],
  ['BaTiO3', []],
])('mixed valence of %s: %j', (formula, symbols) => {
  expect(mixedValence(balanceCharges(parseFormula(formula)).assignments[0]!.ions)).toEqual(symbols)
})

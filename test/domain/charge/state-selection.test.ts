import { describe, expect, test } from 'vitest'
import { balanceCharges, knownStates, type StateSelection } from '../../../src/domain/charge/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'

describe('known states', () => {
  test('the common ones come first, the most reported one before all', () => {
    expect(knownStates('Fe').filter(state => state.isCommon)).toEqual([
      { charge: 3, isCommon: true },
      { charge: 2, isCommon: true },
    ])
    expect(knownStates('Fe').find(state => state.charge === 4)).toEqual({ charge: 4, isCommon: false })
  })

  test('an element without any has none', () => {
    expect(knownStates('Ne')).toEqual([])
  })
})

describe('which states a balance may use', () => {
  test.each<[formula: string, selection: StateSelection, verdict: string]>([
    ['Fe2O3', 'common', 'neutral'],
    ['Fe3O4', 'common', 'neutral'],
    // iron(IV)
    ['SrFeO3', 'common', 'unbalanced'],
    ['SrFeO3', 'all', 'neutral'],
  ])('%s with %s states: %s', (formula, selection, verdict) => {
    expect(balanceCharges(parseFormula(formula), { selection }).verdict).toBe(verdict)
  })

  test('chosen states count whatever the selection', () => {
    const balance = balanceCharges(parseFormula('SrFeO3'), { selection: 'common', states: { Fe: [4] } })
    expect(balance.verdict).toBe('neutral')
  })
})

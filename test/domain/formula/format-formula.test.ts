import { describe, expect, test } from 'vitest'
import {
  electropositiveOrder,
  type FormulaStyle,
  formatAmount,
  formatFormula,
  parseFormula,
} from '../../../src/domain/formula/index.ts'

test.each<[FormulaStyle, string]>([
  ['plain', 'Li1.3Al0.3Ti1.7P3O12'],
  ['unicode', 'Li₁.₃Al₀.₃Ti₁.₇P₃O₁₂'],
  ['html', 'Li<sub>1.3</sub>Al<sub>0.3</sub>Ti<sub>1.7</sub>P<sub>3</sub>O<sub>12</sub>'],
])('a formula in %s style is %s, in the order given', (style, expected) => {
  const composition = parseFormula('Li1.3Al0.3Ti1.7(PO4)3')
  expect(formatFormula(composition, style)).toBe(expected)
  expect(parseFormula(expected)).toEqual(composition)
})

describe('an amount', () => {
  test.each([
    [1, '1'],
    [0.1 + 0.2, '0.3'],
    [0.05, '0.05'],
    [1 / 3, '0.3333'],
    [2 / 3, '0.6667'],
    [5 / 6, '0.8333'],
    [1.5, '1.5'],
    [0.000001, '0.000001'],
    [1000000, '1000000'],
    [1e9, '1000000000'],
    [1.02573, '1.02573'],
  ])('%d is written %s', (amount, text) => {
    expect(formatAmount(amount)).toBe(text)
  })
})

test.each([
  ['S12Ge1Li10P2', 'Li10GeP2S12'],
  ['OTiSr', 'SrTiO'],
  ['ClNa', 'NaCl'],
  ['O4PFeLi', 'LiFePO4'],
])('%s from electropositive to electronegative is %s', (text, ordered) => {
  expect(formatFormula(electropositiveOrder(parseFormula(text)))).toBe(ordered)
})

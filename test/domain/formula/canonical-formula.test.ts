import { describe, expect, test } from 'vitest'
import {
  canonicalFormula,
  formatFormula,
  parseFormula,
  reducedComposition,
} from '../../../src/domain/formula/index.ts'

const canonical = (text: string) => canonicalFormula(parseFormula(text))

describe('the canonical formula', () => {
  test.each([
    ['NaCl', 'ClNa'],
    ['Na2Cl2', 'ClNa'],
    ['Na0.5Cl0.5', 'ClNa'],
    ['Li1.3Al0.3Ti1.7(PO4)3', 'Al3Li13O120P30Ti17'],
    ['Li13Al3Ti17P30O120', 'Al3Li13O120P30Ti17'],
    ['Ca0.95Eu0.05Bi2Ta2O9', 'Bi40Ca19EuO180Ta40'],
    ['O2', 'O'],
    ['CO', 'CO'],
    ['Co', 'Co'],
    ['COC', 'C2O'],
    ['CSc', 'CSc'],
    // thirds, however written
    ['LiNi1/3Mn1/3Co1/3O2', 'CoLi3MnNiO6'],
    ['LiNi0.333Mn0.333Co0.333O2', 'CoLi3MnNiO6'],
    ['LiNi0.3333Mn0.3333Co0.3333O2', 'CoLi3MnNiO6'],
    ['Li3NiMnCoO6', 'CoLi3MnNiO6'],
    // two decimals are taken as written
    ['LiNi0.33Mn0.33Co0.34O2', 'Co34Li100Mn33Ni33O200'],
    // least amount above 1000 atoms: ratios to six significant digits
    ['Zn0.9873Mg1.0127', 'Mg1.02573Zn'],
    ['Zn98.73Mg101.27', 'Mg1.02573Zn'],
    ['Na0.999Cl', 'Cl1000Na999'],
    ['Y2.999Ce0.001Al5O12', 'Al5000CeO12000Y2999'],
  ])('of %s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected)
  })
})

test('the reduced composition keeps the order of the formula', () => {
  expect(formatFormula(reducedComposition(parseFormula('Li1.3Al0.3Ti1.7(PO4)3')))).toBe('Li13Al3Ti17P30O120')
})

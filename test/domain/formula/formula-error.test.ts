import { describe, expect, test } from 'vitest'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { FormulaError, parseFormula } from '../../../src/domain/formula/index.ts'

function refusal(text: string, variables: Record<string, number> = {}): FormulaError {
  try {
    parseFormula(text, { variables })
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
  throw new Error(`${text} was read`)
}

test('is an AnomaliteError with code, kind, place, remedy and suggestion', () => {
  const error = refusal('Li1,3O')
  expect(error).toBeInstanceOf(AnomaliteError)
  expect(error).toMatchObject({
    code: 'formula/decimal-comma',
    kind: 'decimal-comma',
    position: 3,
    length: 1,
    suggestion: 'Li1.3O',
    message: 'A comma stands between two digits: decimals take a dot.',
    details: { position: 3, length: 1, suggestion: 'Li1.3O' },
  })
})

// Kind, text with the faulty part between ‹ and ›, suggestion.
describe('refuses', () => {
  test.each([
    ['empty', '‹›', null],
    ['empty', '‹›  ', null],
    ['empty', '2‹›', null],
    ['empty', 'NaCl·‹›', null],
    ['unknown-element', 'Na‹Xx›2', null],
    ['unknown-element', 'N‹A›CL', 'NaCl'],
    ['unknown-element', '‹nacl›', 'NaCl'],
    ['unknown-element', 'Na‹cl›', 'NaCl'],
    ['unknown-element', '‹L›IFEPO4', 'LiFePO4'],
    ['unknown-element', '‹L›ICOO2', 'LiCoO2'],
    ['unknown-element', 'C‹A›CO3', 'CaCO3'],
    ['unknown-element', 'Fe‹So›4', 'FeSO4'],
    ['unknown-element', 'NaCl ‹foo›', null],
    ['placeholder', '‹Me›OH', '(CH3)OH'],
    ['placeholder', '‹Ln›2O3', null],
    ['isotope', '‹D›2O', 'H2O'],
    ['isotope', 'Li‹T›', 'LiH'],
    ['isotope', '‹¹³›CO2', 'CO2'],
    ['charge', 'SO4‹^2-›', 'SO4'],
    ['charge', 'SO4‹²⁻›', 'SO4'],
    ['charge', 'SO₄‹²⁻›', 'SO4'],
    ['charge', 'SO4 ‹2-›', 'SO4'],
    ['charge', 'SO4‹2-›', 'SO4'],
    ['charge', 'NH4‹+›', 'NH4'],
    ['charge', 'Fe‹2+›', 'Fe'],
    ['charge', 'Na‹+›', 'Na'],
    ['charge', '[Fe(CN)6]‹4-›', '[Fe(CN)6]'],
    ['charge', 'Fe3‹+2›O3', 'Fe3O3'],
    ['charge', 'Fe‹(II)›O', 'FeO'],
    ['vacancy', 'La0.9‹□›0.1MnO3', 'La0.9MnO3'],
    ['vacancy', '‹Va›2NaCl', 'NaCl'],
    ['phase-label', '‹α-›Al2O3', 'Al2O3'],
    ['phase-label', '‹h-›BN', 'BN'],
    ['phase-label', 'NaCl‹(aq)›', 'NaCl'],
    ['dopant', 'Y2O3‹:Eu3+›', null],
    ['shared-site', '(Mg‹,›Fe)2SiO4', null],
    ['variable-without-value', 'Ca1-‹x›EuxBi2Ta2O9', null],
    ['variable-without-value', 'YBa2Cu3O7-‹δ›', 'YBa2Cu3O7'],
    ['variable-without-value', 'LaMnO3‹±δ›', 'LaMnO3'],
    ['invalid-amount', 'Na‹1/0›Cl', null],
    ['zero-amount', 'Na‹0›Cl', 'NaOCl'],
    ['zero-amount', 'LiC‹0›O2', 'LiCoO2'],
    ['amount-too-small', '‹Na›0.0000001Cl', null],
    ['amount-too-small', '‹Na›0.01Cl100000', null],
    ['amount-too-large', 'Li‹12345678901234567890›', null],
    ['amount-too-large', '(Na1000000)‹1000000›', null],
    ['unknown-element', 'Li1‹e›400', null],
    ['decimal-comma', 'Li0‹,›5CoO2', 'Li0.5CoO2'],
    ['decimal-comma', 'Li1‹,›3Al0,3Ti1,7(PO4)3', 'Li1.3Al0.3Ti1.7(PO4)3'],
    ['ambiguous-dot', 'MgO‹.2›SiO2', 'MgO·2SiO2'],
    ['ambiguous-dot', 'Li‹.5›', 'Li0.5'],
    ['ambiguous-dot', 'CaO.Al2O3‹.›2SiO2', 'CaO.Al2O3·2SiO2'],
    ['ambiguous-dash', '0.9BaTiO3‹-›0.1BiScO3', '0.9BaTiO3·0.1BiScO3'],
    ['ambiguous-dash', '(1-0.1)BaTiO3‹-›0.1BiScO3', '(1-0.1)BaTiO3·0.1BiScO3'],
    ['ambiguous-dash', 'Li2O‹-›2B2O3', 'Li2O·2B2O3'],
    ['ambiguous-dash', 'B2O3‹-›2Li2O', 'B2O3·2Li2O'],
    ['ambiguous-dash', 'Al2O3‹–›SiO2', 'Al2O3·SiO2'],
    ['stray-space', 'CuSO4‹ ›5H2O', 'CuSO4·5H2O'],
    ['letter-o-for-zero', 'Al‹O›.3Ti1.7', 'Al0.3Ti1.7'],
    ['letter-o-for-zero', 'Li‹o›.3Cl', 'Li0.3Cl'],
    ['zero-for-letter-o', 'CuS‹0›4', 'CuSO4'],
    ['full-width', '‹ＮａＣｌ›', 'NaCl'],
    ['full-width', 'Na‹（ＯＨ）›', 'Na(OH)'],
    ['look-alike', 'Ca‹О›', 'CaO'],
    ['unmatched-bracket', 'NaCl‹)›', null],
    ['unmatched-bracket', '‹(›NaCl', '(NaCl)'],
    ['unmatched-bracket', '(NaCl‹]›', '(NaCl)'],
    ['empty-bracket', 'NaCl‹()›', null],
    ['unexpected-character', 'Fe2O3‹/›TiO2', null],
    ['unexpected-character', 'Na‹=›Cl', null],
    ['unexpected-character', 'NaCl‹,›', null],
    ['unexpected-character', 'K2NiF4‹-›type', null],
    ['unexpected-character', 'V‹_›O', null],
    ['unexpected-character', 'Na‹😀›', null],
  ] as const)('%s: %s', (kind, marked, suggestion) => {
    const text = marked.replace(/[‹›]/g, '')
    const position = marked.indexOf('‹')
    const length = marked.indexOf('›') - position - 1
    const { kind: foundKind, position: foundPosition, length: foundLength, suggestion: found } = refusal(text)
    expect({ kind: foundKind, position: foundPosition, length: foundLength, suggestion: found }).toEqual({
      kind,
      position,
      length,
      suggestion,
    })
  })

  test('a formula that lacks a value with “give x a value”', () => {
    expect(refusal('Ca1-xEuxBi2Ta2O9').message).toContain('give x a value')
  })

  test('values that make an amount negative', () => {
    expect(refusal('Ca1-xEuxO', { x: 1.5 })).toMatchObject({
      kind: 'negative-amount',
      position: 2,
      length: 3,
    })
  })

  test('values that leave no element', () => {
    expect(refusal('Cax', { x: 0 })).toMatchObject({ kind: 'empty' })
  })

  test('values that are no numbers', () => {
    expect(refusal('Cax', { x: Number.NaN })).toMatchObject({
      kind: 'invalid-variable',
      position: 2,
      length: 1,
    })
  })

  test.each(['(', '[', '{'])('10,000 nested %s before the stack ends, and 100 by their depth', opening => {
    expect(refusal(opening.repeat(10_000))).toMatchObject({ kind: 'too-long' })
    expect(refusal(opening.repeat(100))).toMatchObject({ kind: 'too-deep', position: 32 })
  })

  test('text longer than any formula', () => {
    expect(refusal('H'.repeat(1001))).toMatchObject({ kind: 'too-long', position: 1000, length: 1 })
  })
})

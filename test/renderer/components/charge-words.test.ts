import { expect, test } from 'vitest'
import { balanceCharges } from '../../../src/domain/charge/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { chargeWords } from '../../../src/renderer/components/charge-words.ts'

test.each([
  ['Li10GeP2S12', 'Neutral'],
  ['Cu3Au', 'Not ionic'],
  ['NaCl2', 'Off by −0.33 per atom'],
])('%s: %s', (formula, expected) => {
  expect(chargeWords(balanceCharges(parseFormula(formula)))).toBe(expected)
})

test('elements without a state are named', () => {
  expect(chargeWords({ verdict: 'unknown-states', chargePerAtom: null, symbols: ['Og', 'Ne'] })).toBe(
    'No oxidation state known for Og and Ne',
  )
})

test('a small imbalance shows, at two figures', () => {
  expect(chargeWords({ verdict: 'unbalanced', chargePerAtom: 0.00412 })).toBe('Off by +0.0041 per atom')
})

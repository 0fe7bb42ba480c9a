import { expect, test } from 'vitest'
import { compositionParts, textParts } from '../../../src/renderer/components/formula/formula-parts.ts'

/** Subscripts in brackets. */
function shown(parts: readonly { text: string; level: string }[]): string {
  return parts.map(({ text, level }) => (level === 'subscript' ? `<${text}>` : text)).join('')
}

test.each([
  ['Li10GeP2S12', 'Li<10>GeP<2>S<12>'],
  ['Ca₃(PO₄)₂', 'Ca<3>(PO<4>)<2>'],
  ['CuSO4·5H2O', 'CuSO<4>·5H<2>O'],
  ['2MgO·3SiO2', '2MgO·3SiO<2>'],
  ['Li1.3Al0.3Ti1.7(PO4)3', 'Li<1.3>Al<0.3>Ti<1.7>(PO<4>)<3>'],
  ['K3[Fe(CN)6]', 'K<3>[Fe(CN)<6>]'],
  ['<img src=x>', '<img src=x>'],
  ['', ''],
])('%s is set as %s', (text, expected) => {
  expect(shown(textParts(text))).toBe(expected)
})

test('a composition leaves ones out and keeps fractions', () => {
  const composition = [
    { symbol: 'Fe', amount: 0.95 },
    { symbol: 'O', amount: 1 },
  ]
  expect(shown(compositionParts(composition))).toBe('Fe<0.95>O')
})

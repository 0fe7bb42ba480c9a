import { describe, expect, test } from 'vitest'
import { formatFormula, parseFormula } from '../../../src/domain/formula/index.ts'

/** What the reader made of a formula, written plainly. */
const read = (text: string, variables: Record<string, number> = {}) =>
  formatFormula(parseFormula(text, { variables }))

test('gives distinct elements in order of first mention', () => {
  expect(parseFormula('CH3COONa')).toEqual([
    { symbol: 'C', amount: 2 },
    { symbol: 'H', amount: 3 },
    { symbol: 'O', amount: 2 },
    { symbol: 'Na', amount: 1 },
  ])
})

describe('reads', () => {
  test.each([
    // brackets
    ['Li1.3Al0.3Ti1.7(PO4)3', 'Li1.3Al0.3Ti1.7P3O12'],
    ['(NH4)2[FeCl5(H2O)]', 'N2H10FeCl5O'],
    ['(Mg0.9Fe0.1)2SiO4', 'Mg1.8Fe0.2SiO4'],
    ['K4[Fe{CN}6]', 'K4FeC6N6'],
    ['((Na2(SO4)2)2O)3', 'Na12S12O51'],
    // hydrates and adducts
    ['CuSO4·5H2O', 'CuSO9H10'],
    ['CuSO4•5H2O', 'CuSO9H10'],
    ['CuSO4*5H2O', 'CuSO9H10'],
    ['CuSO4 · 5 H2O', 'CuSO9H10'],
    ['CuSO4.5H2O', 'CuSO9H10'],
    ['Zn(NO3)2.6H2O', 'ZnN2O12H12'],
    ['Na2CO3.10H2O', 'Na2CO13H20'],
    ['CaO.2H2O', 'CaO3H4'],
    ['CuSO4.5(H2O)', 'CuSO9H10'],
    ['CuSO4.5 H2O', 'CuSO9H10'],
    ['CuSO4. 5H2O', 'CuSO9H10'],
    ['Al2(SO4)3.18H2O', 'Al2S3O30H36'],
    ['CoCl3.6NH3', 'CoCl3N6H18'],
    ['Fe(NO3)3·9(H2O)', 'FeN3O18H18'],
    ['CaSO4·0.5H2O', 'CaSO4.5H'],
    ['CaSO4.0.5H2O', 'CaSO4.5H'],
    ['CaSO4·½H2O', 'CaSO4.5H'],
    ['CaSO4.1/2H2O', 'CaSO4.5H'],
    ['K0.27MnO2.0.54H2O', 'K0.27MnO2.54H1.08'],
    ['0.5Li2O·0.5SiO2', 'LiO1.5Si0.5'],
    ['[Cr(H2O)4Cl2]Cl.2H2O', 'CrH12O6Cl3'],
    ['MgO.Al2O3', 'MgO4Al2'],
    // decimals and fractions
    ['Ti0.5H2O', 'Ti0.5H2O'],
    ['Bi₂Te₂.₇Se₀.₃', 'Bi2Te2.7Se0.3'],
    ['Fe1/2O', 'Fe0.5O'],
    ['Pb(Mg1/3Nb2/3)O3', 'PbMg0.3333Nb0.6667O3'],
    ['0.7Pb(Mg1/3Nb2/3)O3·0.3PbTiO3', 'PbMg0.233333333333333Nb0.466666666666667O3Ti0.3'],
    ['Fe½O', 'Fe0.5O'],
    ['Fe1½O', 'Fe1.5O'],
    ['Zr(1/2)O', 'Zr0.5O'],
    // spellings of subscripts
    ['Li₁₀GeP₂S₁₂', 'Li10GeP2S12'],
    ['Fe²O³', 'Fe2O3'],
    ['Na_{0.5}Bi_{0.5}TiO_3', 'Na0.5Bi0.5TiO3'],
    ['Na<sub>2</sub>O', 'Na2O'],
    ['Na\u200bCl', 'NaCl'],
    [' Li10 Ge P2 S12 ', 'Li10GeP2S12'],
    // text that other programs take for something else
    ['NaN', 'NaN'],
    ['Co', 'Co'],
    ['CO', 'CO'],
    ['No', 'No'],
    ['In', 'In'],
    ['Y', 'Y'],
    ['N', 'N'],
    ['I', 'I'],
    ['Nd2O3', 'Nd2O3'],
    // sums of numbers
    ['Ca1-0.05Eu0.05O', 'Ca0.95Eu0.05O'],
    ['Li1+0.3Al0.3O', 'Li1.3Al0.3O'],
    ['YBa2Cu3O7-0.1', 'YBa2Cu3O6.9'],
  ])('%s as %s', (text, plain) => {
    expect(read(text)).toBe(plain)
  })

  test('0.333 and 0.667 as thirds and 0.167 as a sixth, but 0.33 as written', () => {
    expect(parseFormula('Ni0.333Mn0.6667Co1.667Fe0.1667O0.33').map(({ amount }) => amount * 6)).toEqual([
      expect.closeTo(2, 12),
      expect.closeTo(4, 12),
      expect.closeTo(10, 12),
      expect.closeTo(1, 12),
      expect.closeTo(1.98, 12),
    ])
  })

  test('sums without the dust of binary arithmetic', () => {
    expect(parseFormula('Na0.1Cl(Na0.2)')).toEqual([
      { symbol: 'Na', amount: 0.3 },
      { symbol: 'Cl', amount: 1 },
    ])
  })
})

describe('variables', () => {
  test.each([
    ['Ca1-xEuxBi2Ta2O9', { x: 0.05 }, 'Ca0.95Eu0.05Bi2Ta2O9'],
    ['Ca₁₋ₓEuₓBi₂Ta₂O₉', { x: 0.05 }, 'Ca0.95Eu0.05Bi2Ta2O9'],
    ['Ca1−xEuxBi2Ta2O9', { x: 0.05 }, 'Ca0.95Eu0.05Bi2Ta2O9'],
    ['Ca(1-x)EuxBi2Ta2O9', { x: 0.05 }, 'Ca0.95Eu0.05Bi2Ta2O9'],
    ['Ca1-x-yEuxYyO', { x: 0.1, y: 0.2 }, 'Ca0.7Eu0.1Y0.2O'],
    ['La2-2xSr2xNiO4', { x: 0.25 }, 'La1.5Sr0.5NiO4'],
    ['Bax/2Sr1-x/2O', { x: 0.5 }, 'Ba0.25Sr0.75O'],
    ['Na0.5-xLixTiO3', { x: 0.1 }, 'Na0.4Li0.1TiO3'],
    ['YBa2Cu3O7-δ', { δ: 0.1 }, 'YBa2Cu3O6.9'],
    ['(1-x)BaTiO3·xBiScO3', { x: 0.1 }, 'Ba0.9Ti0.9O3Bi0.1Sc0.1'],
    ['Na1+xZr2SixP3-xO12', { x: 2 }, 'Na3Zr2Si2PO12'],
    ['Li7-3xAlxLa3Zr2O12', { x: 0.2 }, 'Li6.4Al0.2La3Zr2O12'],
    ['MgSO4.nH2O', { n: 3 }, 'MgSO7H6'],
    ['CaqO', { q: 0.5 }, 'Ca0.5O'],
  ])('%s with %o is %s', (text, variables, plain) => {
    expect(read(text, variables as Record<string, number>)).toBe(plain)
  })

  test('that make an amount zero drop the element', () => {
    expect(read('Ca1-xEuxO', { x: 0 })).toBe('CaO')
    expect(read('Ca1-xEuxO', { x: 1 })).toBe('EuO')
    expect(read('Ca0.3-xEuxO', { x: 0.3 })).toBe('Eu0.3O')
  })
})

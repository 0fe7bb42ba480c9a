import { describe, expect, it } from 'vitest'
import { canonicalFormula, parseFormula } from '../../../src/domain/formula/index.ts'
import { representative } from '../../../src/domain/stability/host-compound.ts'
import { compositionOf } from '../../../src/domain/stability/stoichiometry.ts'
import { tablesOf } from './compounds.ts'

/** In these Ca, Sr, Ba and Eu, La and Ce, Ti and Al, and Co and Ni fill the same sites. */
const tables = tablesOf(
  `CaTiO3 SrTiO3 BaTiO3 EuTiO3 CaO SrO BaO EuO La2CuO4 Ce2CuO4 LaN CeN LiTi2P3O12 LiAl2P3O12 TiN AlN
  LiCoO2 LiNiO2 CoO NiO CaBi2Ta2O9 YBa2Cu3O7 Li7La3Zr2O12 TaO2 ZrO2`.replaceAll(/\s+/g, ' '),
)

const represented = (formula: string) => {
  const found = representative(parseFormula(formula), tables)
  const as = canonicalFormula(compositionOf(found.compound))
  return found.kind === 'itself'
    ? as
    : `${as}: ${found.merged.map(({ element, into }) => `${element} as ${into}`)}`
}

describe('representative', () => {
  it.each([
    ['CaTiO3', 'CaO3Ti'],
    ['Ca0.5Sr0.5TiO3', 'CaO6SrTi2'],
    ['Ca0.95Eu0.05Bi2Ta2O9', 'Bi2CaO9Ta2: Eu as Ca'],
    ['La1.85Ce0.15CuO4', 'CuLa2O4: Ce as La'],
    ['YBa2Cu3O6.95', 'Ba2Cu3O7Y: '],
    ['Li1.3Al0.3Ti1.7(PO4)3', 'LiO12P3Ti2: Al as Ti'],
    ['Li6.4La3Zr1.4Ta0.6O12', 'La3Li7O12Zr2: Ta as Zr'],
    ['LiNi0.33Co0.67O2', 'CoLiO2: Ni as Co'],
  ])('takes %s as %s', (formula, expected) => {
    expect(represented(formula)).toBe(expected)
  })

  it('does not depend on the spelling', () => {
    expect(represented('Al3Li13Ti17P30O120')).toBe(represented('Li1.3Al0.3Ti1.7(PO4)3'))
    expect(represented('Ca0.0095Eu0.0005Bi0.02Ta0.02O0.09')).toBe(represented('Ca0.95Eu0.05Bi2Ta2O9'))
  })
})

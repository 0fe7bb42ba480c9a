import { describe, expect, it, test } from 'vitest'
import { balanceCharges } from '../../../src/domain/charge/index.ts'
import { canonicalFormula, formatFormula, parseFormula } from '../../../src/domain/formula/index.ts'
import { VARIATION_KINDS, type VariationKind, variations } from '../../../src/domain/variation/index.ts'

const vary = (formula: string, kind: VariationKind) =>
  variations(parseFormula(formula), [kind]).map(({ composition }) => formatFormula(composition))

/** Elements that take the place of `from`, most similar first. */
const swapped = (formula: string, from: string) =>
  variations(parseFormula(formula), ['swap']).flatMap(({ change }) =>
    change.kind === 'swap' && change.from === from ? [change.to] : [],
  )

describe('swaps', () => {
  test.each([
    ['Li10GeP2S12', 'Ge', ['Si', 'Sn']],
    ['Li10GeP2S12', 'Li', ['Na', 'K']],
    ['Li10GeP2S12', 'P', ['As']],
    ['Li10GeP2S12', 'S', ['O', 'Se']],
    ['BaTiO3', 'Ba', ['Sr', 'Ca']],
    ['BaTiO3', 'Ti', ['Zr', 'Hf']],
    ['NaCl', 'Na', ['Li', 'K']],
    ['LiMn2O4', 'O', ['S', 'Se']],
    // alloys: the group, then the neighbours in the period
    ['CuZn', 'Cu', ['Ag', 'Au', 'Ni']],
    ['Ni3Al', 'Al', ['Ga', 'In', 'Tl']],
  ])('%s: for %s first %j', (formula, from, first) => {
    expect(swapped(formula, from).slice(0, first.length).sort()).toEqual([...first].sort())
  })

  it('keeps the amounts and the order', () => {
    expect(vary('BaTiO3', 'swap')[0]).toBe('SrTiO3')
    expect(vary('Li10GeP2S12', 'swap')).toContain('Li10SnP2S12')
  })

  it('replaces a mixed-valent element by those that have both states: Fe3O4 by Co3O4', () => {
    expect(swapped('Fe3O4', 'Fe')).toEqual(['Co', 'Eu'])
  })

  it('leaves out hydrogen, noble gases, short-lived elements, and halogens as cations of others', () => {
    for (const formula of ['NaCl', 'H2O', 'XeF2', 'ReO3', 'BaTiO3', 'SmCl3']) {
      const replaced = variations(parseFormula(formula), ['swap']).map(({ change }) =>
        change.kind === 'swap' ? change.to : '',
      )
      for (const symbol of ['H', 'Kr', 'Xe', 'Tc', 'Pm', 'Ra', 'Fr', 'At', 'Po']) {
        expect(replaced).not.toContain(symbol)
      }
    }
    expect(swapped('NaCl', 'Na')).not.toContain('Br')
    expect(swapped('H2O', 'H')).toEqual([])
  })

  it('gives no composition an element that it has already', () => {
    expect(swapped('BaSrTi2O6', 'Ba')).not.toContain('Sr')
  })

  it('still offers related elements where the charges do not balance, such as RbO2 for KO2', () => {
    expect(swapped('KO2', 'K').slice(0, 2).sort()).toEqual(['Na', 'Rb'])
  })
})

describe('swaps with compensation', () => {
  it('makes good the charge by another amount', () => {
    const found = variations(parseFormula('Li10GeP2S12'), ['compensated-swap'])
    // Al3+ for Ge4+ takes one Li+ more
    expect(found).toContainEqual({
      composition: parseFormula('Li11AlP2S12'),
      change: {
        kind: 'compensated-swap',
        from: 'Ge',
        to: 'Al',
        compensation: { symbol: 'Li', before: 10, after: 11 },
      },
    })
    expect(found.map(({ composition }) => formatFormula(composition))).toContain('Li9AsP2S12')
  })

  it('multiplies out halves: Nb5+ for Ti4+ leaves half a barium, or takes half an oxygen', () => {
    expect(vary('BaTiO3', 'compensated-swap')).toEqual(expect.arrayContaining(['BaNb2O6', 'Ba2Nb2O7']))
  })

  it('has none where charges mean nothing', () => {
    expect(vary('CuZn', 'compensated-swap')).toEqual([])
    expect(vary('KO2', 'compensated-swap')).toEqual([])
  })
})

describe('amounts', () => {
  test('each by one atom, down to one', () => {
    expect(vary('BaTiO3', 'amount')).toEqual(['Ba2TiO3', 'BaTi2O3', 'BaTiO2', 'BaTiO4'])
    expect(vary('NaCl', 'amount')).toEqual(['Na2Cl', 'NaCl2'])
    // Broken amounts have no single atoms
    expect(vary('Li1.3Al0.3Ti1.7P3O12', 'amount')).toEqual([])
  })

  test('two at a time, in balance', () => {
    expect(vary('BaTiO3', 'rebalance')).toEqual(['Ba2TiO4', 'BaTi2O5'])
    // Ge4+ for 4 Li+, P5+ for 5 Li+, Li+ and S2−, Ge4+ and S2−, P5+ and S2−
    expect(vary('Li10GeP2S12', 'rebalance')).toEqual([
      'Li6Ge2P2S12',
      'Li15GePS12',
      'Li5GeP3S12',
      'Li12GeP2S13',
      'Li8GeP2S11',
      'Li10Ge2P2S14',
      'Li10GeP4S17',
    ])
    expect(vary('NaCl', 'rebalance')).toEqual([])
  })
})

describe('doping', () => {
  it('exchanges 5, 10 and 20 % of an element', () => {
    expect(vary('BaTiO3', 'doping').slice(0, 3)).toEqual([
      'Ba0.95Sr0.05TiO3',
      'Ba0.9Sr0.1TiO3',
      'Ba0.8Sr0.2TiO3',
    ])
    expect(vary('Li10GeP2S12', 'doping')).toContain('Li10GeP2S9.6Se2.4')
  })

  it('works in alloys', () => {
    expect(vary('Ni3Al', 'doping')).toContain('Ni2.7Pd0.3Al')
  })
})

describe('all kinds', () => {
  const compounds = [
    'Li10GeP2S12',
    'BaTiO3',
    'NaCl',
    'LiMn2O4',
    'Fe3O4',
    'LaFeAsO',
    'CuZn',
    'KO2',
    'H2O',
    'NaNO3',
  ]

  test.each(compounds)('%s: every composition once, never the original, and kinds in order', formula => {
    const composition = parseFormula(formula)
    const found = variations(composition)
    const formulas = found.map(variation => canonicalFormula(variation.composition))
    expect(found.length).toBeGreaterThan(10)
    expect(new Set(formulas).size).toBe(formulas.length)
    expect(formulas).not.toContain(canonicalFormula(composition))
    const places = found.map(({ change }) => VARIATION_KINDS.indexOf(change.kind))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test.each(['Li10GeP2S12', 'BaTiO3', 'NaCl', 'LiMn2O4', 'Fe3O4', 'LaFeAsO', 'Li1.3Al0.3Ti1.7(PO4)3'])(
    '%s is neutral, and so is all but a change of single atoms',
    formula => {
      const kinds = VARIATION_KINDS.filter(kind => kind !== 'amount')
      const charged = variations(parseFormula(formula), kinds)
        .map(({ composition }) => composition)
        .filter(composition => balanceCharges(composition).verdict !== 'neutral')
      expect(charged.map(composition => formatFormula(composition))).toEqual([])
    },
  )

  it('has nothing to say of an element alone', () => {
    expect(variations(parseFormula('Cu'))).toEqual([])
    expect(variations(parseFormula('S8'))).toEqual([])
  })

  it('gives only the kinds asked for', () => {
    const kinds = new Set(
      variations(parseFormula('BaTiO3'), ['doping', 'swap']).map(({ change }) => change.kind),
    )
    expect([...kinds]).toEqual(['doping', 'swap'])
  })
})

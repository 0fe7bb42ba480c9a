import { expect, it } from 'vitest'
import { generateBackground } from '../../../src/domain/stability/background/index.ts'
import { assignFolds, foldOfSystem, hiddenFolds } from '../../../src/domain/stability/folds.ts'
import { greatestCommonDivisor } from '../../../src/domain/stability/stoichiometry.ts'
import { compositionKey } from '../../../src/domain/stability/tables/index.ts'
import { compound } from './compounds.ts'

const KNOWN =
  `NaCl KCl LiF MgO CaO SrTiO3 BaTiO3 CaTiO3 BaZrO3 LaMnO3 LaCrO3 MgAl2O4 ZnAl2O4 FeCr2O4 Fe2O3 Al2O3
  Cr2O3 LiCoO2 NaCoO2 LiFePO4 NaFePO4 Li3PO4 Na3PO4 GaAs InP AlN GaN ZnS CdSe PbTe NiAl FeAl CoAl TiNi Nb3Sn V3Si`
    .split(/\s+/)
    .map(compound)

it('gives of each known compound at most one composition by each corruption, none of them known', () => {
  const rows = [...generateBackground(KNOWN, 1)]
  const known = new Set(KNOWN.map(compositionKey))
  expect(rows.length).toBeGreaterThan(12 * KNOWN.length)
  expect(new Set(rows.map(({ parent, corruption }) => `${parent} ${corruption}`)).size).toBe(rows.length)
  for (const { composition } of rows) {
    const { elements, amounts } = composition
    expect(known.has(compositionKey(composition))).toBe(false)
    expect(elements.length).toBeGreaterThanOrEqual(2)
    expect(elements.length).toBeLessThanOrEqual(9)
    expect(elements).toEqual([...new Set(elements)].sort((a, b) => a - b))
    expect(amounts.every(amount => Number.isInteger(amount) && amount > 0)).toBe(true)
    expect(amounts.reduce(greatestCommonDivisor)).toBe(1)
  }
})

it('gives the same rows for the same seed, and others for another', () => {
  const first = [...generateBackground(KNOWN, 1)]
  expect([...generateBackground(KNOWN, 1)]).toEqual(first)
  expect([...generateBackground(KNOWN, 2)]).not.toEqual(first)
})

it('parts compounds evenly, whatever their order, and systems whole', () => {
  const inA = (parting: 'compounds' | 'systems', compounds = KNOWN) => {
    const folds = assignFolds(compounds, 5, parting, 7)
    return compounds.filter((_, i) => folds[i] === 0)
  }
  expect(inA('compounds')).toHaveLength(Math.ceil(KNOWN.length / 5))
  expect(new Set(inA('compounds', KNOWN.toReversed()))).toEqual(new Set(inA('compounds')))
  const iron = ['FeO', 'Fe2O3', 'Fe3O4'].map(compound)
  const fold = foldOfSystem(['O', 'Fe'], 5, 7)
  expect([...assignFolds(iron, 5, 'systems', 7)]).toEqual([fold, fold, fold])
  expect(new Set(assignFolds(KNOWN, 5, 'systems', 7))).toEqual(new Set([0, 1, 2, 3, 4]))
})

it('hides the fold of the parent four times out of five, and else a random one', () => {
  const parents = new Uint32Array(20_000)
  const hidden = hiddenFolds(parents, Uint8Array.of(3), 10, 1)
  expect(hidden.filter(fold => fold === 3).length / parents.length).toBeCloseTo(0.8 + 0.2 / 10, 1)
  expect(new Set(hidden).size).toBe(10)
})

import { describe, expect, it } from 'vitest'
import { STATISTICS } from '../../../src/domain/stability/statistics/index.ts'
import { statisticsByName, tablesOf } from './compounds.ts'

const log = Math.log
const closeTo = (value: number) => expect.closeTo(value, 6)

it('have 95 names, each once', () => {
  expect(STATISTICS).toHaveLength(95)
  expect(new Set(STATISTICS.map(({ name }) => name)).size).toBe(95)
})

describe('known analogs', () => {
  // One site, _Cl, with the three fillers Li, Na and K: each ordered pair of them is counted 1/2, each element 1,
  // 3 in all, so that the lift is (1/2 + 0.01) · 3 / (2 · 2).
  const tables = tablesOf('LiCl NaCl KCl')
  const lift = (0.51 * 3) / 4

  it('weigh each known compound with one element exchanged by how exchangeable the two are', () => {
    const strange = (0.01 * 3) / 2
    expect(statisticsByName('RbCl', tables)).toMatchObject({
      analogCount: closeTo(log(1 + 3)),
      exchangeSum: closeTo(Math.log1p(3 * strange)),
      exchangeBest: closeTo(Math.log1p(strange)),
      sitesWithAnalogs: 0.5,
      exchangeSumOfWeakestSite: 0,
    })
  })

  it('leave the composition itself out', () => {
    expect(statisticsByName('NaCl', tables)).toMatchObject({
      analogCount: closeTo(log(1 + 2)),
      exchangeSum: closeTo(Math.log1p(2 * lift)),
      exchangeSecondBest: closeTo(Math.log1p(lift)),
      exchangeCosineSum: closeTo(Math.log1p(2 * (0.5 / 2))),
    })
  })

  it('say how far an element lies from those known in its place', () => {
    // Rb has the same valence as K, 17 pm more of radius and the same electronegativity, 0.82.
    expect(statisticsByName('RbCl', tables)).toMatchObject({
      nearestAnalogElement: closeTo((220 - 203) / 15),
      betweenAnalogElements: 1,
    })
  })

  it('are found for two elements exchanged, with sites of equal amount either way round', () => {
    expect(statisticsByName('RbBr', tables)).toMatchObject({
      analogCount: 0,
      // LiCl, NaCl, KCl, with the metal in place of Rb or of Br.
      doubleAnalogCount: closeTo(log(1 + 6)),
      pairsWithAnalogs: 1,
    })
  })
})

describe('charges', () => {
  const tables = tablesOf('NaCl KCl MgCl2 CaCl2 NaF MgF2 CaF2 FeCl2 FeCl3 FeF3')

  it('find an iron halide of Fe2+ as probable as known ones make it', () => {
    const { neutralProbability, bestAssignment, rarestState } = statisticsByName('FeF2', tables)
    // Of three known iron halides one has Fe2+; F is always −1, so that the only assignment is the best one.
    expect(Math.exp(neutralProbability!)).toBeGreaterThan(0.25)
    expect(Math.exp(neutralProbability!)).toBeLessThan(0.45)
    expect(2 * bestAssignment!).toBeCloseTo(neutralProbability!, 3)
    expect(rarestState).toBeCloseTo(neutralProbability!, 2)
  })

  it.each([
    ['NaCl2', { neutralProbability: -14, bestAssignment: -14, rarestState: -14 }],
    ['FeNi', { neutralProbability: 1, bestAssignment: 1, nearNeutralProbability: 1, rarestState: 1 }],
    ['MgO', { neutralByCommonStates: 1, imbalanceOfCommonStates: 0 }],
    ['Al2O', { neutralByCommonStates: 0, imbalanceOfCommonStates: closeTo(4 / 3) }],
  ])('give for %s what stands for it', (formula, expected) => {
    expect(statisticsByName(formula, tables)).toMatchObject(expected)
  })
})

describe('prototypes and ratios', () => {
  const tables = tablesOf('SrTiO3 BaTiO3 BaZrO3 CaTiO3 BaO TiO2 BaTi2O5')

  it('count compounds of the same proportions and families', () => {
    expect(statisticsByName('SrZrO3', tables)).toMatchObject({
      sameProportions: closeTo(log(1 + 4)),
      sameFamilies: closeTo(log(1 + 4)),
      // Four alkaline earths, three of the titanium group, oxygen.
      familySize: closeTo(log(4 * 3)),
      familyFilling: closeTo(log(4.3 / 12)),
      sameElements: 0,
    })
  })

  it('know which elements occur together', () => {
    // SrZr is in none of the seven compounds; Sr in one, Zr in one, O in all.
    expect(statisticsByName('SrZrO3', tables)).toMatchObject({
      unknownPairs: 1,
      rarestPair: closeTo(Math.min(log((0.5 * 7) / (2 * 2)), log((1.5 * 7) / (2 * 8)))),
      triplesKnown: 0,
    })
    expect(statisticsByName('BaTiO3', tables)).toMatchObject({ triplesKnown: 1, fragmentsKnown: 1 })
  })
})

describe('competition', () => {
  const tables = tablesOf('BaO TiO2 BaTi2O5 NaCl')

  it('finds what a composition could fall apart into, in its own system alone', () => {
    const statistics = statisticsByName('BaTiO3', tables)
    // Three elements, of whose three binary systems Ba–O and Ti–O hold a compound.
    expect(statistics).toMatchObject({
      phases: closeTo(log(1 + 3)),
      phasesOfAllElements: closeTo(log(1 + 1)),
      binariesFilled: closeTo(2 / 3),
      ternariesFilled: 1,
      // BaTi2O5: |1/8 − 1/5| + |2/8 − 1/5| + |5/8 − 3/5|.
      nearestPhase: closeTo(0.15),
    })
    // BaO + BaTi2O5: 2 and 8 of 10 atoms.
    expect(statistics).toMatchObject({
      mixturePhases: 2,
      mixtureLargestShare: closeTo(0.8),
      mixtureElements: 0,
      mixtureCost: closeTo(
        0.8 * (0.075 ** 2 + 0.05 ** 2 + 0.025 ** 2) + 0.2 * (0.3 ** 2 + 0.2 ** 2 + 0.1 ** 2),
      ),
    })
  })

  it('has a mixture of the elements where nothing is known', () => {
    expect(statisticsByName('MgS', tables)).toMatchObject({
      phases: 0,
      nearestPhase: 2,
      mixturePhases: 2,
      mixtureElements: 2,
      mixtureCost: closeTo(0.5),
    })
  })
})

describe('sizes and elements', () => {
  it('are those of the formula', () => {
    expect(statisticsByName('Fe2O3', tablesOf('NaCl MgO'))).toMatchObject({
      elements: 2,
      atoms: closeTo(log(5)),
      largestAmount: closeTo(log(3)),
      evenness: closeTo((0.4 * log(1 / 0.4) + 0.6 * log(1 / 0.6)) / log(2)),
      meanElectronegativity: closeTo(0.4 * 1.83 + 0.6 * 3.44),
      oxygenFraction: closeTo(0.6),
      transitionMetalFraction: closeTo(0.4),
      chemistry: 0,
    })
  })
})

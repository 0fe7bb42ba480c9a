import { describe, expect, it } from 'vitest'
import { canonicalFormula } from '../../../src/domain/formula/index.ts'
import { elementSymbol } from '../../../src/domain/stability/elements/index.ts'
import type { StabilityForests } from '../../../src/domain/stability/forests.ts'
import { reasonsFor } from '../../../src/domain/stability/reasons/index.ts'
import { scoreComposition } from '../../../src/domain/stability/score.ts'
import { STATISTICS } from '../../../src/domain/stability/statistics/index.ts'
import { compositionOf, type Stoichiometry } from '../../../src/domain/stability/stoichiometry.ts'
import { EDGES, type Forest, NO_SPLIT } from '../../../src/domain/stability/trees/index.ts'
import { compound, tablesOf } from './compounds.ts'

const formulaOf = (known: Stoichiometry) => canonicalFormula(compositionOf(known))

/** One tree of one split: by the number of elements, three or more against two. */
const ELEMENTS = STATISTICS.findIndex(({ name }) => name === 'elements')
const byElements: Forest = {
  depth: 1,
  trees: 1,
  splitColumns: Uint8Array.of(ELEMENTS),
  splitBins: Uint8Array.of(0),
  values: Float32Array.of(1, 2, -2),
}
const nothing: Forest = {
  depth: 1,
  trees: 1,
  splitColumns: Uint8Array.of(NO_SPLIT),
  splitBins: Uint8Array.of(0),
  values: Float32Array.of(0.5, 0.5, 0.5),
}
const forests: StabilityForests = {
  edges: new Float32Array(STATISTICS.length * EDGES).fill(2.5),
  general: byElements,
  sameSize: nothing,
}
const scorer = { ...forests, tables: tablesOf('BaO TiO2 BaTi2O5 SrTiO3 CaTiO3 BaZrO3 SrZrO3 LaMnO3 Mn2O3') }

describe('scoreComposition', () => {
  it('is half of each forest less a quarter for each element', () => {
    expect(scoreComposition(scorer, compositionOf(compound('BaTiO3')))).toMatchObject({
      kind: 'scored',
      logOdds: 0.5 * -2 + 0.5 * (0.5 - 0.5 * 3),
    })
    expect(scoreComposition(scorer, compositionOf(compound('BaO')))).toMatchObject({
      logOdds: 0.5 * 2 + 0.5 * (0.5 - 0.5 * 2),
    })
  })

  it.each([
    ['BaYbO3', ['Yb']],
    ['RfO2', ['Rf']],
    ['XeYbO3', ['Xe', 'Yb']],
  ])('has none for %s, and names the elements no known compound has', (_, elements) => {
    const composition = [...elements.map(symbol => ({ symbol, amount: 1 })), { symbol: 'O', amount: 3 }]
    expect(scoreComposition(scorer, composition)).toEqual({ kind: 'outside', elements })
  })
})

describe('reasonsFor', () => {
  const { analogs, charges, competition, contributions } = reasonsFor(scorer, compound('BaTiO3'))

  it('give the known analogs by site', () => {
    const known = Object.fromEntries(
      analogs.map(site => [
        elementSymbol(site.element),
        site.analogs.map(analog => formulaOf(analog.compound)),
      ]),
    )
    expect(known).toEqual({
      Ba: expect.toSatisfy((found: string[]) => found.toSorted().join() === 'CaO3Ti,O3SrTi'),
      Ti: ['BaO3Zr'],
      O: [],
    })
  })

  it('give the oxidation states that make it neutral', () => {
    expect(charges).toMatchObject({ kind: 'neutral' })
    const states = charges.kind === 'neutral' ? charges.states : []
    expect(Object.fromEntries(states.map(({ element, state }) => [elementSymbol(element), state]))).toEqual({
      Ba: 2,
      Ti: 4,
      O: -2,
    })
    expect(reasonsFor(scorer, compound('BaTi4O')).charges).toEqual({ kind: 'unbalanced' })
    expect(reasonsFor(scorer, compound('BaTi')).charges).toEqual({ kind: 'not-ionic' })
  })

  it('give the phases it lies between', () => {
    expect(competition.phases.map(phase => formulaOf(phase.compound))).toEqual(['BaO5Ti2', 'O2Ti', 'BaO'])
    expect(competition.mixture.map(part => [formulaOf(part.compound), part.share])).toEqual([
      ['BaO5Ti2', expect.closeTo(0.8)],
      ['BaO', expect.closeTo(0.2)],
    ])
  })

  it('give what each statistic adds; all add up to the score', () => {
    const parts = contributions.questions.flatMap(({ statistics }) => statistics)
    const sum = parts.reduce((total, { logOdds }) => total + logOdds, contributions.start)
    expect(sum).toBeCloseTo(-1.5)
    expect(contributions.questions[0]).toMatchObject({ asks: 'How large is its formula?', logOdds: -1.5 })
  })
})

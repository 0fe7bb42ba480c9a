import { describe, expect, it } from 'vitest'
import type { StabilityDetails } from '../../../src/contract/index.ts'
import { fitSteps } from '../../../src/renderer/screens/models/fitting/fit-steps.ts'
import {
  comparedStability,
  comparisonCaution,
} from '../../../src/renderer/screens/models/stability/compared-stability.ts'
import { logOddsLines } from '../../../src/renderer/screens/models/stability/log-odds-lines.ts'
import { separationsOf } from '../../../src/renderer/screens/models/stability/separations.ts'

const auc = (value: number, margin = 0.005) => ({ auc: value, low: value - margin, high: value + margin })
const judged = (value: number) => ({
  heldOutPositives: 6767,
  negatives: 49_409,
  auc: auc(value),
  byElements: [
    { elements: 1, heldOutPositives: 20, negatives: 0, auc: null },
    { elements: 2, heldOutPositives: 885, negatives: 4566, auc: value - 0.01 },
  ],
  subsets: [{ subset: 'with oxygen', heldOutPositives: 2287, negatives: 28_264, auc: value }],
  top: [{ count: 100, precision: 0.76 }],
})

const base = {
  name: 'Known stable, analogs',
  source: { description: 'mp_stability.csv', fingerprint: 'a' },
  trainingPositives: 27_069,
  heldOutPositives: 6768,
  addedCompounds: 0,
  aucHeldOut: auc(0.867),
  aucSystemsHeldOut: auc(0.862),
  evaluation: judged(0.867),
  evaluationBySystems: judged(0.862),
  additions: null,
} as unknown as StabilityDetails

describe('two stability models', () => {
  it.each<[string, Partial<StabilityDetails>, (string | null)[]]>([
    ['intervals that are apart', { aucHeldOut: auc(0.9) }, ['own', null]],
    ['intervals that overlap', { aucHeldOut: auc(0.87) }, [null, null]],
    ['a worse one', { aucSystemsHeldOut: auc(0.8) }, [null, 'other']],
    ['no judgement', { aucHeldOut: null, aucSystemsHeldOut: null }, [null, null]],
    [
      'other labels',
      { aucHeldOut: auc(0.99), source: { ...base.source, description: 'our own' } },
      [null, null],
    ],
  ])('with %s: what is called better', (_, changes, expected) => {
    const figures = comparedStability({ ...base, ...changes }, base)
    expect(figures.slice(0, 2).map(({ better }) => better)).toEqual(expected)
    expect(figures.slice(2).every(({ better }) => better === null)).toBe(true)
  })

  it('of the same trees are said to have been judged alike', () => {
    const withOurs = {
      ...base,
      name: 'With ours',
      additions: { parent: 'Known stable, analogs', lists: ['ours'] },
    }
    expect(comparisonCaution(withOurs, base)).toContain('same trees')
    const other = { ...base, name: 'Other', source: { ...base.source, fingerprint: 'b' } }
    expect(comparisonCaution(other, base)).toContain('other data')
    // The same compounds, fitted with another seed.
    expect(comparisonCaution({ ...base, name: 'Again' }, base)).toBeNull()
  })

  it('are drawn over one range, which holds both', () => {
    const lines = logOddsLines([
      { name: 'A', scoreQuantiles: [-4, -3, -2] },
      { name: 'A name that is far too long', scoreQuantiles: [1, 2, 5] },
    ])
    expect(lines.map(({ name }) => name)).toEqual(['A', 'A name that is f…'])
    for (const { points } of lines) {
      expect([points[0]![0], points.at(-1)![0]]).toEqual([-4, 5])
    }
  })
})

describe('a judgement', () => {
  it('tells what can be told apart, with systems held out beside', () => {
    expect(separationsOf(base)).toEqual([
      { among: 'all', positives: 6767, negatives: 49_409, auc: 0.867, systems: 0.862 },
      { among: '2 elements', positives: 885, negatives: 4566, auc: 0.857, systems: 0.852 },
      { among: 'with oxygen', positives: 2287, negatives: 28_264, auc: 0.867, systems: 0.862 },
    ])
    expect(separationsOf({ evaluation: null, evaluationBySystems: null })).toEqual([])
  })
})

it('a fit goes through its steps in order', () => {
  const states = (at: Parameters<typeof fitSteps>[0]) => fitSteps(at).map(({ state }) => state)
  expect(states(null)).toEqual(['ahead', 'ahead', 'ahead', 'ahead'])
  expect(states('reading')).toEqual(['ahead', 'ahead', 'ahead', 'ahead'])
  expect(states('trees')).toEqual(['done', 'done', 'now', 'ahead'])
})

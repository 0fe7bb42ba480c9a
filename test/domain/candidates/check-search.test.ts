import { describe, expect, it, test } from 'vitest'
import type { SearchSpec } from '../../../src/domain/candidates/index.ts'
import {
  checkSearch,
  LAW_G,
  LAW_K,
  OXIDE_CATIONS,
  usualStates,
} from '../../../src/domain/candidates/index.ts'
import { charged, range, role, SODIUM_MAGNESIUM_OXIDES } from './searches.ts'

const base = SODIUM_MAGNESIUM_OXIDES
const cations = base.roles[0]!

describe('checkSearch', () => {
  it('accepts the laws of the paper', () => {
    checkSearch(LAW_G)
    checkSearch(LAW_K)
    expect(OXIDE_CATIONS).toHaveLength(25)
  })

  test.each<[what: string, change: Partial<SearchSpec>, code: string, words: string]>([
    ['no role', { roles: [] }, 'search/empty', 'take one'],
    ['nothing taken', { roles: [{ ...cations, distinct: range(0, 0) }] }, 'search/empty', 'take one'],
    ['role without elements', { roles: [{ ...cations, elements: [] }] }, 'search/empty-role', 'Cations'],
    ['nothing to balance by', { charge: { kind: 'balanced', by: [] } }, 'search/empty-role', 'such as O'],
    [
      'misspelt element',
      { roles: [role('Cations', 'Xx 1', range(1, 1), range(1, 2))] },
      'search/unknown-element',
      'Xx',
    ],
    [
      'element in two roles',
      { roles: [cations, { ...cations, name: 'More' }] },
      'search/element-twice',
      'Na is in Cations',
    ],
    [
      'element that balances itself',
      { charge: { kind: 'balanced', by: charged('Na -1') } },
      'search/element-twice',
      'Na',
    ],
    [
      'more at least than at most',
      { roles: [{ ...cations, distinct: range(2, 1) }] },
      'search/invalid-range',
      '2 to 1',
    ],
    [
      'more elements than there are',
      { roles: [{ ...cations, distinct: range(1, 3) }] },
      'search/invalid-range',
      'at most 2',
    ],
    [
      'amount of 0',
      { roles: [{ ...cations, amounts: range(0, 2) }] },
      'search/invalid-range',
      'Amounts of Cations',
    ],
    ['amount of a half', { roles: [{ ...cations, amounts: range(0.5, 2) }] }, 'search/invalid-range', '0.5'],
    [
      'amount beyond reason',
      { roles: [{ ...cations, amounts: range(1, 5000) }] },
      'search/invalid-range',
      'at most 1000',
    ],
    [
      'negative charge per atom',
      { charge: { kind: 'per-atom', least: -1, most: 1 } },
      'search/invalid-range',
      'Charge per atom',
    ],
    ['required but excluded', { required: ['Fe'] }, 'search/required-without-role', 'Fe'],
    [
      'more required than taken',
      { roles: [{ ...cations, distinct: range(1, 1) }], required: ['Na', 'Mg'] },
      'search/too-many-required',
      'Na, Mg',
    ],
    [
      'two required that balance',
      { charge: { kind: 'balanced', by: charged('O -2, S -2') }, required: ['O', 'S'] },
      'search/too-many-required',
      'O, S',
    ],
    ['no state', { roles: [role('Cations', 'Na', range(1, 1), range(1, 2))] }, 'search/invalid-state', 'Na'],
    ['state 0', { roles: [role('Cations', 'Na 0', range(1, 1), range(1, 2))] }, 'search/invalid-state', 'Na'],
    ['state of a half', { charge: { kind: 'balanced', by: charged('O -0.5') } }, 'search/invalid-state', 'O'],
    ['neutral without anions', { charge: { kind: 'neutral' } }, 'search/cannot-balance', 'negative'],
    [
      'cations balanced by a cation',
      { charge: { kind: 'balanced', by: charged('H 1') } },
      'search/cannot-balance',
      'negative',
    ],
    [
      'too few atoms',
      { roles: [{ ...cations, distinct: range(2, 2) }], mostAtoms: 2 },
      'search/too-few-atoms',
      '3 elements',
    ],
    ['half an atom', { mostAtoms: 2.5 }, 'search/too-few-atoms', '2.5'],
  ])('%s', (_, change, code, words) => {
    expect(() => checkSearch({ ...base, ...change })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    )
  })
})

it.each<[change: Partial<SearchSpec>, details: object]>([
  [{ roles: [{ ...cations, distinct: range(1, 3) }] }, { field: 'distinct', role: 'Cations' }],
  [{ roles: [{ ...cations, amounts: range(0, 2) }] }, { field: 'amounts', role: 'Cations' }],
  [
    {
      roles: [
        { ...cations, elements: [cations.elements[0]!, { ...cations.elements[1]!, amounts: range(2, 1) }] },
      ],
    },
    { field: 'amounts', symbol: 'Mg' },
  ],
  [{ charge: { kind: 'per-atom', least: 2, most: 1 } }, { field: 'charge-per-atom' }],
])('names the field of a range that cannot be: %j', (change, details) => {
  expect(() => checkSearch({ ...base, ...change })).toThrow(
    expect.objectContaining({ details: expect.objectContaining(details) }),
  )
})

describe('usualStates', () => {
  test.each([
    ['Na', 'cation', [1]],
    ['Fe', 'cation', [2, 3]],
    ['Ti', 'cation', [4]],
    ['S', 'cation', [2, 4, 6]],
    ['S', 'anion', [-2]],
    ['O', 'anion', [-2]],
    ['O', 'cation', []],
    ['Ne', 'anion', []],
  ] as const)('%s as %s: %j', (symbol, sign, states) => {
    expect(usualStates(symbol, sign)).toEqual(states)
  })
})

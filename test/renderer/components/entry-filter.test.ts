import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressOfFilter,
  addressOfSort,
  beyondFilter,
  filterOfAddress,
  sortOfAddress,
} from '../../../src/renderer/components/entry-filter/address.ts'
import {
  type ElementChoice,
  type ElementRole,
  elementStates,
  roleOf,
  withOthers,
  withRole,
} from '../../../src/renderer/components/entry-filter/element-choice.ts'
import {
  conditions,
  type EntryFilter,
  isFiltering,
  NO_FILTER,
  withoutCondition,
} from '../../../src/renderer/components/entry-filter/entry-filter.ts'
import { words } from '../../../src/renderer/messages/index.ts'

const garnets: EntryFilter = {
  text: 'garnet',
  elements: { only: ['Li', 'La', 'Zr', 'O'], atLeast: ['Li', 'O'], without: ['F'] },
  labels: ['stable', 'single phase'],
  tags: ['Monday'],
  reading: 'read',
  energyAboveHullEvPerAtom: { min: null, max: 0.05 },
  score: { min: 0.02, max: 0.04 },
  comparedScore: { min: -1.5, max: null },
}

describe('the address of a filter', () => {
  test('is short and can be read', () => {
    expect(addressOfFilter(garnets)).toEqual({
      text: 'garnet',
      atLeast: 'Li,O',
      only: 'Li,La,Zr,O',
      without: 'F',
      label: ['stable', 'single phase'],
      tag: ['Monday'],
      reading: 'read',
      hull: '..0.05',
      score: '0.02..0.04',
      compared: '-1.5..',
    })
    expect(addressOfFilter(NO_FILTER)).toEqual({})
  })

  test('says that bounds are percentiles', () => {
    const best: EntryFilter = { ...NO_FILTER, comparedScore: { min: 90, max: null, unit: 'percentile' } }
    expect(addressOfFilter(best)).toEqual({ compared: 'P90..' })
    expect(filterOfAddress({ compared: 'P90..' })).toEqual(best)
    expect(filterOfAddress({ compared: 'P..' })).toEqual(NO_FILTER)
  })

  test('gives the filter back', () => {
    const symbols = fc.uniqueArray(fc.constantFrom('Li', 'O', 'F', 'La', 'Zr'))
    const words = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 5 })
    const bound = fc.option(fc.double({ min: 0, max: 10, noNaN: true }).map(Math.abs))
    const range = fc.record({ min: bound, max: bound })
    const filter = fc.record({
      text: fc.string(),
      elements: fc.record({ only: symbols, atLeast: symbols, without: symbols }),
      labels: words,
      tags: words,
      reading: fc.constantFrom('all' as const, 'read' as const, 'unread' as const, 'duplicate' as const),
      energyAboveHullEvPerAtom: range,
      score: range,
      comparedScore: range,
    })
    fc.assert(
      fc.property(filter, each => {
        expect(filterOfAddress(addressOfFilter(each))).toEqual(each)
      }),
    )
  })

  test.each([
    { atLeast: 'Li,Xx,,li' },
    { atLeast: ['Li', 'O'] },
    { atLeast: 'Li', score: '0.02', hull: 'low..high', reading: 'aloud', label: '', tag: null },
  ])('asks for nothing that cannot be read: %j', address => {
    expect(filterOfAddress(address)).toEqual({
      ...NO_FILTER,
      elements: { ...NO_FILTER.elements, atLeast: ['Li'] },
    })
  })

  test('stands beside what else is in the address', () => {
    const address = { list: '3', sort: '-score', text: 'garnet', hull: '..0.1' }
    expect(beyondFilter(address)).toEqual({ list: '3', sort: '-score' })
  })
})

describe('the address of an order', () => {
  const usual = { by: 'added', direction: 'ascending' } as const

  test.each(['score', '-score', 'energyAboveHull', '-comparedScore'])('%s', text => {
    expect(addressOfSort(sortOfAddress(text, usual))).toBe(text)
  })

  test.each([undefined, null, '', 'beauty', '-'])('%s is the usual one', text => {
    expect(sortOfAddress(text, usual)).toEqual(usual)
  })
})

describe('conditions', () => {
  test('are told one by one, and none is left once each is taken back', () => {
    const all = conditions(garnets)
    expect(all.map(({ kind }) => kind)).toEqual([
      'atLeast',
      'only',
      'without',
      'label',
      'label',
      'tag',
      'reading',
      'energyAboveHullEvPerAtom',
      'score',
      'comparedScore',
    ])
    expect(all.reduce(withoutCondition, garnets)).toEqual({ ...NO_FILTER, text: 'garnet' })
  })

  test('spaces are no search', () => {
    expect(isFiltering({ ...NO_FILTER, text: '  ' })).toBe(false)
    expect(isFiltering(garnets)).toBe(true)
  })
})

describe('roles of elements', () => {
  const none: ElementChoice = { only: [], atLeast: [], without: [] }
  const given = (...roles: readonly (readonly [string, ElementRole | null])[]) =>
    roles.reduce((choice, [symbol, role]) => withRole(choice, symbol, role), none)

  test('required elements leave others free, until one is only allowed', () => {
    expect(given(['Li', 'required'], ['O', 'required'])).toEqual({ ...none, atLeast: ['Li', 'O'] })
    expect(given(['Li', 'required'], ['P', 'allowed'], ['O', 'required'])).toEqual({
      atLeast: ['Li', 'O'],
      only: ['Li', 'P', 'O'],
      without: [],
    })
  })

  test('nothing but the required ones is a choice of its own', () => {
    const system = withOthers(given(['Li', 'required'], ['O', 'required']), 'none')
    expect(system).toEqual({ atLeast: ['Li', 'O'], only: ['Li', 'O'], without: [] })
    expect(withOthers(system, 'any')).toEqual({ ...none, atLeast: ['Li', 'O'] })
  })

  test('an element has one role, shown on the periodic table', () => {
    const choice = given(['F', 'required'], ['F', 'excluded'], ['Li', 'required'], ['Na', 'allowed'])
    expect(elementStates(choice)).toEqual({
      Li: { kind: 'required' },
      Na: { kind: 'allowed' },
      F: { kind: 'excluded' },
    })
  })

  test('whatever is clicked, the last click counts, and something can satisfy the choice', () => {
    const role = fc.constantFrom<ElementRole | null>('required', 'allowed', 'excluded', null)
    const click = fc.tuple(fc.constantFrom('Li', 'Na', 'O', 'F'), role)
    fc.assert(
      fc.property(fc.array(click, { minLength: 1, maxLength: 20 }), clicks => {
        const choice = given(...clicks)
        const [symbol, last] = clicks.at(-1)!
        expect(roleOf(choice, symbol)).toBe(last)
        const { only, atLeast, without } = choice
        expect(atLeast.filter(each => without.includes(each))).toEqual([])
        expect(only.filter(each => without.includes(each))).toEqual([])
        if (only.length > 0) expect(only).toEqual(expect.arrayContaining(atLeast))
      }),
    )
  })
})

test.each([
  [null, '90', 'percentile', 'Stability score percentile ≤ 90'],
  ['1.5', '3', 'logOdds', 'Stability score 1.5 to 3 log-odds'],
] as const)('a range from %s to %s in %s: %s', (low, high, unit, text) => {
  expect(words.entryFilter.chips.score('Stability score', low, high, unit)).toBe(text)
})

test.each([
  [{ score: 'rmse', comparedScore: null }, ['RMSE']],
  [{ score: 'rmse', comparedScore: 'stability' }, ['RMSE', 'Stability score']],
  [{ score: 'stability', comparedScore: 'rmse' }, ['Stability score', 'RMSE']],
  [{ score: 'rmse', comparedScore: 'rmse' }, ['RMSE', 'RMSE 2']],
  [{ score: 'stability', comparedScore: 'stability' }, ['Stability score', 'Stability score 2']],
] as const)('the ranges of %j are named apart', (scores, [name, comparedName]) => {
  expect(words.entryFilter.scoreName('score', scores)).toBe(name)
  if (comparedName !== undefined) {
    expect(words.entryFilter.scoreName('comparedScore', scores)).toBe(comparedName)
  }
})

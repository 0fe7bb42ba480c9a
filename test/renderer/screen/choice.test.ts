import { describe, expect, it, test } from 'vitest'
import { LAW_G, LAW_K, type SearchSpec } from '../../../src/domain/candidates/index.ts'
import {
  addRole,
  changeCharge,
  changeElement,
  freeName,
  leaveElement,
  removeRole,
  takeElements,
  toggleRequired,
} from '../../../src/renderer/screens/screen/editing/choice.ts'
import {
  elementsOf,
  placeOf,
  placesOf,
  type RolePlace,
} from '../../../src/renderer/screens/screen/editing/role-place.ts'

const range = (least: number, most: number) => ({ least, most })

const NOTHING: SearchSpec = {
  roles: [
    { name: 'Cations', elements: [], distinct: range(1, 1), amounts: range(1, 6) },
    { name: 'Anions', elements: [], distinct: range(1, 1), amounts: range(1, 6) },
  ],
  charge: { kind: 'neutral' },
  required: [],
  mostAtoms: null,
}

const shown = (search: SearchSpec, place: RolePlace) =>
  elementsOf(search, place)
    .map(({ symbol, states }) => [symbol, ...states].join(' '))
    .join(', ')

describe('takeElements', () => {
  test.each<
    [
      what: string,
      place: RolePlace,
      before: readonly [RolePlace, string[]][],
      symbols: string[],
      states: string,
    ]
  >([
    ['a metal first', 0, [], ['Fe'], 'Fe 2 3'],
    ['a nonmetal first', 1, [], ['O', 'F'], 'O -2, F -1'],
    ['sulfur with other cations', 0, [[0, ['Na']]], ['S'], 'Na 1, S 2 4 6'],
    ['sulfur with other anions', 1, [[1, ['O']]], ['S'], 'O -2, S -2'],
    ['phosphorus where the other role has cations', 1, [[0, ['Li']]], ['P'], 'P -3'],
    ['what has no state of the sign', 1, [[1, ['O']]], ['Na'], 'O -2, Na 1'],
  ])('gives %s the usual states of the role', (_, place, before, symbols, states) => {
    const filled = before.reduce((search, [at, taken]) => takeElements(search, at, taken), NOTHING)
    expect(shown(takeElements(filled, place, symbols), place)).toBe(states)
  })

  it('takes an element out of any other role, and what balances', () => {
    const moved = takeElements(LAW_K, 0, ['O'])
    expect([placeOf(moved, 'O'), elementsOf(moved, 'balance')]).toEqual([0, []])
  })

  it('leaves what the role has as it is', () => {
    const changed = changeElement(LAW_K, 'Ti', { states: [4, 3] })
    expect(takeElements(changed, 0, ['Ti'])).toBe(changed)
    expect(shown(changed, 0)).toContain('Ti 3 4')
  })
})

it('requires only what is in the search', () => {
  const required = toggleRequired(LAW_K, 'Ta')
  expect(required.required).toEqual(['Ta'])
  expect(toggleRequired(required, 'Ta').required).toEqual([])
  expect(leaveElement(required, 'Ta').required).toEqual([])
  expect(removeRole(required, 0).required).toEqual([])
  expect(takeElements(required, 'balance', ['Ta']).required).toEqual([])
})

it('gives an element amounts of its own, and takes them back', () => {
  const own = changeElement(LAW_G, 'O', { amounts: range(3, 3) })
  expect(elementsOf(own, 1)).toEqual([{ symbol: 'O', states: [-2], amounts: range(3, 3) }])
  expect(changeElement(own, 'O', { amounts: null })).toEqual(LAW_G)
})

describe('changeCharge', () => {
  it('makes of the role of anions what balances, and the other way round', () => {
    const balanced = changeCharge(LAW_G, 'balanced', 'Anions')
    expect(balanced.roles).toEqual([LAW_G.roles[0]])
    expect(balanced.charge).toEqual({ kind: 'balanced', by: [{ symbol: 'O', states: [-2] }] })
    expect(changeCharge(balanced, 'any', 'Anions')).toEqual(LAW_G)
  })

  it('leaves roles alone that have cations', () => {
    expect(changeCharge(removeRole(LAW_G, 1), 'balanced', 'Anions').roles).toHaveLength(1)
  })

  it('changes nothing where nothing is asked', () => {
    expect(changeCharge(LAW_K, 'balanced', 'Anions')).toBe(LAW_K)
  })
})

it('has the balancing elements behind the roles', () => {
  expect(placesOf(addRole(LAW_K, 'A site'))).toEqual([0, 1, 'balance'])
  expect(placesOf(LAW_G)).toEqual([0, 1])
})

test.each([
  ['Oxides', [], 'Oxides'],
  ['Oxides', ['Oxides'], 'Oxides (2)'],
  ['Oxides (2)', ['Oxides', 'Oxides (2)'], 'Oxides (3)'],
  ['Oxides (7)', ['Oxides'], 'Oxides (7)'],
])('%s, with %j taken, becomes %s', (name, taken, free) => {
  expect(freeName(name, taken)).toBe(free)
})

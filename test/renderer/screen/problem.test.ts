import { expect, it, test } from 'vitest'
import { screeningChoice } from '../../../src/contract/index.ts'
import { countCandidates, LAW_K, type SearchSpec } from '../../../src/domain/candidates/index.ts'
import { PRESETS, presetChoice } from '../../../src/renderer/screens/screen/editing/presets.ts'
import { type ProblemPlace, problemOf } from '../../../src/renderer/screens/screen/editing/problem.ts'

const [cations] = LAW_K.roles

test.each<[what: string, change: Partial<SearchSpec>, place: ProblemPlace]>([
  ['no role', { roles: [] }, { field: 'roles' }],
  ['a role without a name', { roles: [{ ...cations!, name: ' ' }] }, { field: 'role-name', role: 0 }],
  [
    'two roles of one name',
    { roles: [cations!, { ...cations!, elements: [] }] },
    { field: 'role-name', role: 1 },
  ],
  [
    'a role without elements',
    { roles: [cations!, { ...cations!, name: 'A site', elements: [] }] },
    { field: 'elements', role: 1 },
  ],
  ['nothing to balance by', { charge: { kind: 'balanced', by: [] } }, { field: 'elements', role: 'balance' }],
  [
    'more elements than there are',
    { roles: [{ ...cations!, distinct: { least: 1, most: 26 } }] },
    { field: 'distinct', role: 0 },
  ],
  [
    'amounts from 0',
    { roles: [{ ...cations!, amounts: { least: 0, most: 6 } }] },
    { field: 'amounts', role: 0 },
  ],
  [
    'an element without a state',
    { roles: [{ ...cations!, elements: [...cations!.elements, { symbol: 'Fe', states: [] }] }] },
    { field: 'element', role: 0, symbol: 'Fe' },
  ],
  ['too many required', { required: ['Mg', 'Ca', 'Sr', 'Ba', 'Zn'] }, { field: 'elements', role: 0 }],
  ['no anion', { charge: { kind: 'neutral' } }, { field: 'charge' }],
  ['a window the wrong way round', { charge: { kind: 'per-atom', least: 1, most: 0 } }, { field: 'charge' }],
  ['too few atoms', { mostAtoms: 2 }, { field: 'atoms' }],
])('puts %s beside its field', (_, change, place) => {
  const problem = problemOf({ search: { ...LAW_K, ...change } })
  expect(problem?.place).toEqual(place)
  expect(problem?.message).toMatch(/\.$/)
})

test.each(PRESETS)('the preset %s is a choice that the host takes', preset => {
  const choice = presetChoice(preset)
  expect(screeningChoice.safeParse(choice).success).toBe(true)
  const problem = problemOf(choice)
  expect(problem).toEqual(
    preset === 'empty' ? expect.objectContaining({ place: { field: 'elements', role: 0 } }) : null,
  )
})

it('has the perovskites that are neutral', () => {
  // Oxides have A + B = 6: 5 · 3 of 1+ and 5+, 4 · 6 of 2+ and 4+, 5 · 7 of 3+; halides of four kinds 5 · 9 of 1+ and 2+.
  expect(countCandidates(presetChoice('perovskites').search)).toEqual({
    count: 5 * 3 + 4 * 6 + 5 * 7 + 4 * 5 * 9,
    isExact: true,
  })
})

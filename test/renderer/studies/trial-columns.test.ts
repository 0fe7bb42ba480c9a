import { expect, it } from 'vitest'
import { sortedTrials, trialColumns } from '../../../src/renderer/screens/studies/view/trial-columns.ts'
import { givenUp, trial } from './trials.ts'

const numbers = (key: string, direction: 'ascending' | 'descending') => {
  const trials = [
    trial(1, { heldOutRmse: 0.06 }),
    givenUp(2, 0.01),
    trial(3),
    trial(4, { heldOutRmse: 0.06 }),
  ]
  const column = trialColumns('search').find(column => column.key === key)!
  return sortedTrials(trials, column, direction).map(({ number }) => number)
}

it.each([
  ['held-out', 'ascending', [3, 1, 4, 2]],
  ['held-out', 'descending', [1, 4, 3, 2]],
  ['trial', 'descending', [4, 3, 2, 1]],
] as const)('trials by %s, %s: without a value last, equal ones by number', (key, direction, expected) => {
  expect(numbers(key, direction)).toEqual(expected)
})

it('a sweep shows what it varies and R² in both conventions', () => {
  const shown = trialColumns('sweep').map(({ label, text }) => [
    label,
    text(trial(1, { rSquaredPerFeature: null })),
  ])
  expect(shown).toContainEqual(['Latent size', '16'])
  expect(shown).toContainEqual(['R² global mean', '0.900'])
  expect(shown).toContainEqual(['R² per-feature', '—'])
})

import { describe, expect, it } from 'vitest'
import { candidateEpochs, hasStalled, selectEpoch } from '../../../src/domain/training/index.ts'

/** Epochs 1, 2, … of these losses. */
function epochs(losses: readonly (readonly [trainingLoss: number, validationLoss: number])[]) {
  return losses.map(([trainingLoss, validationLoss], i) => ({ epoch: i + 1, trainingLoss, validationLoss }))
}

const validated = (validationLosses: readonly number[]) => epochs(validationLosses.map(loss => [0, loss]))

describe('candidateEpochs', () => {
  it.each([
    { what: 'all of fewer than ten, lowest first', losses: [3, 1, 2], candidates: [2, 3, 1] },
    {
      what: 'the ten lowest of more',
      losses: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
      candidates: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
    },
    {
      what: 'of equal ones the earlier, the tenth place included',
      losses: [5, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5],
      candidates: [3, 4, 5, 6, 7, 8, 9, 10, 11, 1],
    },
    { what: 'none of none', losses: [], candidates: [] },
  ])('are $what', ({ losses, candidates }) => {
    expect(candidateEpochs(validated(losses)).map(({ epoch }) => epoch)).toEqual(candidates)
  })
})

describe('selectEpoch', () => {
  it.each([
    { what: 'the only epoch', losses: [[1, 2]], selected: 1 },
    {
      what: 'the smallest gap',
      losses: [
        [0.1, 0.9],
        [0.75, 0.8],
        [0.3, 0.7],
      ],
      selected: 2,
    },
    {
      what: 'the smallest gap also where training is the worse',
      losses: [
        [1, 0.9],
        [0.85, 0.8],
        [0.5, 0.7],
      ],
      selected: 2,
    },
    {
      what: 'of equal gaps the lower validation loss',
      losses: [
        [0.5, 0.75],
        [0.25, 0.5],
        [0.75, 1],
      ],
      selected: 2,
    },
    {
      what: 'of equal gaps and losses the earlier',
      losses: [
        [1, 2],
        [1, 2],
      ],
      selected: 1,
    },
    {
      what: 'the smallest gap among the ten lowest, not a smaller one outside',
      losses: [
        [5, 5],
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 2],
        [1.5, 2],
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      selected: 7,
    },
  ] as const)('takes $what', ({ losses, selected }) => {
    expect(selectEpoch(epochs(losses)).epoch).toBe(selected)
  })

  it('has nothing to take from nothing', () => {
    expect(() => selectEpoch([])).toThrow(RangeError)
  })
})

describe('hasStalled', () => {
  it.each([
    { losses: [], patience: 1, stalled: false },
    { losses: [3], patience: 1, stalled: false },
    { losses: [3, 2, 1], patience: 1, stalled: false },
    { losses: [1, 2], patience: 1, stalled: true },
    { losses: [1, 2], patience: 2, stalled: false },
    { losses: [1, 2, 2], patience: 2, stalled: true },
    // An equal loss is no improvement.
    { losses: [1, 1], patience: 1, stalled: true },
    { losses: [1, 2, 0.9, 2], patience: 2, stalled: false },
  ])('validation $losses with patience $patience: $stalled', ({ losses, patience, stalled }) => {
    expect(hasStalled(validated(losses), patience)).toBe(stalled)
  })
})

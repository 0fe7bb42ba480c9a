import { describe, expect, it } from 'vitest'
import { bestSoFar, trialPoints } from '../../../src/renderer/screens/studies/view/study-charts.ts'
import { givenUp, trial, underWay } from './trials.ts'

const TRIALS = [
  trial(1, { heldOutRmse: 0.07, batchSize: 64 }),
  givenUp(2, 0.09),
  trial(3, { heldOutRmse: 0.05, batchSize: 100 }),
  trial(4, { heldOutRmse: 0.06, batchSize: 900 }),
  underWay(5),
]

it('the lowest RMSE so far goes down in steps, at complete trials alone', () => {
  expect(bestSoFar(TRIALS).points).toEqual([
    [1, 0.07],
    [2, 0.07],
    [3, 0.07],
    [3, 0.05],
    [4, 0.05],
    [5, 0.05],
  ])
  expect(bestSoFar([givenUp(1, 0.04), underWay(2)]).points).toEqual([])
})

describe('trials by what they tried', () => {
  it('are told apart by what came of them; those under way are not drawn', () => {
    expect(trialPoints(TRIALS, 'batchSize', 3).map(({ look, points }) => [look, points])).toEqual([
      [
        'filled',
        [
          [64, 0.07],
          [100, 0.05],
          [900, 0.06],
        ],
      ],
      ['hollow', [[240, 0.09]]],
      ['ring', [[100, 0.05]]],
    ])
  })

  it('are no groups where there are none', () => {
    expect(trialPoints([underWay(1)], 'number', null)).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { scatterAxes } from '../../../src/renderer/screens/ranking/panel/scatter-axes.ts'

test.each([
  ['rmse', 'rmse', 'comparedScore', 'score'],
  ['stability', 'stability', 'comparedScore', 'score'],
  // RMSE is on the same axis whichever of the two ranks.
  ['rmse', 'stability', 'score', 'comparedScore'],
  ['stability', 'rmse', 'comparedScore', 'score'],
] as const)('ranked by %s beside %s: %s to the right, %s upwards', (model, compared, x, y) => {
  expect(scatterAxes(model, compared)).toEqual({ x, y })
})

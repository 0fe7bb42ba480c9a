import type { ScoreKind } from '../../../../contract/index.ts'

/** A score of a row. */
export type RowScore = 'score' | 'comparedScore'

/**
 * Which score lies on which axis: the compared model's to the right and the ranking one's upwards, but of two kinds
 * always RMSE to the right and the stability score upwards, so that the picture stays when the two change places.
 */
export function scatterAxes(
  model: ScoreKind,
  compared: ScoreKind,
): { readonly x: RowScore; readonly y: RowScore } {
  return model === 'rmse' && compared === 'stability'
    ? { x: 'score', y: 'comparedScore' }
    : { x: 'comparedScore', y: 'score' }
}

import type { BulkScoring } from '../engine/bulk-scoring.ts'
import type { AnyModel } from '../models.ts'
import type { BulkStability } from '../stability/bulk.ts'

/**
 * Scores of canonical formulas by a model of either kind, in their order: RMSE, or log-odds. None may lie outside the
 * model. Throws what scoring throws and the signal's reason.
 */
export type ModelScores = (
  model: AnyModel,
  formulas: readonly string[],
  options?: { readonly signal?: AbortSignal },
) => Promise<ArrayLike<number>>

/** Scores by whatever gives RMSE here, and by the threads that give stability scores. */
export function modelScores(
  errors: Pick<BulkScoring, 'call'>,
  stability: Pick<BulkStability, 'score'>,
): ModelScores {
  return async (model, formulas, options) =>
    model.kind === 'rmse'
      ? errors.call('score', { modelFolder: model.folder, formulas }, options)
      : stability.score(model, formulas, options)
}

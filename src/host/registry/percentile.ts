import { shareAbove } from '../../domain/statistics/index.ts'
import type { AnyModel } from '../models.ts'

/** Per cent of a model's held-out positives that score no better: with a larger RMSE, or no higher log-odds. */
export function percentileOf(model: AnyModel, score: number): number {
  return model.kind === 'rmse'
    ? 100 * shareAbove({ quantiles: model.manifest.heldOut.rmseQuantiles }, score)
    : 100 * (1 - shareAbove({ quantiles: model.manifest.heldOut.logOddsQuantiles }, score))
}

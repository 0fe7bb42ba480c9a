import type { EntryQuery } from '../../contract/index.ts'
import { percentileAmong, scoresOfPercentiles } from '../../domain/statistics/index.ts'
import type { Range } from '../../library/index.ts'
import type { AnyModel } from '../models.ts'

/** Per cent of a model's held-out positives that score no better: with a larger RMSE, or no higher log-odds. */
export function percentileOf(model: AnyModel, score: number): number {
  const { reference, best } = scaleOf(model)
  return percentileAmong(reference, best, score)
}

/** The scores of a range that is given in them or in percentiles. */
export function scoresWithin(model: AnyModel | null, { min, max, unit }: EntryQuery['score']): Range {
  const isOpen = min === null && max === null
  if (unit === undefined || model === null || isOpen) return { min, max }
  const { reference, best } = scaleOf(model)
  const scores = scoresOfPercentiles(reference, best, { min, max })
  // A range from 0 to 100 leaves out what has no score, as every range with a bound does.
  return { min: scores.min ?? Number.NEGATIVE_INFINITY, max: scores.max ?? Number.POSITIVE_INFINITY }
}

function scaleOf(model: AnyModel) {
  return model.kind === 'rmse'
    ? { reference: { quantiles: model.manifest.heldOut.rmseQuantiles }, best: 'low' as const }
    : { reference: { quantiles: model.manifest.heldOut.logOddsQuantiles }, best: 'high' as const }
}

import { type FoldChoice, foldRuns } from '../../domain/retraining/index.ts'
import type { ProbeResult } from '../../engine/index.ts'
import type { RetrainingOutlook } from './prepare.ts'

/** What of a retraining decides how long it takes. */
export interface RetrainingWork {
  readonly epochs: number
  readonly batchSize: number
  /** Compositions of an epoch: see `trainedIn`. */
  readonly trained: number
  /** Compositions that both models score in the end. */
  readonly judging: number
  readonly folds: FoldChoice | null
}

/** As many old positives as an epoch is validated with. */
const WATCHED = 1000

/** How long a retraining takes at a measured speed; its folds and its judging are part of all. */
export function estimateRetraining(
  { secondsPerTrainingStep, scoringCompositionsPerSecond }: ProbeResult,
  { epochs, batchSize, trained, judging, folds }: RetrainingWork,
): { readonly secondsPerEpoch: number; readonly secondsInAll: number } {
  const secondsPerEpoch =
    Math.ceil(trained / batchSize) * secondsPerTrainingStep + WATCHED / scoringCompositionsPerSecond
  const runs = 1 + foldRuns(folds)
  // The new model's held-out positives are scored once for itself, and all that judges by both models.
  const secondsInAll = runs * epochs * secondsPerEpoch + (3 * judging) / scoringCompositionsPerSecond
  return { secondsPerEpoch, secondsInAll }
}

/** Compositions that an epoch of the retraining trains on. */
export function trainedIn({ known, training, replayed }: RetrainingOutlook): number {
  return known + training + replayed
}

import type { FoldChoice } from './folds.ts'

/** One fold: a retraining without some of the in-house positives, judged by just those. */
export interface FoldResult {
  /** From 1. */
  readonly repeat: number
  readonly fold: number
  /** In-house positives held out. */
  readonly n: number
  /** Their mean RMSE under the parent, and under the model retrained without them. */
  readonly olderRmse: number
  readonly newerRmse: number
  /** Share of them that came closer, 0 to 1. */
  readonly improved: number
  /** Mean RMSE of a sample of the parent's held-out positives, which shows what was forgotten. */
  readonly oldPositivesOlderRmse: number
  readonly oldPositivesNewerRmse: number
}

/** A mean over folds and their standard deviation. Folds share compounds: it is no confidence interval. */
export interface MeanAndSpread {
  readonly mean: number
  /** Null for a single fold. */
  readonly spread: number | null
}

/** What repeated cross-validation says a retraining does to compounds that it has not seen. */
export interface FoldValidation extends FoldChoice {
  readonly results: readonly FoldResult[]
  /** Mean RMSE of the in-house positives held out. */
  readonly older: MeanAndSpread
  readonly newer: MeanAndSpread
  /** Newer less older, fold by fold: negative where retraining helps. */
  readonly change: MeanAndSpread
  /** The same of the parent's held-out positives: positive where the model forgets. */
  readonly oldPositivesChange: MeanAndSpread
}

/** Sums folds up; null where there are none, as when validation was ended before its first. */
export function summariseFolds(choice: FoldChoice, results: readonly FoldResult[]): FoldValidation | null {
  if (results.length === 0) return null
  return {
    ...choice,
    results,
    older: meanAndSpread(results.map(({ olderRmse }) => olderRmse)),
    newer: meanAndSpread(results.map(({ newerRmse }) => newerRmse)),
    change: meanAndSpread(results.map(({ newerRmse, olderRmse }) => newerRmse - olderRmse)),
    oldPositivesChange: meanAndSpread(
      results.map(
        ({ oldPositivesNewerRmse, oldPositivesOlderRmse }) => oldPositivesNewerRmse - oldPositivesOlderRmse,
      ),
    ),
  }
}

function meanAndSpread(values: readonly number[]): MeanAndSpread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length === 1) return { mean, spread: null }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, spread: Math.sqrt(squares / (values.length - 1)) }
}

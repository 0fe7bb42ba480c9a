import type { Composition } from '../domain/composition.ts'
import { addErrors, NO_ERROR, type SquaredError, squaredError } from '../domain/descriptor/index.ts'
import { canonicalFormula } from '../domain/formula/index.ts'
import type { Autoencoder, ScoringControl } from './scoring.ts'

/** A compound that a model reconstructs badly. */
export interface Misfit {
  /** Canonical. */
  readonly formula: string
  readonly rmse: number
  readonly error: SquaredError
}

/** Where a model errs over the positives that it was not trained on. */
export interface HeldOutErrors {
  readonly heldOut: number
  /** Of all of them together. */
  readonly error: SquaredError
  /** Those of the largest RMSE, largest first. */
  readonly worst: readonly Misfit[]
}

/** Reconstructs compositions, and keeps the errors of all together and those of the `count` worst. */
export async function heldOutErrors(
  autoencoder: Autoencoder,
  compositions: readonly Composition[],
  count: number,
  control?: ScoringControl,
): Promise<HeldOutErrors> {
  let all = NO_ERROR
  let worst: Misfit[] = []
  await autoencoder.reconstructAll(
    compositions,
    (composition, input, output) => {
      const error = squaredError(composition, autoencoder.descriptorMode, input, output)
      const squares = error.blocks.reduce((sum, square) => sum + square)
      all = addErrors(all, error)
      worst.push({ formula: canonicalFormula(composition), rmse: Math.sqrt(squares / input.length), error })
      if (worst.length >= 2 * count + 100) worst = worstOf(worst, count)
    },
    control,
  )
  return { heldOut: compositions.length, error: all, worst: worstOf(worst, count) }
}

function worstOf(misfits: readonly Misfit[], count: number): Misfit[] {
  return misfits.toSorted((a, b) => b.rmse - a.rmse || (a.formula < b.formula ? -1 : 1)).slice(0, count)
}

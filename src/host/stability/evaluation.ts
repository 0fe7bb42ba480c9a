import type { Composition } from '../../domain/composition.ts'
import { canonicalFormula } from '../../domain/formula/index.ts'
import {
  evaluateStabilityScores,
  type StabilityEvaluation,
  type StabilityResult,
} from '../../domain/stability/index.ts'
import { readStabilityFormulas } from '../../engine/index.ts'
import type { LabelledComposition } from '../evaluation.ts'
import type { StabilityModel } from '../models.ts'
import { loadStability, type StabilityOptions, scoreStability } from './scoring.ts'

/** A stability model's evaluation, and the compositions that have no score. */
export interface StabilityModelEvaluation extends StabilityEvaluation {
  /** Labelled compositions with elements in no known compound, left out. */
  readonly outsideModel: number
}

/**
 * Judges a model on labelled compositions: those below the limit are positives, all others negatives. Where compositions
 * are among them that were held out of the fit, the model's tables lack all that were.
 */
export async function evaluateStability(
  model: StabilityModel,
  labelled: readonly LabelledComposition[],
  maxEnergyAboveHullEvPerAtom: number,
  options: StabilityOptions = {},
): Promise<StabilityModelEvaluation> {
  const compositions = labelled.map(({ composition }) => composition)
  const heldOut = new Set(await readStabilityFormulas(model.folder, model.manifest, 'held-out.txt'))
  const judgesAgain = compositions.some(composition => heldOut.has(canonicalFormula(composition)))
  const loaded = await loadStability(model, judgesAgain ? 'fitted-on' : 'all-known')
  const scores = await scoreStability(loaded, compositions, options)
  const trainedOn = new Set(
    compositions.filter((_, i) => {
      const score = scores[i]!
      return score.kind === 'scored' && score.trainedOn
    }),
  )
  return judge(labelled, scores, composition => trainedOn.has(composition), maxEnergyAboveHullEvPerAtom)
}

/** Judges the scores of labelled compositions, in their order. */
export function judge(
  labelled: readonly LabelledComposition[],
  results: readonly StabilityResult[],
  isTrainedOn: (composition: Composition) => boolean,
  maxEnergyAboveHullEvPerAtom: number,
): StabilityModelEvaluation {
  const scored = labelled.flatMap(({ composition, energyAboveHullEvPerAtom }, i) => {
    const result = results[i]!
    if (result.kind === 'outside') return []
    return {
      logOdds: result.logOdds,
      energyAboveHullEvPerAtom,
      elements: composition.map(({ symbol }) => symbol),
      trainedOn: isTrainedOn(composition),
    }
  })
  return {
    ...evaluateStabilityScores(scored, maxEnergyAboveHullEvPerAtom),
    outsideModel: labelled.length - scored.length,
  }
}

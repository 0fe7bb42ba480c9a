import { type Evaluation, evaluateScores } from '../domain/evaluation/index.ts'
import { parseFormula } from '../domain/formula/index.ts'
import { readFormulas, readManifest } from './model/model-file.ts'

/** A canonical formula whose energy above hull is known. */
export interface LabelledFormula {
  readonly formula: string
  readonly energyAboveHullEvPerAtom: number
}

/**
 * Judges the model in a folder by formulas of known energy and their errors under it: those below the limit are
 * positives, all others negatives. Throws `evaluation/one-class` when one of the two is empty.
 */
export async function judge(
  modelFolder: string,
  labelled: readonly LabelledFormula[],
  errors: ArrayLike<number>,
  maxEnergyAboveHullEvPerAtom: number,
): Promise<Evaluation> {
  const manifest = await readManifest(modelFolder)
  const trainedOn = new Set(await readFormulas(modelFolder, manifest, 'training.txt'))
  const scores = labelled.map(({ formula, energyAboveHullEvPerAtom }, i) => ({
    rmse: errors[i]!,
    energyAboveHullEvPerAtom,
    elements: parseFormula(formula).length,
    trainedOn: trainedOn.has(formula),
  }))
  return evaluateScores(scores, maxEnergyAboveHullEvPerAtom)
}

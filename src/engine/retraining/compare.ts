import { setImmediate as nextTurn } from 'node:timers/promises'
import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { compareModels, type ModelComparison } from '../../domain/retraining/index.ts'
import type { Backend } from '../backend/backend.ts'
import type { LabelledFormula } from '../judgement.ts'
import { readFormulas, readManifest, readParameters } from '../model/model-file.ts'
import { loadAutoencoder } from '../scoring.ts'

/** Two models in folders, and what else judges them. */
export interface ModelPair {
  readonly olderFolder: string
  readonly newerFolder: string
  readonly labelled: readonly LabelledFormula[]
  /** Canonical formulas of compounds that were made: those that neither was trained on join what only the newer holds out. */
  readonly made: readonly string[]
  /** Labelled compositions below it are positives; null where there are none. */
  readonly maxEnergyAboveHullEvPerAtom: number | null
}

export interface CompareControl {
  readonly signal: AbortSignal
  /** Told the fraction of the scores that are there. */
  onProgress(fraction: number): void
}

/**
 * Compares two models on compositions that neither was trained on: the positives that the older holds out, those that
 * only the newer holds out or that were made, and labelled ones. Throws `comparison/nothing-held-out` where there are none, and what
 * reading a model throws.
 */
export async function compareModelFolders(
  backend: Backend,
  { olderFolder, newerFolder, labelled, made, maxEnergyAboveHullEvPerAtom: limit }: ModelPair,
  control: CompareControl,
): Promise<ModelComparison> {
  const [older, newer] = await Promise.all([readModel(olderFolder), readModel(newerFolder)])
  const isJudging = (formula: string) => !older.training.has(formula) && !newer.training.has(formula)
  const old = [...older.heldOut].filter(isJudging)
  const inHouse = [...new Set([...newer.heldOut, ...made])].filter(
    formula => isJudging(formula) && !older.heldOut.has(formula),
  )
  const judgedBy = limit === null ? [] : labelled.filter(({ formula }) => isJudging(formula))
  const formulas = [...new Set([...old, ...inHouse, ...judgedBy.map(({ formula }) => formula)])]
  if (formulas.length === 0) {
    throw new AnomaliteError(
      'comparison/nothing-held-out',
      'There is no composition that neither model was trained on, so nothing can compare them. Compare them by a labelled list.',
    )
  }
  const errorsUnder = async ({ manifest, folder }: ReadModel, doneBefore: number) => {
    const autoencoder = loadAutoencoder(backend, manifest.settings, await readParameters(folder, manifest))
    const compositions = formulas.map(formula => parseFormula(formula))
    const errors = await autoencoder
      .score(compositions, {
        signal: control.signal,
        onBatch: done => control.onProgress((doneBefore + done / formulas.length) / 2),
        afterBatch: nextTurn,
      })
      .finally(() => autoencoder.dispose())
    return new Map(formulas.map((formula, i) => [formula, errors[i]!]))
  }
  const olderErrors = await errorsUnder(older, 0)
  const newerErrors = await errorsUnder(newer, 1)
  const judged = (formula: string) => ({
    formula,
    olderRmse: olderErrors.get(formula)!,
    newerRmse: newerErrors.get(formula)!,
  })
  return compareModels({
    inHouse: inHouse.map(judged),
    old: old.map(judged),
    labelled: judgedBy.map(({ formula, energyAboveHullEvPerAtom }) => ({
      ...judged(formula),
      isPositive: energyAboveHullEvPerAtom < limit!,
    })),
  })
}

type ReadModel = Awaited<ReturnType<typeof readModel>>

async function readModel(folder: string) {
  const manifest = await readManifest(folder)
  return {
    folder,
    manifest,
    training: new Set(await readFormulas(folder, manifest, 'training.txt')),
    heldOut: new Set(await readFormulas(folder, manifest, 'held-out.txt')),
  }
}

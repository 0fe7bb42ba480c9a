import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { parseFormula } from '../../domain/formula/index.ts'
import {
  assignFolds,
  type FoldResult,
  type FoldValidation,
  summariseFolds,
} from '../../domain/retraining/index.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import type { Backend } from '../backend/backend.ts'
import { readManifest, readParameters } from '../model/model-file.ts'
import { loadAutoencoder } from '../scoring.ts'
import type { TrainingPlan, TrainingRun } from '../training/run.ts'
import { type TrainingControl, train } from '../training/trainer.ts'
import { PARENT_FOLDER } from './plan.ts'
import { foldResultSchema } from './record.ts'

/** The file of a run's folder with the folds that are done. */
const RESULTS_FILE = 'folds.json'

/** How far a validation is: the fold that runs, from 1, of how many, and the fraction of it that is done. */
export interface FoldProgress {
  readonly fold: number
  readonly folds: number
  readonly fraction: number
}

export type FoldControl = Pick<TrainingControl, 'signal' | 'whenRunning' | 'isFinishing'> & {
  onFold(progress: FoldProgress): void
}

/**
 * Repeated k-fold cross-validation of a retraining: each fold starts from the parent's weights, trains without its own
 * part of the in-house positives that are new to the parent, and is judged by just that part under both models. Nothing
 * is chosen by what judges: a fold ends with its last epoch. A fold that has ended is kept in the run's folder; asked to
 * finish, no other is begun. Null where the retraining has no folds, or none has ended.
 *
 * Throws what `train` throws, and `retraining/too-few-for-folds`.
 */
export async function validateByFolds(
  backend: Backend,
  run: TrainingRun,
  control: FoldControl,
): Promise<FoldValidation | null> {
  const { settings, retraining } = run.plan
  if (!retraining?.folds) return null
  const choice = retraining.folds
  const fresh = [...retraining.training, ...retraining.heldOut].sort((a, b) =>
    a.formula < b.formula ? -1 : 1,
  )
  const formulas = fresh.map(({ formula }) => formula)
  const scoreAll = async (parameters: readonly Float32Array[], chosen: readonly string[]) => {
    const autoencoder = loadAutoencoder(backend, settings, parameters)
    const compositions = chosen.map(formula => parseFormula(formula))
    const onBatch = () => undefined
    return autoencoder
      .score(compositions, { signal: control.signal, onBatch, afterBatch: nextTurn })
      .finally(() => autoencoder.dispose())
  }
  const parent = join(run.folder, PARENT_FOLDER)
  const parentParameters = await readParameters(parent, await readManifest(parent))
  const olderErrors = await scoreAll(parentParameters, [...formulas, ...retraining.watched])
  const older = new Map([...formulas, ...retraining.watched].map((formula, i) => [formula, olderErrors[i]!]))

  const results = await finishedFolds(run.folder)
  const folds = choice.folds * choice.repeats
  while (results.length < folds && !control.isFinishing()) {
    const repeat = Math.floor(results.length / choice.folds) + 1
    const fold = (results.length % choice.folds) + 1
    const foldOf = assignFolds(formulas, choice, settings.seed + repeat)
    const isJudging = (_: unknown, i: number) => foldOf[i] === fold - 1
    const judging = formulas.filter(isJudging)
    const plan: TrainingPlan = {
      ...run.plan,
      settings: { ...settings, patienceEpochs: null },
      retraining: { ...retraining, training: fresh.filter((_, i) => !isJudging(_, i)), heldOut: [] },
    }
    const { parameters } = await train(backend, runInMemory(run.folder, plan), {
      ...control,
      // Half a fold tells nothing.
      isFinishing: () => false,
      onProgress: ({ epoch, epochs, step, stepsPerEpoch }) =>
        control.onFold({
          fold: results.length + 1,
          folds,
          fraction: (epoch - 1 + step / stepsPerEpoch) / epochs,
        }),
      onEpoch: () => undefined,
    })
    const errors = await scoreAll(parameters, [...judging, ...retraining.watched])
    const newer = new Map([...judging, ...retraining.watched].map((formula, i) => [formula, errors[i]!]))
    const meanUnder = (model: ReadonlyMap<string, number>, chosen: readonly string[]) =>
      chosen.reduce((sum, formula) => sum + model.get(formula)!, 0) / Math.max(1, chosen.length)
    results.push({
      repeat,
      fold,
      n: judging.length,
      olderRmse: meanUnder(older, judging),
      newerRmse: meanUnder(newer, judging),
      improved: judging.filter(formula => newer.get(formula)! < older.get(formula)!).length / judging.length,
      oldPositivesOlderRmse: meanUnder(older, retraining.watched),
      oldPositivesNewerRmse: meanUnder(newer, retraining.watched),
    })
    await writeFileAtomically(join(run.folder, RESULTS_FILE), JSON.stringify(results))
  }
  return summariseFolds(choice, results)
}

async function finishedFolds(folder: string): Promise<FoldResult[]> {
  const path = join(folder, RESULTS_FILE)
  if (!existsSync(path)) return []
  return z.array(foldResultSchema).parse(JSON.parse(await readFile(path, 'utf8')))
}

/** A run whose last epoch is kept in memory: a fold that is interrupted is trained anew. */
function runInMemory(folder: string, plan: TrainingPlan): TrainingRun {
  let last: Float32Array[] = []
  return {
    folder,
    plan,
    state: null,
    async save({ adam }) {
      last = [...adam.parameters]
    },
    parametersAfter: async () => last,
  }
}

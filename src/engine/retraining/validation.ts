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
  const { watched } = retraining
  const fresh = [...retraining.training, ...retraining.heldOut].sort((a, b) =>
    a.formula < b.formula ? -1 : 1,
  )
  const formulas = fresh.map(({ formula }) => formula)
  const errorsUnder = async (parameters: readonly Float32Array[], judged: readonly string[]) => {
    const autoencoder = loadAutoencoder(backend, settings, parameters)
    const errors = await autoencoder
      .score(
        judged.map(formula => parseFormula(formula)),
        { signal: control.signal, onBatch: () => undefined, afterBatch: nextTurn },
      )
      .finally(() => autoencoder.dispose())
    return new Map(judged.map((formula, i) => [formula, errors[i]!]))
  }
  const parent = join(run.folder, PARENT_FOLDER)
  const older = await errorsUnder(await readParameters(parent, await readManifest(parent)), [
    ...formulas,
    ...watched,
  ])

  const results = await finishedFolds(run.folder)
  const folds = choice.folds * choice.repeats
  while (results.length < folds && !control.isFinishing()) {
    const repeat = Math.floor(results.length / choice.folds) + 1
    const fold = (results.length % choice.folds) + 1
    const foldOf = assignFolds(formulas, choice, settings.seed + repeat)
    const judging = formulas.filter((_, i) => foldOf[i] === fold - 1)
    const plan: TrainingPlan = {
      ...run.plan,
      settings: { ...settings, patienceEpochs: null },
      retraining: { ...retraining, training: fresh.filter((_, i) => foldOf[i] !== fold - 1), heldOut: [] },
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
    const newer = await errorsUnder(parameters, [...judging, ...watched])
    results.push({ repeat, fold, ...foldResult(judging, watched, older, newer) })
    await writeFileAtomically(join(run.folder, RESULTS_FILE), JSON.stringify(results))
  }
  return summariseFolds(choice, results)
}

type Errors = ReadonlyMap<string, number>

function foldResult(
  judging: readonly string[],
  watched: readonly string[],
  older: Errors,
  newer: Errors,
): Omit<FoldResult, 'repeat' | 'fold'> {
  const mean = (formulas: readonly string[], errors: Errors) =>
    formulas.reduce((sum, formula) => sum + errors.get(formula)!, 0) / formulas.length
  return {
    n: judging.length,
    olderRmse: mean(judging, older),
    newerRmse: mean(judging, newer),
    improved: judging.filter(formula => newer.get(formula)! < older.get(formula)!).length / judging.length,
    oldPositivesOlderRmse: mean(watched, older),
    oldPositivesNewerRmse: mean(watched, newer),
  }
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

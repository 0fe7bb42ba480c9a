import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ComputeCall, type ComputeProcess, PARENT_FOLDER, writeManifest } from '../../engine/index.ts'
import type { Model } from '../models.ts'
import { LABELLED_FILE, readLabelled } from './labelled-file.ts'
import { isMarked } from './marks.ts'

/** How far the judging of a retraining is. */
export type JudgingStage =
  | { readonly stage: 'validating'; readonly fold: number; readonly folds: number; readonly fraction: number }
  | { readonly stage: 'comparing'; readonly fraction: number }

export interface RetrainingJudgement {
  readonly signal?: AbortSignal
  /** Told how the validation by folds is steered, once it has begun. */
  readonly onCall?: (call: Pick<ComputeCall<'validate'>, 'pause' | 'resume' | 'finish'>) => void
  readonly onStage?: (stage: JudgingStage) => void
}

/**
 * Validates a retraining by the folds that its run asks for, compares its model with the parent, and keeps both in the
 * model's manifest. Interrupted, it goes on with the next fold. A model that is no retraining stays as it is.
 */
export async function judgeRetraining(
  compute: ComputeProcess,
  model: Model,
  runFolder: string,
  { signal, onCall, onStage }: RetrainingJudgement,
): Promise<Model> {
  const { retraining, source } = model.manifest
  if (retraining === undefined || retraining.comparison !== null) return model
  const steered = signal ? { signal } : {}
  const folds = compute.call(
    'validate',
    { runFolder },
    { ...steered, onEvent: progress => onStage?.({ stage: 'validating', ...progress }) },
  )
  onCall?.(folds)
  if (isMarked(runFolder, 'finish')) folds.finish()
  const validation = await folds.result
  const labelled = join(runFolder, LABELLED_FILE)
  const comparison = await compute.call(
    'compare',
    {
      olderFolder: join(runFolder, PARENT_FOLDER),
      newerFolder: model.folder,
      labelled: existsSync(labelled) ? await readLabelled(labelled) : [],
      made: [],
      maxEnergyAboveHullEvPerAtom: source.maxEnergyAboveHullEvPerAtom,
    },
    { ...steered, onEvent: fraction => onStage?.({ stage: 'comparing', fraction }) },
  ).result
  const manifest = { ...model.manifest, retraining: { ...retraining, validation, comparison } }
  await writeManifest(model.folder, manifest)
  return { ...model, manifest }
}

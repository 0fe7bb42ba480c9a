import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type ComputeCall,
  type ComputeProcess,
  copyModel,
  createRun,
  type EpochRecord,
  type LabelledFormula,
  openRun,
  PARENT_FOLDER,
  type PlannedRetraining,
  type PositivesSource,
  readManifest,
  splitPositives,
  type TrainingProgress,
  type TrainingRun,
  type TrainingSettings,
  writeManifest,
} from '../../engine/index.ts'
import { lockFolder } from '../../library/index.ts'
import { hasFit } from '../fitting/fit-folder.ts'
import { folderName, modelsFolder, RESOURCES_FOLDER, runsFolder } from '../folders.ts'
import type { Model } from '../models.ts'
import type { ScoreOptions } from '../scoring.ts'
import { type JudgingStage, judgeRetraining } from './judge-retraining.ts'
import { LABELLED_FILE, readLabelled, writeLabelled } from './labelled-file.ts'
import { isMarked } from './marks.ts'

/** Throws `model/exists` or `training/run-exists` when a name cannot be given to a new model. */
export async function refuseTakenName(data: string, name: string): Promise<void> {
  const ready = join(RESOURCES_FOLDER, 'models', folderName(name))
  if (existsSync(modelFolder(data, name)) || existsSync(ready)) {
    throw new AnomaliteError('model/exists', `There is a model "${name}" already. Choose another name.`, {
      name,
    })
  }
  if (hasRun(data, name) || hasFit(data, name)) {
    const what = hasFit(data, name) ? 'fit' : 'training'
    throw new AnomaliteError(
      'training/run-exists',
      `There is an unfinished ${what} "${name}" already. Resume it, or choose another name.`,
      { name },
    )
  }
}

/** What a training sees, and what its model is judged by. */
export interface TrainingSet {
  /** Distinct canonical formulas. */
  readonly positives: readonly string[]
  /** All of known energy when some are no positives, else none. */
  readonly labelled: readonly LabelledFormula[]
}

/** Begins a training run in a data folder. Throws what `refuseTakenName` throws, and `training/settings`. */
export async function beginRun(
  data: string,
  name: string,
  { positives, labelled }: TrainingSet,
  source: PositivesSource,
  settings: TrainingSettings,
): Promise<TrainingRun> {
  const split = splitPositives(positives, settings.trainingShare, settings.seed)
  return begin(data, name, async folder => {
    if (labelled.length > 0) await writeLabelled(folder, labelled)
    return { settings, source, positives: split }
  })
}

/** A retraining, and what its model is judged by besides the held-out positives. */
export interface RetrainingSet extends PlannedRetraining {
  readonly parent: Model
  readonly labelled: readonly LabelledFormula[]
}

/**
 * Begins a retraining in a data folder. A copy of the parent goes with the run, so that nothing that happens to the
 * parent meanwhile matters. Throws what `beginRun` throws, and `model/broken`.
 */
export async function beginRetraining(
  data: string,
  name: string,
  { parent, labelled, positives, retraining }: RetrainingSet,
  source: PositivesSource,
  settings: TrainingSettings,
): Promise<TrainingRun> {
  return begin(data, name, async folder => {
    if (labelled.length > 0) await writeLabelled(folder, labelled)
    await copyModel(parent.folder, join(folder, PARENT_FOLDER))
    return { settings, source, positives, retraining }
  })
}

/** Begins a run in its folder, which is gone again when that fails. */
async function begin(
  data: string,
  name: string,
  prepare: (folder: string) => Promise<Omit<TrainingRun['plan'], 'name' | 'createdAt'>>,
): Promise<TrainingRun> {
  await refuseTakenName(data, name)
  const folder = runFolder(data, name)
  // What a beginning that was cut short left here is no run.
  await rm(folder, { recursive: true, force: true })
  try {
    const plan = await prepare(folder)
    return await createRun(folder, { name, createdAt: new Date().toISOString(), ...plan })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Whether a training of that name was begun and not finished. */
export function hasRun(data: string, name: string): boolean {
  return existsSync(join(runFolder(data, name), 'run.json'))
}

/**
 * Removes an unfinished run, with the model that it had not judged yet. Throws `library/in-use` when another program is
 * finishing it.
 */
export async function discardRun(data: string, name: string): Promise<void> {
  const folder = runFolder(data, name)
  if (!existsSync(folder)) return
  const lock = lockFolder(folder)
  try {
    if (hasRun(data, name)) await rm(modelFolder(data, name), { recursive: true, force: true })
  } finally {
    lock.release()
  }
  await rm(folder, { recursive: true, force: true })
}

/** The unfinished run of that name, or the only one. Throws `training/no-such-run`. */
export async function findRun(data: string, name?: string): Promise<TrainingRun> {
  const runs = await unfinishedRuns(data)
  const id = name !== undefined ? folderName(name) : runs.length === 1 ? runs[0] : undefined
  if (id === undefined || !runs.includes(id)) {
    const which =
      name === undefined
        ? 'Say which training to resume by --name.'
        : `There is no unfinished training "${name}".`
    const known = runs.length === 0 ? 'none' : runs.join(', ')
    throw new AnomaliteError('training/no-such-run', `${which} Unfinished: ${known}.`, { known })
  }
  return openRun(join(runsFolder(data), id))
}

/** Folder names of the trainings that were begun and not finished. */
export async function unfinishedRuns(data: string): Promise<string[]> {
  const folders = await readdir(runsFolder(data)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return folders.filter(id => existsSync(join(runsFolder(data), id, 'run.json')))
}

/** How a training is steered while it runs. */
export type TrainingCall = Pick<ComputeCall<'train'>, 'pause' | 'resume' | 'finish'>

export interface TrainingOptions {
  readonly signal?: AbortSignal
  /** Told when the training has begun, unless that is over already. */
  readonly onCall?: (call: TrainingCall) => void
  readonly onProgress?: (progress: TrainingProgress) => void
  readonly onEpoch?: (epoch: EpochRecord) => void
  /** Told the fraction done of judging the trained model. */
  readonly onJudging?: (fraction: number) => void
  /** Told how far the validation of a retraining and its comparison with the parent are. */
  readonly onStage?: (stage: JudgingStage) => void
}

/** A run as far as finishing it needs to know it. */
export interface UnfinishedRun extends Pick<TrainingRun, 'folder'> {
  readonly plan: Pick<TrainingRun['plan'], 'name'>
}

/**
 * Trains a run to its end, turns it into a model of the data folder, judges that by the run's labelled compositions if
 * it has any, and removes the run. Interrupted anywhere, the run can be finished later; one that diverged is removed,
 * for it would diverge again. Throws `library/in-use` when another program is finishing it.
 */
export async function finishRun(
  data: string,
  compute: ComputeProcess,
  run: UnfinishedRun,
  options: TrainingOptions = {},
): Promise<Model> {
  // Two trainings in one folder would remove each other's checkpoints.
  const lock = lockFolder(run.folder)
  let isOver = false
  try {
    const model = await trainAndJudge(data, compute, run, options)
    isOver = true
    return model
  } catch (error) {
    isOver = error instanceof AnomaliteError && error.code === 'training/diverged'
    throw error
  } finally {
    lock.release()
    if (isOver) await rm(run.folder, { recursive: true })
  }
}

async function trainAndJudge(
  data: string,
  compute: ComputeProcess,
  { folder, plan }: UnfinishedRun,
  { signal, onCall, onProgress, onEpoch, onJudging, onStage }: TrainingOptions,
): Promise<Model> {
  const target = modelFolder(data, plan.name)
  if (!existsSync(target)) {
    const call = compute.call(
      'train',
      { runFolder: folder, modelFolder: target },
      {
        ...(signal && { signal }),
        onEvent(event) {
          if ('progress' in event) onProgress?.(event.progress)
          else onEpoch?.(event.epoch)
        },
      },
    )
    onCall?.(call)
    if (isMarked(folder, 'finish')) call.finish()
    await call.result
  }
  const judged = await judge(compute, await ownModel(target), folder, {
    ...(signal && { signal }),
    ...(onJudging && { onProgress: onJudging }),
  })
  return judgeRetraining(compute, judged, folder, {
    ...(signal && { signal }),
    ...(onCall && { onCall }),
    ...(onStage && { onStage }),
  })
}

/** Judges a trained model by what a folder has to judge it by, and keeps the result in its manifest. */
export async function judge(
  compute: ComputeProcess,
  model: Model,
  run: string,
  options: ScoreOptions,
): Promise<Model> {
  const { description, maxEnergyAboveHullEvPerAtom: limit } = model.manifest.source
  const path = join(run, LABELLED_FILE)
  if (limit === null || !existsSync(path)) return model
  const labelled = await readLabelled(path)
  const { signal, onProgress } = options
  const call = compute.call(
    'judge',
    { modelFolder: model.folder, labelled, maxEnergyAboveHullEvPerAtom: limit },
    { ...(signal && { signal }), onEvent: done => onProgress?.(done / labelled.length) },
  )
  const result = await call.result.catch(error => {
    // Of a few in-house compounds with energies none of one kind may be held out: there is nothing to judge then.
    if (error instanceof AnomaliteError && error.code === 'evaluation/one-class') return null
    throw error
  })
  if (result === null) return model
  const manifest = { ...model.manifest, evaluation: { source: description, result } }
  await writeManifest(model.folder, manifest)
  return { ...model, manifest }
}

export async function ownModel(folder: string): Promise<Model> {
  return { kind: 'rmse', id: basename(folder), folder, origin: 'own', manifest: await readManifest(folder) }
}

/**
 * The model that a run of a name and of these settings (null: of any) has become, where the run is no more; null where
 * there is none.
 */
export async function modelOfRun(
  data: string,
  name: string,
  settings: TrainingSettings | null,
): Promise<Model | null> {
  const folder = modelFolder(data, name)
  if (hasRun(data, name) || !existsSync(folder)) return null
  const model = await ownModel(folder)
  return settings === null || isDeepStrictEqual(model.manifest.settings, settings) ? model : null
}

function modelFolder(data: string, name: string): string {
  return join(modelsFolder(data), folderName(name))
}

/** Where the run of a training lies, whether it was begun or not. */
export function runFolder(data: string, name: string): string {
  return join(runsFolder(data), folderName(name))
}

import { join } from 'node:path'
import type { Input, Job, Output } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { foldRuns } from '../../domain/retraining/index.ts'
import { checkSettings, type LaunchCompute, readRunOutline } from '../../engine/index.ts'
import type { ListId } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import { folderName, runsFolder } from '../folders.ts'
import { choiceOf, settingsOf } from './choice.ts'
import { type Estimates, openEstimates } from './estimate.ts'
import type { LiveTraining } from './live-trainings.ts'
import { markRun } from './marks.ts'
import { hasRun, refuseTakenName, runFolder, type TrainingCall, unfinishedRuns } from './run.ts'
import { collectData } from './training-data.ts'
import {
  choiceOfBeginning,
  type TrainingBeginning,
  type TrainingParameters,
  trainingParametersOf,
  trainingWork,
} from './training-work.ts'

/** Trainings as windows see them: see the methods of the contract. */
export interface TrainingService {
  preview(data: Input<'training.preview'>, signal: AbortSignal): Promise<Output<'training.preview'>>
  estimate(question: Input<'training.estimate'>, signal: AbortSignal): Promise<Output<'training.estimate'>>
  start(choice: Input<'training.start'>): Promise<Job>
  /** Begins a training or a retraining as a job. Throws `model/exists`, `training/run-exists`. */
  begin(name: string, begin: TrainingBeginning): Promise<Job>
  /** How fast trainings with such settings are here, measured. */
  speed: Estimates['speed']
  finish(job: number): Promise<Job>
  curve(job: number): Promise<Output<'training.curve'>>
}

export type TrainingServiceParts = Pick<
  CoreServices,
  'dataFolder' | 'library' | 'models' | 'events' | 'settings' | 'jobs'
> & { readonly launch: LaunchCompute | undefined }

/**
 * Takes charge of trainings. Runs that a command or a lost library left unfinished become interrupted jobs, so that
 * they can go on.
 */
export async function openTrainings(parts: TrainingServiceParts): Promise<TrainingService> {
  const { dataFolder, library, models, jobs, settings, launch } = parts
  const backend = () => settings.get().backend
  const live = new Map<number, LiveTraining>()
  const calls = new Map<number, TrainingCall>()
  const estimates = openEstimates(backend, launch)
  jobs.register('train', trainingWork({ ...parts, backend, live, calls }))

  /** Jobs of trainings that are not finished, with what they are carried out by. */
  const unfinished = async () => {
    const open = (await jobs.all()).filter(
      ({ kind, state, canResume }) =>
        kind === 'train' && (canResume || state === 'queued' || state === 'running' || state === 'paused'),
    )
    return Promise.all(
      open.map(async job => ({ job, training: trainingParametersOf(await jobs.parametersOf(job.id)) })),
    )
  }

  const adoptRuns = async () => {
    const known = (await unfinished()).map(({ training }) => training && folderName(training.name))
    for (const run of await unfinishedRuns(dataFolder)) {
      if (known.includes(run)) continue
      // One that cannot be read is left where it is: there is nothing to go on with.
      const outline = await readRunOutline(join(runsFolder(dataFolder), run)).catch(() => null)
      if (outline === null || folderName(outline.name) !== run) continue
      const parameters: TrainingParameters = { name: outline.name, begin: null }
      await jobs.adopt('train', outline.name, parameters)
    }
  }

  const trainingOf = async (job: number): Promise<TrainingParameters> => {
    const training = trainingParametersOf(await jobs.parametersOf(job))
    if (training) return training
    throw new AnomaliteError('training/no-such-run', 'This is no training, or none that can go on.', { job })
  }

  const outlineOf = async (job: number) => {
    const { name } = await trainingOf(job)
    if (hasRun(dataFolder, name)) return readRunOutline(runFolder(dataFolder, name))
    throw new AnomaliteError('training/no-such-run', `The training “${name}” has not begun, or is over.`, {
      job,
    })
  }

  const retrainingAsked = async (begin: TrainingBeginning) => {
    if (!('retraining' in begin)) return null
    const { parent, start, folds } = begin.retraining
    return { parent: (await models.find(parent)).manifest.name, start, folds: foldRuns(folds) }
  }

  const begin = async (name: string, begin: TrainingBeginning): Promise<Job> => {
    await refuseTakenName(dataFolder, name)
    const twin = (await unfinished()).find(
      ({ training }) => training && folderName(training.name) === folderName(name),
    )
    if (twin) {
      throw new AnomaliteError(
        'training/run-exists',
        `There is an unfinished training “${twin.job.subject}” already. Let it go on, or choose another name.`,
        { name },
      )
    }
    const parameters: TrainingParameters = { name, begin }
    return jobs.start('train', name, parameters)
  }

  await adoptRuns()
  return {
    async preview(data, signal) {
      const { positives, counts, rareElements } = await collectData(parts, data, {
        signal,
        onProgress: () => undefined,
      })
      return { positives: positives.length, ...counts, rareElements }
    },
    estimate: ({ positives, settings: choice }, signal) => estimates.training(positives, choice, signal),
    speed: estimates.speed,
    async start({ name, data, settings: choice, attribution }) {
      const { backend: _, ...wanted } = choice
      checkSettings(settingsOf(wanted))
      if (data.lists.length === 0 && data.model === null) {
        throw new AnomaliteError(
          'training/no-data',
          'Choose a list, or the positives of a model, to train on.',
        )
      }
      for (const list of data.lists) await library.listWithId(list as ListId)
      if (data.model !== null) await models.findAny(data.model)
      return begin(name, { data, settings: choice, attribution })
    },
    begin,
    async finish(id) {
      const epochs = live.get(id)?.epochs ?? (await outlineOf(id)).history
      if (epochs.length === 0) {
        throw new AnomaliteError(
          'training/no-epoch',
          'No epoch has ended yet, so there is nothing to keep. Wait for the first, or cancel.',
          { job: id },
        )
      }
      await markRun(runFolder(dataFolder, (await trainingOf(id)).name), 'finish')
      calls.get(id)?.finish()
      const job = (await jobs.all()).find(job => job.id === id)!
      return job.canResume ? jobs.resume(id) : job
    },
    async curve(id) {
      const { name, begin } = await trainingOf(id)
      const running = live.get(id)
      const asked = begin?.settings.backend ?? 'auto'
      if (!running && begin && !hasRun(dataFolder, name)) {
        const job = (await unfinished()).find(({ job }) => job.id === id)
        if (job) {
          const settings = await choiceOfBeginning(begin, models)
          return { name, settings, epochs: [], progress: null, retraining: await retrainingAsked(begin) }
        }
      }
      const { settings: trained, history, retraining } = running?.outline ?? (await outlineOf(id))
      return {
        name,
        settings: { ...choiceOf(trained), backend: asked },
        epochs: [...(running?.epochs ?? history)],
        progress: running?.progress ?? null,
        retraining: retraining && {
          parent: retraining.parent.name,
          start: retraining.start,
          folds: foldRuns(retraining.folds),
        },
      }
    },
  }
}

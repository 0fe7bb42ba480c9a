import { join } from 'node:path'
import type { Input, Job, Output } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { foldRuns } from '../../domain/retraining/index.ts'
import { checkSettings, type LaunchCompute, readRunOutline } from '../../engine/index.ts'
import type { CoreServices } from '../core-services.ts'
import { runsFolder } from '../folders.ts'
import { choiceOf, settingsOf } from './choice.ts'
import { type Estimates, openEstimates } from './estimate.ts'
import type { LiveTraining } from './live-trainings.ts'
import { markRun } from './marks.ts'
import { namedJobs } from './named-jobs.ts'
import { hasRun, refuseTakenName, runFolder, type TrainingCall, unfinishedRuns } from './run.ts'
import { collectData, silently, sourcesOf } from './training-data.ts'
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
  const { dataFolder, models, jobs, settings, launch } = parts
  const backend = () => settings.get().backend
  const live = new Map<number, LiveTraining>()
  const calls = new Map<number, TrainingCall>()
  const estimates = openEstimates(backend, launch)
  jobs.register('train', trainingWork({ ...parts, backend, live, calls }))
  const trainings = namedJobs(jobs, 'train', trainingParametersOf)

  const trainingOf = async (job: number): Promise<TrainingParameters> => {
    const training = await trainings.askedOf(job)
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
    await trainings.refuseTwin(name, 'training')
    const parameters: TrainingParameters = { name, begin }
    return jobs.start('train', name, parameters)
  }

  await trainings.adopt(
    await unfinishedRuns(dataFolder),
    async run => (await readRunOutline(join(runsFolder(dataFolder), run))).name,
  )
  return {
    async preview(data, signal) {
      const { positives, counts, rareElements } = await collectData(parts, data, silently(signal))
      return { positives: positives.length, ...counts, rareElements }
    },
    estimate: ({ positives, settings: choice }, signal) => estimates.training(positives, choice, signal),
    speed: estimates.speed,
    async start({ name, data, settings: choice, attribution }) {
      const { backend: _, ...wanted } = choice
      checkSettings(settingsOf(wanted))
      await sourcesOf(parts, data)
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
        const job = (await trainings.unfinished()).find(({ job }) => job.id === id)
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

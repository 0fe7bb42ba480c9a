import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import type { JobResult, TrainingChoice } from '../../contract/index.ts'
import { trainingChoice, trainingData } from '../../contract/methods/models.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { foldRuns } from '../../domain/retraining/index.ts'
import {
  type BackendName,
  type LaunchCompute,
  readRunOutline,
  startCompute,
  type TrainingSettings,
} from '../../engine/index.ts'
import type { CoreServices } from '../core-services.ts'
import { CrashRecord } from '../engine/crash-record.ts'
import type { Work, WorkControl } from '../jobs/index.ts'
import type { Model } from '../models.ts'
import {
  choiceOfRetraining,
  materialOf,
  retrainingRequest,
  settingsOfRetraining,
} from '../retraining/request.ts'
import { settingsOf } from './choice.ts'
import type { JudgingStage } from './judge-retraining.ts'
import { followTraining, type LiveTraining } from './live-trainings.ts'
import { isMarked, markRun } from './marks.ts'
import {
  beginRetraining,
  beginRun,
  discardRun,
  finishRun,
  hasRun,
  modelOfRun,
  runFolder,
  type TrainingCall,
} from './run.ts'
import { collectData, collectForJob, readingFor } from './training-data.ts'

const parameters = z.strictObject({
  /** Of the model, and so of the run's folder, which is the checkpoint. */
  name: z.string(),
  /** What the run begins with; null for one that was begun outside this program. */
  begin: z
    .union([
      z.strictObject({ data: trainingData, settings: trainingChoice, attribution: z.array(z.string()) }),
      retrainingRequest,
    ])
    .nullable(),
})

/** What a training is carried out by; kept with its job. */
export type TrainingParameters = z.infer<typeof parameters>

/** What a training or a retraining begins with. */
export type TrainingBeginning = NonNullable<TrainingParameters['begin']>

/** The settings that were asked for, as windows see them. Throws `model/unknown` for a parent that is gone. */
export async function choiceOfBeginning(
  begin: TrainingBeginning,
  models: Pick<CoreServices['models'], 'find'>,
): Promise<TrainingChoice> {
  if (!('retraining' in begin)) return begin.settings
  return choiceOfRetraining(await models.find(begin.retraining.parent), begin)
}

/** The parameters of a training job, or null for what an earlier version of the program has left. */
export function trainingParametersOf(kept: unknown): TrainingParameters | null {
  return parameters.safeParse(kept).data ?? null
}

export interface TrainingParts extends Pick<CoreServices, 'dataFolder' | 'library' | 'models' | 'events'> {
  readonly launch: LaunchCompute | undefined
  /** What computes where the training leaves it open. */
  backend(): BackendName | 'auto'
  /** Trainings under way, by their jobs. */
  readonly live: Map<number, LiveTraining>
  /** How the running training of a job is steered. */
  readonly calls: Map<number, TrainingCall>
}

/** Trains in a process of its own, which is started again when it dies and goes on from its last checkpoint. */
export function trainingWork(parts: TrainingParts): Work<TrainingParameters> {
  return {
    lane: 'training',
    parameters,
    canPause: true,
    canResume: true,
    discard: ({ name }) => discardRun(parts.dataFolder, name),
    async run(training, control) {
      try {
        const model = await carryOut(training, control, parts)
        parts.events.tell('models', {})
        return { kind: 'model', model: model.id } satisfies JobResult
      } finally {
        parts.live.get(control.job)?.end()
        parts.live.delete(control.job)
      }
    },
  }
}

async function carryOut(
  training: TrainingParameters,
  control: WorkControl,
  parts: TrainingParts,
): Promise<Model> {
  const { name, begin } = training
  if (!hasRun(parts.dataFolder, name)) {
    // The command may have gone on with the run, and have finished it.
    const finished = await modelOfRun(parts.dataFolder, name, await settingsAsked(begin, parts))
    if (finished !== null) return finished
    await beginAnew(training, control, parts)
  }
  const folder = runFolder(parts.dataFolder, name)
  const live = followTraining(control.job, await readRunOutline(folder), parts.events)
  parts.live.set(control.job, live)
  const chosen = begin?.settings.backend ?? 'auto'
  control.onSteer(steer => parts.calls.get(control.job)?.[steer]())

  const crashes = new CrashRecord()
  for (;;) {
    await control.whenRunning()
    try {
      const isOpen = chosen === 'auto' || isMarked(folder, 'engine-crashes')
      return await attempt(training, folder, isOpen ? parts.backend() : chosen, control, parts)
    } catch (error) {
      if (!(error instanceof AnomaliteError) || error.code !== 'compute/stopped') throw error
      control.signal.throwIfAborted()
      const waitMs = crashes.add(Date.now())
      if (waitMs === null) {
        // So that what the settings say is what it goes on with.
        await markRun(folder, 'engine-crashes')
        throw keepsCrashing(error)
      }
      await setTimeout(waitMs, undefined, { signal: control.signal })
    }
  }
}

async function beginAnew({ name, begin }: TrainingParameters, control: WorkControl, parts: TrainingParts) {
  if (begin === null) {
    throw new AnomaliteError(
      'training/no-such-run',
      `The unfinished training “${name}” is no longer there: it was finished or removed elsewhere.`,
      { name },
    )
  }
  if ('retraining' in begin) {
    const material = await materialOf(parts, begin, readingFor(control))
    const settings = settingsOfRetraining(material.parent, begin)
    await beginRetraining(parts.dataFolder, name, material, material.source, settings)
    return
  }
  const { source, ...set } = await collectForJob(
    options => collectData(parts, begin.data, options),
    begin.attribution,
    control,
  )
  await beginRun(parts.dataFolder, name, set, source, settingsOf(withoutBackend(begin.settings)))
}

/** Null for a run that was begun outside this program: whatever it was begun with. */
async function settingsAsked(
  begin: TrainingParameters['begin'],
  { models }: Pick<TrainingParts, 'models'>,
): Promise<TrainingSettings | null> {
  return begin === null ? null : settingsOf(withoutBackend(await choiceOfBeginning(begin, models)))
}

function withoutBackend({ backend: _, ...settings }: TrainingChoice) {
  return settings
}

/** One life of a compute process: from its start to the model, or to its death. */
async function attempt(
  { name }: TrainingParameters,
  folder: string,
  backend: BackendName | 'auto',
  control: WorkControl,
  { dataFolder, launch, live, calls }: TrainingParts,
): Promise<Model> {
  const { job, signal } = control
  // Each fold of a retraining takes as long as the retraining itself.
  const runs = 1 + foldRuns(live.get(job)!.outline.retraining?.folds ?? null)
  const compute = await startCompute(backend, { priority: 'background', ...(launch && { launch }) })
  try {
    signal.throwIfAborted()
    return await finishRun(
      dataFolder,
      compute,
      { folder, plan: { name } },
      {
        signal,
        onCall(call) {
          calls.set(job, call)
          // It may have been paused before there was anything to tell so.
          if (control.isPaused()) call.pause()
        },
        onProgress(progress) {
          const { epoch, epochs, step, stepsPerEpoch } = progress
          live.get(job)?.stands(progress)
          const done = (epoch - 1 + step / stepsPerEpoch) / epochs
          control.progress(done / runs, { step: 'training', done: epoch, total: epochs })
        },
        onEpoch: record => live.get(job)?.epoch(record),
        onJudging: fraction =>
          control.progress(1 / runs, { step: 'judging', done: Math.round(100 * fraction), total: 100 }),
        onStage: stage => tellStage(stage, runs, control),
      },
    )
  } finally {
    calls.delete(job)
    await compute.stop()
  }
}

function tellStage(stage: JudgingStage, runs: number, control: WorkControl): void {
  if (stage.stage === 'validating') {
    control.progress((stage.fold + stage.fraction) / runs, {
      step: 'validating',
      done: stage.fold,
      total: stage.folds,
    })
  } else control.progress(1, { step: 'comparing', done: Math.round(100 * stage.fraction), total: 100 })
}

function keepsCrashing(cause: AnomaliteError): AnomaliteError {
  return new AnomaliteError(
    'training/keeps-crashing',
    `The training process has crashed three times in five minutes. Its last checkpoint is kept: choose WebAssembly as the engine in the settings and let it go on, or try again as it is. ${cause.message}`,
    {},
    { cause },
  )
}

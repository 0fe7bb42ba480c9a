import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type ComputeProcess,
  createRun,
  keptTrials,
  prunedAfter,
  readRunOutline,
  type Study,
  type TrainingProgress,
  type Trial,
  trialModelFolder,
  trialRunFolder,
} from '../../engine/index.ts'
import { judge, ownModel, type TrainingCall } from '../training/run.ts'

/** How a running trial is steered and followed. */
export interface TrialControl {
  readonly signal: AbortSignal
  /** Told when the training of the trial has begun, and when it is over. */
  onCall(call: TrainingCall): void
  onProgress(progress: TrainingProgress): void
  /** Validation losses so far, after each epoch. */
  onLosses(losses: readonly number[]): void
}

/**
 * Carries out a trial from where its run stands, or from the start, until it is complete, given up or diverged, and
 * writes down what came of it. Interrupted anywhere, it can be carried out again, with the same outcome.
 */
export async function runTrial(
  study: Study,
  trial: Trial,
  compute: ComputeProcess,
  control: TrialControl,
): Promise<Trial> {
  const modelFolder = trialModelFolder(study.folder, trial.number)
  const runFolder = trialRunFolder(study.folder, trial.number)
  if (!existsSync(join(runFolder, 'run.json'))) {
    // What a beginning that was cut short left here is no run.
    await rm(runFolder, { recursive: true, force: true })
    await createRun(runFolder, study.trainingPlan(trial))
  }
  const lossesOf = async () => (await readRunOutline(runFolder)).history.map(epoch => epoch.validationLoss)
  // As they are now: a trial that ends meanwhile must not undo what was decided.
  const earlier = study.trials
  const prunedAt = (losses: readonly number[]) =>
    prunedAfter(study.plan.aim, study.plan.settings, losses, earlier)

  const end = async (outcome: NonNullable<Trial['outcome']>, epochs: number | null = null) => {
    const { history } = await readRunOutline(runFolder)
    const counted = history.slice(0, epochs ?? history.length)
    const ended = {
      ...trial,
      validationLosses: counted.map(({ validationLoss }) => validationLoss),
      seconds: counted.reduce((sum, { seconds }) => sum + seconds, 0),
      outcome,
    }
    await study.end(ended)
    return ended
  }

  if (!existsSync(modelFolder)) {
    const how = await trainUnlessHopeless(
      compute,
      runFolder,
      modelFolder,
      await lossesOf(),
      prunedAt,
      control,
    )
    if (how === 'diverged') return end({ kind: 'diverged' })
  }
  // The training may have gone on for some epochs until it heard that it was hopeless.
  const pruned = prunedAt(await lossesOf())
  if (pruned !== null) return end({ kind: 'pruned' }, pruned)

  const model = await ownModel(modelFolder)
  const { selectedEpoch, history, heldOut } = model.manifest
  const selected = history.find(({ epoch }) => epoch === selectedEpoch)!
  const outcome = {
    kind: 'complete',
    selectedEpoch,
    trainingLoss: selected.trainingLoss,
    validationLoss: selected.validationLoss,
    rSquaredGlobal: heldOut.rSquaredGlobal,
    rSquaredPerFeature: heldOut.rSquaredPerFeature,
  } as const
  const others = study.trials.filter(({ number }) => number !== trial.number)
  const isKept = keptTrials(study.plan.aim, [...others, { ...trial, outcome }]).includes(trial.number)
  if (isKept && model.manifest.evaluation === null) {
    await judge(compute, model, study.folder, { signal: control.signal })
  }
  return end(outcome)
}

async function trainUnlessHopeless(
  compute: ComputeProcess,
  runFolder: string,
  modelFolder: string,
  known: readonly number[],
  prunedAt: (losses: readonly number[]) => number | null,
  { signal, onCall, onProgress, onLosses }: TrialControl,
): Promise<'over' | 'diverged'> {
  const losses = [...known]
  const hopeless = new AbortController()
  const look = () => {
    onLosses(losses)
    if (prunedAt(losses) !== null) hopeless.abort()
  }
  look()
  if (hopeless.signal.aborted) return 'over'
  const call = compute.call(
    'train',
    { runFolder, modelFolder },
    {
      signal: AbortSignal.any([signal, hopeless.signal]),
      onEvent(event) {
        if ('progress' in event) return onProgress(event.progress)
        // After a crash an epoch may be trained again; it is the same one.
        if (event.epoch.epoch <= losses.length) return
        losses.push(event.epoch.validationLoss)
        look()
      },
    },
  )
  onCall(call)
  try {
    await call.result
    return 'over'
  } catch (error) {
    if (error instanceof AnomaliteError && error.code === 'training/diverged') return 'diverged'
    if (hopeless.signal.aborted && !signal.aborted && !hasDied(error)) return 'over'
    throw error
  }
}

/** Whether an error is the end of the compute process. */
export function hasDied(error: unknown): error is AnomaliteError {
  return error instanceof AnomaliteError && error.code === 'compute/stopped'
}

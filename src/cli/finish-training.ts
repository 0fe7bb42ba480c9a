import { AnomaliteError } from '../domain/error.ts'
import type { EpochRecord, LossesApart, TrainingProgress, TrainingRun } from '../engine/index.ts'
import type { Model } from '../host/models.ts'
import { finishRun } from '../host/training/run.ts'
import type { EngineOption } from './options.ts'
import { duration, ProgressLine, remark } from './output.ts'
import { interruptible, withCompute } from './with-compute.ts'

/** The command that goes on with an interrupted run. */
export type TrainingCommand = 'train' | 'retrain'

/**
 * Trains a run to its end with its epochs and progress on standard error. An error that leaves a checkpoint says how to
 * go on from it.
 */
export async function finishAtTerminal(
  data: string,
  run: TrainingRun,
  command: TrainingCommand,
  { engine }: EngineOption,
): Promise<Model> {
  const { name, settings, positives, retraining } = run.plan
  const progress = new ProgressLine()
  const interruption = interruptible()
  try {
    return await withCompute(engine, compute => {
      const { backend, device, passedOver } = compute.engine
      for (const { name: other, reason } of passedOver) remark(`Not with ${other}: ${reason}`)
      const done = run.state ? `, from epoch ${run.state.history.length + 1}` : ''
      const what = retraining
        ? `Retraining "${retraining.parent.name}" as "${name}"`
        : `Training "${name}" on ${positives.training.length} positives, ${positives.heldOut.length} held out,`
      remark(`${what} with ${backend} (${device}), ${settings.epochs} epochs at most${done}.`)
      return finishRun(data, compute, run, {
        signal: interruption.signal,
        onProgress: state => progress.show(progressText(state)),
        onEpoch: epoch => {
          progress.clear()
          remark(epochText(epoch))
        },
        onJudging: fraction => progress.show(`judging ${Math.round(100 * fraction)} %`),
        onStage: stage =>
          progress.show(
            stage.stage === 'validating'
              ? `fold ${stage.fold} of ${stage.folds}, ${Math.round(100 * stage.fraction)} %`
              : `comparing ${Math.round(100 * stage.fraction)} %`,
          ),
      })
    })
  } catch (error) {
    throw error instanceof AnomaliteError && RESUMABLE.includes(error.code)
      ? withWayOn(error, command, name)
      : error
  } finally {
    progress.clear()
    interruption.done()
  }
}

/** Ends of a training that leave its run on disk. */
const RESUMABLE = ['training/cancelled', 'compute/cancelled', 'compute/stopped', 'file/not-written']

function withWayOn(error: AnomaliteError, command: TrainingCommand, name: string): AnomaliteError {
  const { code, message, details } = error
  const how = `To go on from the last checkpoint: anomalite ${command} --resume --name "${name}"`
  return new AnomaliteError(code, `${message}\n${how}`, details, { cause: error })
}

function progressText(state: TrainingProgress): string {
  const { epoch, epochs, step, stepsPerEpoch, trainingLoss, samplesPerSecond, etaSeconds } = state
  const parts = [`epoch ${epoch} of ${epochs}`, `step ${step} of ${stepsPerEpoch}`]
  if (trainingLoss !== null) parts.push(`RMSE ${Math.sqrt(trainingLoss).toFixed(4)}`)
  parts.push(`${Math.round(samplesPerSecond)} compositions/s`)
  if (etaSeconds !== null) parts.push(`${duration(etaSeconds)} left`)
  return parts.join(', ')
}

function epochText({
  epoch,
  trainingLoss,
  validationLoss,
  heldOutLosses,
  seconds,
  layers,
}: EpochRecord): string {
  const dead = layers.reduce((sum, { deadUnits }) => sum + (deadUnits ?? 0), 0)
  const rmse = (loss: number) => Math.sqrt(loss).toFixed(5)
  const heldOut = heldOutLosses ? apartText(heldOutLosses, rmse) : `${rmse(validationLoss)} held out`
  return `epoch ${epoch}: RMSE ${rmse(trainingLoss)} trained on, ${heldOut}, ${dead} dead units, ${seconds.toFixed(1)} s`
}

function apartText({ inHouse, old }: LossesApart, rmse: (loss: number) => string): string {
  const parts = []
  if (inHouse !== null) parts.push(`${rmse(inHouse)} held-out in-house`)
  if (old !== null) parts.push(`${rmse(old)} held-out old`)
  return parts.join(', ')
}

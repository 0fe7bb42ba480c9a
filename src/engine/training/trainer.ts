import { setImmediate as nextTurn } from 'node:timers/promises'
import * as tf from '@tensorflow/tfjs-core'
import { AnomaliteError } from '../../domain/error.ts'
import { permutation, randomStream } from '../../domain/statistics/index.ts'
import { chooseEpoch, hasStalled } from '../../domain/training/index.ts'
import { type Adam, type Backend, freshAdamState } from '../backend/backend.ts'
import { describeBatch, slices } from '../batches.ts'
import { forward, lossAndGradients, parameterShapes } from '../network.ts'
import { meanSquare } from '../squares.ts'
import { ActivationCounts, matrixNorms, updateNorms } from './diagnostics.ts'
import {
  initialWeights,
  lossesApart,
  meanLoss,
  trainingMaterial,
  type WeightedComposition,
} from './material.ts'
import { epochRule, type TrainingPlan, type TrainingRun } from './run.ts'
import type { EpochRecord, LossesApart, PartialEpoch } from './run-format.ts'

/** Where training stands, for a progress line. */
export interface TrainingProgress {
  readonly epoch: number
  readonly epochs: number
  /** Steps done in this epoch. */
  readonly step: number
  readonly stepsPerEpoch: number
  /** Mean squared error over this epoch's batches so far; null before the first. */
  readonly trainingLoss: number | null
  /** Mean squared error over the held-out positives after the last finished epoch; null before the first. */
  readonly validationLoss: number | null
  /** The same of in-house and old positives apart, in a retraining. */
  readonly heldOutLosses?: LossesApart
  readonly samplesPerSecond: number
  /** Seconds until the last epoch ends, if training does not stop earlier; null while unknown. */
  readonly etaSeconds: number | null
}

export interface TrainingControl {
  /** Aborting saves a checkpoint and ends the training with `training/cancelled`. */
  readonly signal: AbortSignal
  /** Resolves when training may go on: at once unless it is paused. */
  whenRunning(): Promise<void>
  /** Whether to end at once with the best epoch so far; the first epoch is finished in any case. */
  isFinishing(): boolean
  onProgress(progress: TrainingProgress): void
  onEpoch(epoch: EpochRecord): void
}

/** The weights that the epoch selection chose, and all that led there. */
export interface TrainingOutcome {
  readonly selected: EpochRecord
  readonly history: readonly EpochRecord[]
  readonly parameters: readonly Float32Array[]
}

const CHECKPOINT_INTERVAL_MS = 60_000
const PROGRESS_INTERVAL_MS = 250

/**
 * Trains an autoencoder on a run's positives, from its last checkpoint or from the start, and saves a checkpoint after
 * every epoch and every minute. The same plan on the same engine gives the same weights, interrupted or not.
 *
 * Throws `training/cancelled` when the control aborts (the run can be resumed), `training/diverged` when a loss, a
 * gradient or an update is no longer finite.
 */
export async function train(
  backend: Backend,
  run: TrainingRun,
  control: TrainingControl,
): Promise<TrainingOutcome> {
  const { settings } = run.plan
  const { training, heldOut } = trainingMaterial(run.plan)
  const stepsPerEpoch = Math.ceil(training.length / settings.batchSize)
  const history = [...(run.state?.history ?? [])]
  let epoch = run.state?.partialEpoch ?? BEFORE_FIRST_STEP
  const adam = backend.createAdam(
    run.state?.adam ?? freshAdamState(await initialWeights(run)),
    parameterShapes(settings),
  )

  // Checkpoints are written while training goes on; the next one waits for the last.
  let saving = Promise.resolve()
  let savedAt = performance.now()
  const checkpoint = async () => {
    await saving
    const partialEpoch = epoch.stepsDone > 0 ? epoch : null
    saving = run.save({ history: [...history], partialEpoch, adam: adam.state() })
    // A failed save must not pass for an unhandled rejection before the next one awaits it.
    saving.catch(() => undefined)
    savedAt = performance.now()
  }

  /** Between any two pieces of work: lets messages in, waits while paused, leaves when aborted. */
  const breathe = async () => {
    await nextTurn()
    await control.whenRunning()
    if (!control.signal.aborted) return
    await checkpoint()
    await saving
    throw new AnomaliteError(
      'training/cancelled',
      `Training stopped in epoch ${history.length + 1}. Resume it to go on from there.`,
      { epoch: history.length + 1, step: epoch.stepsDone },
    )
  }

  const demandFinite = (...values: readonly number[]) => {
    if (values.every(Number.isFinite)) return
    throw new AnomaliteError(
      'training/diverged',
      `The loss or its gradient is no longer a number in epoch ${history.length + 1}. Train again with a lower learning rate than ${settings.learningRate}.`,
      { epoch: history.length + 1, learningRate: settings.learningRate },
    )
  }

  let reportedAt = 0
  let samplesPerSecond = 0
  const report = () => {
    const now = performance.now()
    if (now - reportedAt < PROGRESS_INTERVAL_MS) return
    reportedAt = now
    const last = history.at(-1)
    const epochSeconds = last?.seconds ?? null
    const epochsLeft = settings.epochs - history.length - epoch.stepsDone / stepsPerEpoch
    control.onProgress({
      epoch: history.length + 1,
      epochs: settings.epochs,
      step: epoch.stepsDone,
      stepsPerEpoch,
      trainingLoss: epoch.stepsDone > 0 ? epoch.lossSum / epoch.samples : null,
      validationLoss: last?.validationLoss ?? null,
      ...(last?.heldOutLosses && { heldOutLosses: last.heldOutLosses }),
      samplesPerSecond,
      etaSeconds: epochSeconds === null ? null : epochsLeft * epochSeconds,
    })
  }

  /** Whether what is there is enough, as someone who waits has said. */
  const isEnough = () => control.isFinishing() && history.length > 0

  const trainEpoch = async () => {
    const order = permutation(training.length, randomStream(settings.seed + history.length + 1))
    while (epoch.stepsDone < stepsPerEpoch) {
      await breathe()
      if (isEnough()) return
      const started = performance.now()
      const start = epoch.stepsDone * settings.batchSize
      const batch = Array.from(order.subarray(start, start + settings.batchSize), i => training[i]!)
      const { loss, norms } = trainStep(backend, adam, run.plan, batch, epoch.stepsDone === 0)
      demandFinite(loss, ...(norms.gradientNorms ?? []), ...(norms.updateNorms ?? []))
      const seconds = (performance.now() - started) / 1000
      samplesPerSecond = batch.length / seconds
      epoch = {
        ...epoch,
        ...norms,
        stepsDone: epoch.stepsDone + 1,
        samples: epoch.samples + batch.length,
        lossSum: epoch.lossSum + loss * batch.length,
        seconds: epoch.seconds + seconds,
      }
      report()
      if (performance.now() - savedAt >= CHECKPOINT_INTERVAL_MS) await checkpoint()
    }
  }

  const validate = async () => {
    const activations = new ActivationCounts(settings)
    const losses: number[] = []
    for (const { compositions } of heldOut) {
      let lossSum = 0
      for (const batch of slices(compositions, backend.scoringBatch)) {
        await breathe()
        lossSum += tf.tidy(() => {
          const outputs = forward(settings, adam.parameters(), describeBatch(batch, settings.descriptorMode))
          activations.add(outputs)
          return meanSquare(tf.sub(outputs[0]!, outputs.at(-1)!)).dataSync()[0]! * batch.length
        })
      }
      losses.push(lossSum / compositions.length)
    }
    return { losses, activations }
  }

  try {
    while (
      history.length < settings.epochs &&
      !isEnough() &&
      !(settings.patienceEpochs !== null && hasStalled(history, settings.patienceEpochs))
    ) {
      await trainEpoch()
      if (epoch.stepsDone < stepsPerEpoch) break
      const started = performance.now()
      const { losses, activations } = await validate()
      demandFinite(...losses)
      const record: EpochRecord = {
        epoch: history.length + 1,
        trainingLoss: epoch.lossSum / epoch.samples,
        validationLoss: meanLoss(heldOut, losses),
        ...(run.plan.retraining && { heldOutLosses: lossesApart(heldOut, losses) }),
        seconds: epoch.seconds + (performance.now() - started) / 1000,
        layers: epoch.gradientNorms.map((gradientNorm, i) => ({
          layer: i + 1,
          gradientNorm,
          updateNorm: epoch.updateNorms[i]!,
          ...activations.of(i + 1),
        })),
      }
      history.push(record)
      epoch = BEFORE_FIRST_STEP
      await checkpoint()
      control.onEpoch(record)
    }
    await saving
    const selected = chooseEpoch(history, epochRule(run.plan))
    return { selected, history, parameters: await run.parametersAfter(selected.epoch) }
  } finally {
    adam.dispose()
    // After an error too, nothing is written any more once the training has ended.
    await saving.catch(() => undefined)
  }
}

const BEFORE_FIRST_STEP: PartialEpoch = {
  stepsDone: 0,
  samples: 0,
  lossSum: 0,
  seconds: 0,
  gradientNorms: [],
  updateNorms: [],
}

/** One step on a batch; returns its loss before the step and, where wanted, the norms of what the step did. */
function trainStep(
  backend: Backend,
  adam: Adam,
  { settings, retraining }: TrainingPlan,
  batch: readonly WeightedComposition[],
  measured: boolean,
): { loss: number; norms: Partial<Pick<PartialEpoch, 'gradientNorms' | 'updateNorms'>> } {
  const input = describeBatch(
    batch.map(({ composition }) => composition),
    settings.descriptorMode,
  )
  const weights = retraining ? tf.tensor2d(batch.map(({ weight }) => [weight])) : null
  const { loss, gradients } = lossAndGradients(backend, settings, adam.parameters(), input, weights)
  const gradientNorms = measured ? matrixNorms(gradients) : []
  const before = measured ? adam.parameters().map(tensor => tf.add(tensor, 0)) : []
  adam.update(gradients, settings.learningRate)
  const norms = measured ? { gradientNorms, updateNorms: updateNorms(before, adam.parameters()) } : {}
  const value = loss.dataSync()[0]!
  tf.dispose([input, loss, before, ...(weights ? [weights] : [])])
  return { loss: value, norms }
}

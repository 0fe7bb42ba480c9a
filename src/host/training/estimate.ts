import type { TrainingChoice } from '../../contract/index.ts'
import {
  type BackendName,
  checkSettings,
  type LaunchCompute,
  type ProbeResult,
  startCompute,
  type TrainingSettings,
} from '../../engine/index.ts'
import { settingsOf } from './choice.ts'

/** How long a training would take. */
export interface TrainingEstimate {
  readonly backend: BackendName
  readonly secondsPerEpoch: number
  readonly secondsInAll: number
}

/** The speed of a back end with some settings: measured, or to be measured when its turn comes. */
interface Measurement {
  readonly wanted: AbortSignal[]
  readonly speed: Promise<TrainingSpeed>
}

/** Enough for a step of the paper's network on the slowest engine. */
const PROBE_SECONDS = 0.5

/** Measured speed of an engine with the settings of a training. */
export interface TrainingSpeed extends ProbeResult {
  readonly backend: BackendName
}

/**
 * Estimates of trainings. Both throw `training/settings`, what starting the process throws, and the signal's reason.
 */
export interface Estimates {
  speed(choice: TrainingChoice, signal: AbortSignal): Promise<TrainingSpeed>
  training(positives: number, choice: TrainingChoice, signal: AbortSignal): Promise<TrainingEstimate>
}

/**
 * Times some steps in a process of its own, one measurement after the other; what was measured once is kept.
 */
export function openEstimates(
  backend: () => BackendName | 'auto',
  launch: LaunchCompute | undefined,
): Estimates {
  const measurements = new Map<string, Measurement>()
  let last: Promise<unknown> = Promise.resolve()

  const begin = (key: string, chosen: BackendName | 'auto', settings: TrainingSettings): Measurement => {
    const wanted: AbortSignal[] = []
    const before = last
    const measure = async () => {
      await before.catch(() => undefined)
      // Who changes a form asks many times in a row; only what somebody still wants is measured.
      if (wanted.every(({ aborted }) => aborted)) {
        measurements.delete(key)
        throw wanted[0]!.reason
      }
      const compute = await startCompute(chosen, { priority: 'background', ...(launch && { launch }) })
      try {
        const speed = await compute.call('probe', { settings, seconds: PROBE_SECONDS }).result
        return { ...speed, backend: compute.engine.backend }
      } finally {
        await compute.stop()
      }
    }
    const measurement = { wanted, speed: measure() }
    last = measurement.speed
    measurement.speed.catch(() => measurements.delete(key))
    measurements.set(key, measurement)
    return measurement
  }

  const speed = async (
    { backend: asked, ...choice }: TrainingChoice,
    signal: AbortSignal,
  ): Promise<TrainingSpeed> => {
    const settings = settingsOf(choice)
    checkSettings(settings)
    const chosen = asked === 'auto' ? backend() : asked
    const { layerSizes, batchSize, bottleneckActivation, descriptorMode } = settings
    const key = JSON.stringify([chosen, layerSizes, batchSize, bottleneckActivation, descriptorMode])
    const measurement = measurements.get(key) ?? begin(key, chosen, settings)
    measurement.wanted.push(signal)
    const measured = await measurement.speed
    signal.throwIfAborted()
    return measured
  }

  return {
    speed,
    async training(positives, choice, signal) {
      const { backend, scoringCompositionsPerSecond, secondsPerTrainingStep } = await speed(choice, signal)
      const training = Math.max(1, Math.round(positives * choice.trainingShare))
      const secondsPerEpoch =
        Math.ceil(training / choice.batchSize) * secondsPerTrainingStep +
        (positives - training) / scoringCompositionsPerSecond
      return { backend, secondsPerEpoch, secondsInAll: choice.epochs * secondsPerEpoch }
    },
  }
}

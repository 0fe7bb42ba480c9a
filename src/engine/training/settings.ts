import type { DescriptorMode } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { BottleneckActivation, Initialisation } from '../network.ts'

/** Everything that, with the data and the engine, decides the trained weights. */
export interface TrainingSettings {
  readonly descriptorMode: DescriptorMode
  /** Widths from input to output. */
  readonly layerSizes: readonly number[]
  readonly bottleneckActivation: BottleneckActivation
  readonly initialisation: Initialisation
  readonly learningRate: number
  readonly batchSize: number
  readonly epochs: number
  /** Stop when the lowest validation loss is this many epochs old; null trains to the end. */
  readonly patienceEpochs: number | null
  /** Share of the positives that is trained on; the rest validates. */
  readonly trainingShare: number
  readonly seed: number
}

/** The settings of Makino et al.; initialisation, bottleneck activation and patience are not stated there. */
export const MAKINO_SETTINGS = {
  descriptorMode: 'documented',
  bottleneckActivation: 'relu',
  initialisation: 'glorot-uniform',
  learningRate: 8.23e-4,
  batchSize: 240,
  epochs: 500,
  patienceEpochs: 60,
  trainingShare: 0.7,
  seed: 42,
} as const satisfies Omit<TrainingSettings, 'layerSizes'>

/** Throws `training/settings` naming the first setting out of its range. */
export function checkSettings(settings: TrainingSettings): void {
  const demand = (holds: boolean, setting: keyof TrainingSettings, range: string) => {
    if (holds) return
    throw new AnomaliteError(
      'training/settings',
      `${setting} is ${String(settings[setting])}; it must be ${range}.`,
      { setting },
    )
  }
  const isCount = (value: number) => Number.isInteger(value) && value >= 1
  demand(
    settings.layerSizes.length >= 3 && settings.layerSizes.every(isCount),
    'layerSizes',
    'three or more positive whole numbers',
  )
  demand(settings.learningRate > 0 && settings.learningRate <= 1, 'learningRate', 'above 0 and at most 1')
  demand(isCount(settings.batchSize), 'batchSize', 'a positive whole number')
  demand(isCount(settings.epochs), 'epochs', 'a positive whole number')
  demand(
    settings.patienceEpochs === null || isCount(settings.patienceEpochs),
    'patienceEpochs',
    'a positive whole number or null',
  )
  demand(settings.trainingShare > 0 && settings.trainingShare < 1, 'trainingShare', 'between 0 and 1')
  demand(
    Number.isInteger(settings.seed) && settings.seed >= 0 && settings.seed < 2 ** 32,
    'seed',
    'a whole number from 0 to 4294967295',
  )
}

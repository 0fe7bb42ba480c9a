import { DESCRIPTOR_DIMENSIONS, type DescriptorMode } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { type BottleneckActivation, type Initialisation, makinoNetwork, parameterCount } from '../network.ts'

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

/** The paper's training with its network of latent size 16: what speeds are measured on. */
export const PAPER_TRAINING: TrainingSettings = {
  ...MAKINO_SETTINGS,
  layerSizes: makinoNetwork(DESCRIPTOR_DIMENSIONS, 16),
}

/** Far above the paper's 14 layers and 5.5 million parameters, and what this program's memory still holds. */
const MOST_LAYERS = 64
const MOST_PARAMETERS = 100_000_000

/** Throws `training/settings` naming the first setting out of its range. */
export function checkSettings(settings: TrainingSettings): void {
  const demand = (holds: boolean, setting: keyof TrainingSettings, range: string) => {
    if (holds) return
    const value = String(settings[setting])
    const shown = value.length > 100 ? `${value.slice(0, 100)}…` : value
    throw new AnomaliteError('training/settings', `${setting} is ${shown}; it must be ${range}.`, { setting })
  }
  const isCount = (value: number) => Number.isInteger(value) && value >= 1
  demand(
    settings.layerSizes.length >= 3 &&
      settings.layerSizes.length <= MOST_LAYERS &&
      settings.layerSizes.every(isCount),
    'layerSizes',
    `3 to ${MOST_LAYERS} positive whole numbers`,
  )
  demand(
    settings.layerSizes[0] === DESCRIPTOR_DIMENSIONS && settings.layerSizes.at(-1) === DESCRIPTOR_DIMENSIONS,
    'layerSizes',
    `${DESCRIPTOR_DIMENSIONS} at both ends, the descriptor's length`,
  )
  demand(
    parameterCount(settings) <= MOST_PARAMETERS,
    'layerSizes',
    `a network of at most ${MOST_PARAMETERS} parameters`,
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

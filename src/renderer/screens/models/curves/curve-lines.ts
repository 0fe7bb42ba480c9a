import type { LayerRecord } from '../../../../contract/index.ts'
import type { Line } from '../../../charts/index.ts'
import { words } from '../../../messages/index.ts'

/** Losses of one epoch. */
interface Losses {
  readonly epoch: number
  readonly trainingLoss: number
  readonly validationLoss: number
}

/** Mean squared errors over the epochs, of the positives trained on and of those held out. */
export function lossLines(epochs: readonly Losses[]): Line[] {
  return [
    {
      name: words.models.trainingLoss,
      points: epochs.map(({ epoch, trainingLoss }) => [epoch, trainingLoss]),
    },
    {
      name: words.models.heldOutLoss,
      points: epochs.map(({ epoch, validationLoss }) => [epoch, validationLoss]),
    },
  ]
}

/** What one epoch shows about the layers. */
export interface EpochLayers {
  readonly epoch: number
  readonly layers: readonly LayerRecord[]
}

/** What is shown of each layer (Fig. S1 of Makino et al.). */
export type LayerFigure = 'gradientNorm' | 'updateNorm' | 'zeroActivations' | 'deadUnits'

/** A figure along the layers, from input to output: as it was after the first epoch, and as it is after the last. */
export function layerLines(epochs: readonly EpochLayers[], figure: LayerFigure): Line[] {
  const shown = [epochs[0], epochs.length > 1 ? epochs.at(-1) : undefined]
  return shown.flatMap(record =>
    record === undefined
      ? []
      : {
          name: words.training.layers.epoch(record.epoch),
          points: record.layers.flatMap(layer => {
            const value = layer[figure]
            if (value === null) return []
            return [[layer.layer, figure === 'zeroActivations' ? 100 * value : value] as const]
          }),
        },
  )
}

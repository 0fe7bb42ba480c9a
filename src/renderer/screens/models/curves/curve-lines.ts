import type { LayerRecord } from '../../../../contract/index.ts'
import type { Line } from '../../../charts/index.ts'
import { words } from '../../../messages/index.ts'

/** Losses of one epoch. */
export interface EpochLosses {
  readonly epoch: number
  readonly trainingLoss: number
  readonly validationLoss: number
  /** In a retraining; null for a kind of which none is held out. */
  readonly heldOutLosses?: { readonly inHouse: number | null; readonly old: number | null }
}

/**
 * Mean squared errors over the epochs, of the positives trained on and of those held out; in a retraining of the in-house
 * and the old ones held out apart.
 */
export function lossLines(epochs: readonly EpochLosses[]): Line[] {
  const line = (name: string, lossOf: (losses: EpochLosses) => number | null | undefined): Line => ({
    name,
    points: epochs.flatMap(losses => {
      const loss = lossOf(losses)
      return loss === null || loss === undefined ? [] : [[losses.epoch, loss] as const]
    }),
  })
  const training = line(words.models.trainingLoss, ({ trainingLoss }) => trainingLoss)
  const text = words.retraining.losses
  const apart = [
    line(text.inHouse, ({ heldOutLosses }) => heldOutLosses?.inHouse),
    line(text.old, ({ heldOutLosses }) => heldOutLosses?.old),
  ].filter(({ points }) => points.length > 0)
  return apart.length > 0
    ? [training, ...apart]
    : [training, line(words.models.heldOutLoss, ({ validationLoss }) => validationLoss)]
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

import type { TrainingChoice } from '../../contract/index.ts'
import { DESCRIPTOR_DIMENSIONS } from '../../domain/descriptor/index.ts'
import { MAKINO_SETTINGS, makinoNetwork, PAPER_TRAINING, type TrainingSettings } from '../../engine/index.ts'

/** Layer widths from input to output: the paper's for a latent size, or the given hidden widths mirrored. */
export function layerSizes(latentSize: number, encoder?: readonly number[]): readonly number[] {
  if (encoder === undefined) return makinoNetwork(DESCRIPTOR_DIMENSIONS, latentSize)
  const half = [DESCRIPTOR_DIMENSIONS, ...encoder]
  return [...half, latentSize, ...half.toReversed()]
}

/** What a training is asked for, without what is to compute it. */
export type SettingsChoice = Omit<TrainingChoice, 'backend'>

/** Settings as a person chooses them: half of a symmetric network, and all else as it is. */
export function choiceOf({ layerSizes, ...settings }: TrainingSettings): SettingsChoice {
  const bottleneck = (layerSizes.length - 1) / 2
  return { ...settings, encoder: layerSizes.slice(1, bottleneck), latentSize: layerSizes[bottleneck]! }
}

/** The inverse of `choiceOf`. */
export function settingsOf({ encoder, latentSize, ...settings }: SettingsChoice): TrainingSettings {
  return { ...settings, layerSizes: layerSizes(latentSize, encoder) }
}

/** What the paper did, and this program's best engine. */
export const PAPER_CHOICE: TrainingChoice = {
  ...choiceOf({ ...MAKINO_SETTINGS, layerSizes: PAPER_TRAINING.layerSizes }),
  backend: 'auto',
}

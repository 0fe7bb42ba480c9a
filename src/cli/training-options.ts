import { type Command, Option } from 'commander'
import { DESCRIPTOR_MODES, type DescriptorMode } from '../domain/descriptor/index.ts'
import { MAKINO_SETTINGS, type TrainingSettings } from '../engine/index.ts'
import { layerSizes } from '../host/training/choice.ts'
import { positiveInteger, wholeNumber } from './options.ts'

export const PAPER_LATENT_SIZE = 16

/** Of trainings: what stays the same where batch, rate or latent size vary. */
export interface NetworkOptions {
  readonly epochs: number
  readonly patience: number
  readonly encoder?: readonly number[]
  readonly bottleneck: 'relu' | 'linear'
  readonly initialisation: 'glorot-uniform' | 'he-normal'
  readonly mode: DescriptorMode
  readonly seed: number
  readonly attribution?: readonly string[]
}

export function addNetworkOptions(command: Command): void {
  const paper = MAKINO_SETTINGS
  command
    .option('--epochs <n>', 'epochs at most', positiveInteger, paper.epochs)
    .option(
      '--patience <n>',
      'epochs to go on for without a lower validation loss',
      positiveInteger,
      paper.patienceEpochs,
    )
    .option(
      '--encoder <n,n,…>',
      'widths of the layers before the bottleneck (default: the paper’s)',
      integers,
    )
    .addOption(
      new Option('--bottleneck <activation>', 'activation of the bottleneck')
        .choices(['relu', 'linear'])
        .default(paper.bottleneckActivation),
    )
    .addOption(
      new Option('--initialisation <law>', 'law of the initial weights')
        .choices(['glorot-uniform', 'he-normal'])
        .default(paper.initialisation),
    )
    .addOption(
      new Option('--mode <mode>', 'which definition of the descriptor')
        .choices(DESCRIPTOR_MODES)
        .default(paper.descriptorMode),
    )
    .option('--seed <n>', 'of the split, the initial weights and the order', wholeNumber, paper.seed)
    .option(
      '--attribution <text>',
      'source and licence of the data, kept with the model; may be repeated',
      (text: string, previous: readonly string[] | undefined) => [...(previous ?? []), text],
    )
}

/** The settings that the options give, with the paper's share that is trained on. */
export function networkSettings(
  options: NetworkOptions,
  latentSize: number,
): Omit<TrainingSettings, 'learningRate' | 'batchSize'> {
  return {
    descriptorMode: options.mode,
    layerSizes: layerSizes(latentSize, options.encoder),
    bottleneckActivation: options.bottleneck,
    initialisation: options.initialisation,
    epochs: options.epochs,
    patienceEpochs: options.patience,
    trainingShare: MAKINO_SETTINGS.trainingShare,
    seed: options.seed,
  }
}

/** Whole numbers above 0, separated by commas. */
export function integers(text: string): readonly number[] {
  return text.split(',').map(positiveInteger)
}

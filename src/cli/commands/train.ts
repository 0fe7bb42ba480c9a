import { basename, extname } from 'node:path'
import { type Command, Option } from 'commander'
import { DESCRIPTOR_MODES, type DescriptorMode } from '../../domain/descriptor/index.ts'
import { MAKINO_SETTINGS, type TrainingRun } from '../../engine/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { fileTitle } from '../../host/list-file.ts'
import { readPositives } from '../../host/positives.ts'
import { layerSizes } from '../../host/training/choice.ts'
import { beginRun, findRun, refuseTakenName } from '../../host/training/run.ts'
import { finishAtTerminal } from '../finish-training.ts'
import {
  type EngineOption,
  engineOption,
  type JsonOption,
  jsonOption,
  maxEnergyOption,
  positiveInteger,
  positiveNumber,
  wholeNumber,
} from '../options.ts'
import { printJson } from '../output.ts'
import { remarkPositives } from '../positives-output.ts'
import { printTrained, trainedDocument } from '../trained-output.ts'

const PAPER_LATENT_SIZE = 16

interface TrainOptions extends JsonOption, EngineOption {
  readonly positives?: string
  readonly maxEnergyAboveHull: number
  readonly name?: string
  readonly epochs: number
  readonly patience: number
  readonly batch: number
  readonly rate: number
  readonly latent: number
  readonly encoder?: readonly number[]
  readonly bottleneck: 'relu' | 'linear'
  readonly initialisation: 'glorot-uniform' | 'he-normal'
  readonly mode: DescriptorMode
  readonly seed: number
  readonly attribution?: readonly string[]
  readonly resume?: true
}

export function addTrainCommand(program: Command): void {
  const paper = MAKINO_SETTINGS
  program
    .command('train')
    .summary('Train a model on known stable compositions')
    .description(
      'Train a model on known stable compositions only. Where the file has energies above hull, rows at or above the limit and rows without one never train; those above judge the model afterwards. Ctrl-C leaves a checkpoint to --resume from.',
    )
    .option(
      '--positives <file>',
      'list of compositions: with a column e_above_hull (eV/atom), or all known to be stable; - for standard input',
    )
    .addOption(maxEnergyOption())
    .option('--name <name>', 'name of the model (default: that of the file)')
    .option('--epochs <n>', 'epochs at most', positiveInteger, paper.epochs)
    .option(
      '--patience <n>',
      'epochs to go on for without a lower validation loss',
      positiveInteger,
      paper.patienceEpochs,
    )
    .option('--batch <n>', 'compositions per step', positiveInteger, paper.batchSize)
    .option('--rate <rate>', 'learning rate of Adam', positiveNumber, paper.learningRate)
    .option('--latent <n>', 'size of the bottleneck', positiveInteger, PAPER_LATENT_SIZE)
    .option('--encoder <n,n,…>', 'widths of the layers before the bottleneck (default: the paper’s)', widths)
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
    .option(
      '--resume',
      'go on with the unfinished training of that --name, or the only one; its data and settings stay as they were',
    )
    .addOption(engineOption())
    .addOption(jsonOption())
    .action(train)
}

async function train(options: TrainOptions, command: Command): Promise<void> {
  const data = dataFolder()
  const run = options.resume ? await findRun(data, options.name) : await newRun(data, options, command)
  const model = await finishAtTerminal(data, run, 'train', options)
  if (options.json) printJson(trainedDocument(model))
  else printTrained(model)
}

async function newRun(data: string, options: TrainOptions, command: Command): Promise<TrainingRun> {
  const { positives: file } = options
  if (file === undefined) {
    command.error('error: say what to train on by --positives FILE, or --resume an unfinished training')
  }
  const title = fileTitle(file)
  const name = options.name ?? basename(title, extname(title))
  await refuseTakenName(data, name)
  const read = await readPositives(file, options.maxEnergyAboveHull)
  remarkPositives(title, read, options.maxEnergyAboveHull)
  return beginRun(
    data,
    name,
    read,
    {
      description: basename(title),
      maxEnergyAboveHullEvPerAtom: read.hasEnergies ? options.maxEnergyAboveHull : null,
      attribution: options.attribution ? [...options.attribution] : [],
    },
    {
      descriptorMode: options.mode,
      layerSizes: layerSizes(options.latent, options.encoder),
      bottleneckActivation: options.bottleneck,
      initialisation: options.initialisation,
      learningRate: options.rate,
      batchSize: options.batch,
      epochs: options.epochs,
      patienceEpochs: options.patience,
      trainingShare: MAKINO_SETTINGS.trainingShare,
      seed: options.seed,
    },
  )
}

function widths(text: string): readonly number[] {
  return text.split(',').map(positiveInteger)
}

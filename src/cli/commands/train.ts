import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { MAKINO_SETTINGS, type TrainingRun } from '../../engine/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { fileTitle } from '../../host/list-file.ts'
import { readPositives } from '../../host/positives.ts'
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
} from '../options.ts'
import { printJson } from '../output.ts'
import { remarkPositives } from '../positives-output.ts'
import { printTrained, trainedDocument } from '../trained-output.ts'
import {
  addNetworkOptions,
  type NetworkOptions,
  networkSettings,
  PAPER_LATENT_SIZE,
} from '../training-options.ts'

interface TrainOptions extends NetworkOptions, JsonOption, EngineOption {
  readonly positives?: string
  readonly maxEnergyAboveHull: number
  readonly name?: string
  readonly batch: number
  readonly rate: number
  readonly latent: number
  readonly resume?: true
}

export function addTrainCommand(program: Command): void {
  const paper = MAKINO_SETTINGS
  const command = program
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
    .option('--batch <n>', 'compositions per step', positiveInteger, paper.batchSize)
    .option('--rate <rate>', 'learning rate of Adam', positiveNumber, paper.learningRate)
    .option('--latent <n>', 'size of the bottleneck', positiveInteger, PAPER_LATENT_SIZE)
  addNetworkOptions(command)
  command
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
      ...networkSettings(options, options.latent),
      learningRate: options.rate,
      batchSize: options.batch,
    },
  )
}

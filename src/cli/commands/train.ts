import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { AnomaliteError } from '../../domain/error.ts'
import {
  type EpochRecord,
  MAKINO_SETTINGS,
  type TrainingProgress,
  type TrainingRun,
} from '../../engine/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { fileTitle } from '../../host/list-file.ts'
import type { Model } from '../../host/models.ts'
import { readPositives } from '../../host/positives.ts'
import { beginRun, findRun, finishRun, refuseTakenName } from '../../host/training/run.ts'
import {
  type EngineOption,
  engineOption,
  type JsonOption,
  jsonOption,
  maxEnergyOption,
  positiveInteger,
  positiveNumber,
} from '../options.ts'
import { duration, ProgressLine, printJson, printLine, remark } from '../output.ts'
import { remarkPositives } from '../positives-output.ts'
import {
  addNetworkOptions,
  type NetworkOptions,
  networkSettings,
  PAPER_LATENT_SIZE,
} from '../training-options.ts'
import { interruptible, withCompute } from '../with-compute.ts'

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
  const { name, settings, positives } = run.plan
  const progress = new ProgressLine()
  const interruption = interruptible()
  try {
    await withCompute(options.engine, async compute => {
      const { backend, device, passedOver } = compute.engine
      for (const { name: other, reason } of passedOver) remark(`Not with ${other}: ${reason}`)
      const done = run.state ? `, from epoch ${run.state.history.length + 1}` : ''
      remark(
        `Training "${name}" on ${positives.training.length} positives, ${positives.heldOut.length} held out, with ${backend} (${device}), ${settings.epochs} epochs at most${done}.`,
      )
      const model = await finishRun(data, compute, run, {
        signal: interruption.signal,
        onProgress: state => progress.show(progressText(state)),
        onEpoch: epoch => {
          progress.clear()
          remark(epochText(epoch))
        },
        onJudging: fraction => progress.show(`judging ${Math.round(100 * fraction)} %`),
      })
      progress.clear()
      if (options.json) printJson(trainedDocument(model))
      else printTrained(model)
    })
  } catch (error) {
    progress.clear()
    throw error instanceof AnomaliteError && RESUMABLE.includes(error.code) ? withWayOn(error, name) : error
  } finally {
    interruption.done()
  }
}

/** Ends of a training that leave its run on disk. */
const RESUMABLE = ['training/cancelled', 'compute/cancelled', 'compute/stopped', 'file/not-written']

function withWayOn(error: AnomaliteError, name: string): AnomaliteError {
  const { code, message, details } = error
  const how = `To go on from the last checkpoint: anomalite train --resume --name "${name}"`
  return new AnomaliteError(code, `${message}\n${how}`, details, { cause: error })
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

function progressText(state: TrainingProgress): string {
  const { epoch, epochs, step, stepsPerEpoch, trainingLoss, samplesPerSecond, etaSeconds } = state
  const parts = [`epoch ${epoch} of ${epochs}`, `step ${step} of ${stepsPerEpoch}`]
  if (trainingLoss !== null) parts.push(`RMSE ${Math.sqrt(trainingLoss).toFixed(4)}`)
  parts.push(`${Math.round(samplesPerSecond)} compositions/s`)
  if (etaSeconds !== null) parts.push(`${duration(etaSeconds)} left`)
  return parts.join(', ')
}

function epochText({ epoch, trainingLoss, validationLoss, seconds, layers }: EpochRecord): string {
  const dead = layers.reduce((sum, { deadUnits }) => sum + (deadUnits ?? 0), 0)
  return `epoch ${epoch}: RMSE ${Math.sqrt(trainingLoss).toFixed(5)} trained on, ${Math.sqrt(validationLoss).toFixed(5)} held out, ${dead} dead units, ${seconds.toFixed(1)} s`
}

function trainedDocument({ id, folder, manifest }: Model) {
  const { name, selectedEpoch, history, heldOut, evaluation, positives } = manifest
  const { rmse, rSquaredGlobal, rSquaredPerFeature } = heldOut
  return {
    model: id,
    name,
    folder,
    positives,
    selectedEpoch,
    epochsTrained: history.length,
    heldOut: { rmse, rSquaredGlobal, rSquaredPerFeature },
    evaluation,
  }
}

function printTrained({ id, folder, manifest }: Model): void {
  const { selectedEpoch, history, heldOut, evaluation } = manifest
  const r2 = (value: number | null) => value?.toFixed(3) ?? 'undefined'
  printLine(`Model "${id}" in ${folder}`)
  printLine(`Epoch ${selectedEpoch} of ${history.length} selected.`)
  printLine(
    `Held-out positives: RMSE ${heldOut.rmse.toFixed(4)}, R² ${r2(heldOut.rSquaredGlobal)} (global mean), ${r2(heldOut.rSquaredPerFeature)} (per-feature means).`,
  )
  if (evaluation) {
    const { auc, aucAllPositives } = evaluation.result
    printLine(
      `AUC: ${auc.toFixed(3)} for held-out positives, ${aucAllPositives.toFixed(3)} for all positives.`,
    )
  }
}

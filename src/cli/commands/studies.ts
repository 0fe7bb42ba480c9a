import { basename, extname } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { AnomaliteError } from '../../domain/error.ts'
import {
  bestTrial,
  keptTrials,
  MAKINO_SETTINGS,
  type Study,
  type StudyAim,
  startCompute,
  trialCount,
} from '../../engine/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { fileTitle } from '../../host/list-file.ts'
import type { Model } from '../../host/models.ts'
import { readPositives } from '../../host/positives.ts'
import { continueStudy } from '../../host/studies/continue-study.ts'
import { carryOutStudy } from '../../host/studies/run-study.ts'
import { adoptTrial } from '../../host/studies/study-folders.ts'
import { thisMachine, trialsAtOnce } from '../../host/studies/trials-at-once.ts'
import { refuseTakenName } from '../../host/training/run.ts'
import {
  type EngineOption,
  engineOption,
  type JsonOption,
  jsonOption,
  maxEnergyOption,
  positiveInteger,
  positiveNumber,
} from '../options.ts'
import { ProgressLine, printJson, printLine, remark } from '../output.ts'
import { remarkPositives } from '../positives-output.ts'
import {
  liveText,
  printBest,
  printSizes,
  printTrials,
  sizesOf,
  trialRows,
  trialText,
} from '../study-output.ts'
import {
  addNetworkOptions,
  integers,
  type NetworkOptions,
  networkSettings,
  PAPER_LATENT_SIZE,
} from '../training-options.ts'
import { interruptible } from '../with-compute.ts'

/** The paper's ranges. */
const BATCH = { least: 64, most: 1024 }
const RATE = { least: 1e-4, most: 1e-3 }
const SIZES = [2, 4, 8, 16, 32]

interface StudyOptions extends NetworkOptions, JsonOption, EngineOption {
  readonly positives: string
  readonly maxEnergyAboveHull: number
  readonly name?: string
  readonly parallel?: number
  readonly as?: string
}

interface Range {
  readonly least: number
  readonly most: number
}

interface SearchOptions extends StudyOptions {
  readonly trials: number
  readonly batch: Range
  readonly rate: Range
  readonly latent: number
}

interface SweepOptions extends StudyOptions {
  readonly latent: readonly number[]
  readonly repeats: number
  readonly batch: number
  readonly rate: number
  readonly size?: number
}

/** `search` and `sweep`: many trainings on the same positives. */
export function addStudyCommands(program: Command): void {
  const search = studyCommand(
    program,
    'search',
    'Search for the batch and learning rate of the lowest held-out error',
    'Search for the batch size and learning rate of the lowest held-out error: trials are proposed by what earlier ones found (TPE), hopeless ones are given up. Ctrl-C stops and keeps what there is; the same command goes on, and more --trials prolong a search.',
  )
    .option('--trials <n>', 'trainings in all', positiveInteger, 50)
    .addOption(
      new Option('--batch <lo:hi>', 'range of compositions per step')
        .argParser(rangeOf(positiveInteger))
        .default(BATCH, '64:1024'),
    )
    .addOption(
      new Option('--rate <lo:hi>', 'range of the learning rate of Adam')
        .argParser(rangeOf(positiveNumber))
        .default(RATE, '1e-4:1e-3'),
    )
    .option('--latent <n>', 'size of the bottleneck', positiveInteger, PAPER_LATENT_SIZE)
    .option('--as <name>', 'make a model of that name of the best trial')
  addNetworkOptions(search)
  search.addOption(engineOption()).addOption(jsonOption()).action(runSearch)

  const sweep = studyCommand(
    program,
    'sweep',
    'Train networks of several latent sizes and compare how well they reconstruct',
    'Train networks of several latent sizes on the same positives and compare how well they reconstruct the held-out ones (R² in both conventions, RMSE). Ctrl-C stops and keeps what there is; the same command goes on.',
  )
    .option('--latent <n,n,…>', 'sizes of the bottleneck', integers, SIZES)
    .option('--repeats <n>', 'networks of each size, from other initial weights', positiveInteger, 1)
    .option('--batch <n>', 'compositions per step', positiveInteger, MAKINO_SETTINGS.batchSize)
    .option('--rate <rate>', 'learning rate of Adam', positiveNumber, MAKINO_SETTINGS.learningRate)
    .option('--as <name>', 'make a model of that name of the best network of --size')
    .option('--size <n>', 'which latent size --as takes', positiveInteger)
  addNetworkOptions(sweep)
  sweep.addOption(engineOption()).addOption(jsonOption()).action(runSweep)
}

function studyCommand(program: Command, name: string, summary: string, description: string): Command {
  return program
    .command(name)
    .summary(summary)
    .description(description)
    .requiredOption(
      '--positives <file>',
      'list of compositions: with a column e_above_hull (eV/atom), or all known to be stable; - for standard input',
    )
    .addOption(maxEnergyOption())
    .option('--name <name>', `name of the ${name} (default: that of the file)`)
    .option(
      '--parallel <n>',
      'trials beside each other (default: as many as cores and memory carry)',
      positiveInteger,
    )
}

async function runSearch(options: SearchOptions): Promise<void> {
  const { trials, batch: batchSize, rate: learningRate } = options
  const study = await carryOut(
    'search',
    options,
    { kind: 'search', trials, batchSize, learningRate },
    {
      ...networkSettings(options, options.latent),
      batchSize: MAKINO_SETTINGS.batchSize,
      learningRate: MAKINO_SETTINGS.learningRate,
    },
  )
  const best = bestTrial(study.trials)
  const model = await adopted(study, best?.number ?? null, options)
  if (options.json)
    return printJson({ ...studyDocument(study), best: best?.number ?? null, model: modelDocument(model) })
  printTrials(study)
  printBest(study)
  printModel(model, '--as NAME')
}

async function runSweep(options: SweepOptions, command: Command): Promise<void> {
  const { latent: latentSizes, repeats, size } = options
  if ((options.as === undefined) !== (size === undefined)) {
    command.error('error: --as names the model that --size becomes; give both or neither')
  }
  if (size !== undefined && !latentSizes.includes(size)) {
    command.error(`error: --size ${size} is none of --latent ${latentSizes.join(',')}`)
  }
  const study = await carryOut(
    'sweep',
    options,
    { kind: 'sweep', latentSizes: [...latentSizes], repeats },
    {
      ...networkSettings(options, Math.min(...latentSizes)),
      batchSize: options.batch,
      learningRate: options.rate,
    },
  )
  const ofSize = keptTrials(study.plan.aim, study.trials).find(
    number => study.trials[number - 1]!.latentSize === size,
  )
  const model = await adopted(study, ofSize ?? null, options)
  if (options.json)
    return printJson({ ...studyDocument(study), sizes: sizesOf(study), model: modelDocument(model) })
  printSizes(study)
  printModel(model, '--as NAME --size N')
}

/** Carries a study out to its end, from where it stands if it was begun. */
async function carryOut(
  kind: 'search' | 'sweep',
  options: StudyOptions,
  aim: StudyAim,
  settings: Study['plan']['settings'],
): Promise<Study> {
  const data = dataFolder()
  if (options.as !== undefined) await refuseTakenName(data, options.as)
  const title = fileTitle(options.positives)
  const name = options.name ?? `${basename(title, extname(title))} ${kind}`
  const read = await readPositives(options.positives, options.maxEnergyAboveHull)
  remarkPositives(title, read, options.maxEnergyAboveHull)
  const source = {
    description: basename(title),
    maxEnergyAboveHullEvPerAtom: read.hasEnergies ? options.maxEnergyAboveHull : null,
    attribution: [...(options.attribution ?? [])],
  }
  const study = await continueStudy(data, name, read, source, settings, aim)
  const total = trialCount(aim)
  const ended = study.trials.filter(({ outcome }) => outcome !== null).length
  if (ended >= total) return study

  const progress = new ProgressLine()
  const interruption = interruptible()
  let announced = false
  const startProcess = async () => {
    const compute = await startCompute(options.engine)
    if (!announced) {
      const { backend, device, passedOver } = compute.engine
      for (const { name: other, reason } of passedOver) remark(`Not with ${other}: ${reason}`)
      const done = ended > 0 ? `, ${ended} of them done` : ''
      remark(
        `The ${kind} "${name}" trains ${total} networks on ${study.plan.positives.training.length} positives, ${study.plan.positives.heldOut.length} held out, with ${backend} (${device}), ${settings.epochs} epochs each at most${done}.`,
      )
    }
    announced = true
    return compute
  }
  try {
    await carryOutStudy(study, {
      startProcess,
      atOnce: trialsAtOnce(thisMachine(), options.parallel ?? null),
      signal: interruption.signal,
      whenRunning: async () => undefined,
      onSteer: () => undefined,
      onTrial(trial) {
        progress.clear()
        if (trial.outcome === null) return
        remark(trialText(trial, study.plan, bestTrial(study.trials)?.number === trial.number))
      },
      onProgress: (fraction, live) => progress.show(liveText(fraction, live)),
    })
    return study
  } catch (error) {
    throw error instanceof AnomaliteError && error.code !== 'library/in-use' ? withWayOn(error) : error
  } finally {
    progress.clear()
    interruption.done()
  }
}

function withWayOn(error: AnomaliteError): AnomaliteError {
  const { code, message, details } = error
  const how = 'The trials so far are kept. To go on, give the same command again.'
  return new AnomaliteError(code, `${message}\n${how}`, details, { cause: error })
}

async function adopted(study: Study, trial: number | null, { as }: StudyOptions): Promise<Model | null> {
  if (as === undefined) return null
  if (trial === null) {
    throw new AnomaliteError('study/no-model', 'No trial was completed, so there is no model to make.')
  }
  return adoptTrial(dataFolder(), basename(study.folder), trial, as)
}

function studyDocument(study: Study) {
  const { name, aim } = study.plan
  return { study: basename(study.folder), name, folder: study.folder, aim, trials: trialRows(study) }
}

function modelDocument(model: Model | null) {
  return model && { id: model.id, folder: model.folder }
}

function printModel(model: Model | null, how: string): void {
  if (model === null) printLine(`To make a model of it, give the same command with ${how}.`)
  else printLine(`Model "${model.id}" in ${model.folder}`)
}

/** A range `lo:hi` of numbers. */
function rangeOf(read: (text: string) => number): (text: string) => Range {
  return text => {
    const [least, most, ...more] = text.split(':')
    if (least === undefined || most === undefined || more.length > 0) {
      throw new InvalidArgumentError('Write it as 64:1024.')
    }
    return { least: read(least), most: read(most) }
  }
}

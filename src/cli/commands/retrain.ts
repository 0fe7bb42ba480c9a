import { type Command, InvalidArgumentError, Option } from 'commander'
import { FOLD_PARTINGS, type FoldParting, verdictOf } from '../../domain/retraining/index.ts'
import { checkSettings, type TrainingRun } from '../../engine/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { findModel, type Model } from '../../host/models.ts'
import { estimateRetraining, trainedIn } from '../../host/retraining/estimate.ts'
import { readInHouseFiles } from '../../host/retraining/in-house-files.ts'
import {
  outlookOf,
  type PreparedRetraining,
  prepareRetraining,
  type RetrainingOutlook,
  sourceOf,
  usualSettings,
} from '../../host/retraining/prepare.ts'
import { beginRetraining, findRun, refuseTakenName } from '../../host/training/run.ts'
import { printComparison, printValidation } from '../comparison-output.ts'
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
import { duration, printJson, printLine, remark } from '../output.ts'
import { printTrained, trainedDocument } from '../trained-output.ts'
import { withCompute } from '../with-compute.ts'

interface RetrainOptions extends JsonOption, EngineOption {
  readonly model?: string
  readonly positives?: readonly string[]
  readonly weight?: readonly number[]
  readonly maxEnergyAboveHull: number
  readonly name?: string
  readonly fromScratch?: true
  readonly replay?: number
  readonly holdOut: number
  readonly folds?: number
  readonly repeats: number
  readonly by: FoldParting
  readonly epochs?: number
  readonly rate?: number
  readonly batch?: number
  readonly seed?: number
  readonly attribution?: readonly string[]
  readonly preview?: true
  readonly resume?: true
}

export function addRetrainCommand(program: Command): void {
  program
    .command('retrain')
    .summary('Retrain a model on compounds that you have made')
    .description(
      'Retrain a model on in-house positives, from its weights and with some of its own positives again, so that nothing is forgotten. Part of those that are new to it is held out, and the new model is compared with the old one on compositions that neither was trained on. Rows at or above the energy limit never train. Ctrl-C leaves a checkpoint to --resume from.',
    )
    .option('--model <model>', 'id, name or folder of the model to start from (default: the ready model)')
    .option(
      '--positives <file...>',
      'lists of compositions that were made, or with a column e_above_hull (eV/atom); - for standard input',
    )
    .option(
      '--weight <n...>',
      'how much each composition of a list counts, an old positive counting 1; one for all, or one a list (default: 1)',
      (text: string, previous: readonly number[] | undefined) => [...(previous ?? []), positiveNumber(text)],
    )
    .addOption(maxEnergyOption())
    .option('--name <name>', 'name of the new model')
    .option('--from-scratch', 'begin with new weights instead of those of the model')
    .option(
      '--replay <n>',
      'positives of the model to train on again (default: ten for each of yours and at least 1000; all from scratch)',
      wholeNumber,
    )
    .option('--hold-out <share>', 'share of the positives that are new to the model to hold out', share, 0.3)
    .option('--folds <k>', 'validate by so many folds as well, each a retraining of its own', foldCount)
    .option('--repeats <n>', 'how often to part the positives into folds', positiveInteger, 1)
    .addOption(
      new Option('--by <what>', 'what a fold keeps together')
        .choices([...FOLD_PARTINGS])
        .default('compositions'),
    )
    .option('--epochs <n>', 'epochs (default: 10, or those of the model from scratch)', positiveInteger)
    .option(
      '--rate <rate>',
      'learning rate (default: a fifth of the model’s, or its own from scratch)',
      positiveNumber,
    )
    .option('--batch <n>', 'compositions per step (default: the model’s)', positiveInteger)
    .option(
      '--seed <n>',
      'of what is held out and replayed and of the order (default: the model’s)',
      wholeNumber,
    )
    .option(
      '--attribution <text>',
      'source and licence of the lists, kept with the model; may be repeated',
      (text: string, previous: readonly string[] | undefined) => [...(previous ?? []), text],
    )
    .option('--preview', 'say what would be trained on and for how long, and stop')
    .option('--resume', 'go on with the unfinished retraining of that --name, or the only one')
    .addOption(engineOption())
    .addOption(jsonOption())
    .action(retrain)
}

async function retrain(options: RetrainOptions, command: Command): Promise<void> {
  const data = dataFolder()
  if (options.preview) {
    await preview(await prepare(data, options, command), options)
    return
  }
  const run = options.resume ? await findRun(data, options.name) : await newRun(data, options, command)
  const model = await finishAtTerminal(data, run, 'retrain', options)
  report(model, options.json)
}

/** Enough for a step of the paper's network on the slowest engine. */
const PROBE_SECONDS = 0.5

async function preview(prepared: PreparedRetraining, options: RetrainOptions): Promise<void> {
  const { parent, retraining } = prepared
  const outlook = await outlookOf(prepared)
  const settings = { ...parent.manifest.settings, ...settingsOf(parent, options) }
  checkSettings(settings)
  const { engine, speed } = await withCompute(options.engine, async compute => ({
    engine: compute.engine.backend,
    speed: await compute.call('probe', { settings, seconds: PROBE_SECONDS }).result,
  }))
  const { epochs, batchSize } = settings
  const work = { epochs, batchSize, trained: trainedIn(outlook), ...outlook, folds: retraining.folds }
  const estimate = { engine, ...estimateRetraining(speed, work) }
  if (options.json) {
    printJson({ ...outlook, leftOut: prepared.data.leftOut, estimate })
    return
  }
  remarkOutlook(prepared, outlook)
  const folds = retraining.folds === null ? '' : ' and the folds'
  printLine(
    `About ${duration(estimate.secondsInAll)} with ${engine}: ${epochs} epochs of ${duration(estimate.secondsPerEpoch)}${folds}, and the comparison.`,
  )
}

function report(model: Model, json: JsonOption['json']): void {
  const { retraining = null } = model.manifest
  const comparison = retraining?.comparison ?? null
  const verdict = comparison && verdictOf(comparison, retraining?.validation ?? null)
  if (json) {
    printJson({ ...trainedDocument(model), retraining, verdict })
    return
  }
  printTrained(model)
  printLine()
  if (retraining?.validation) printValidation(retraining.validation)
  if (comparison && verdict) printComparison(comparison, verdict)
}

async function newRun(data: string, options: RetrainOptions, command: Command): Promise<TrainingRun> {
  const { name } = options
  if (name === undefined) command.error('error: give the new model a --name')
  await refuseTakenName(data, name)
  const prepared = await prepare(data, options, command)
  const settings = {
    ...prepared.parent.manifest.settings,
    ...settingsOf(prepared.parent, options),
  }
  checkSettings(settings)
  remarkOutlook(prepared, await outlookOf(prepared))
  const set = { ...prepared, labelled: prepared.data.labelled }
  return beginRetraining(data, name, set, sourceOf(prepared, options.attribution ?? []), settings)
}

async function prepare(data: string, options: RetrainOptions, command: Command): Promise<PreparedRetraining> {
  const { positives: files = [], weight: weights = [1], folds, repeats, by } = options
  if (files.length === 0) {
    command.error('error: say what to retrain on by --positives FILE, or --resume an unfinished retraining')
  }
  if (weights.length > 1 && weights.length !== files.length) {
    command.error(
      `error: there are ${files.length} lists and ${weights.length} weights; give one, or one a list`,
    )
  }
  const parent = await findModel(data, options.model)
  const read = await readInHouseFiles(
    files.map((path, i) => ({ path, weight: weights[i] ?? weights[0]! })),
    options.maxEnergyAboveHull,
  )
  return prepareRetraining(parent, read, {
    start: startOf(options),
    replay: options.replay ?? null,
    heldOutShare: options.holdOut,
    folds: folds === undefined ? null : { folds, repeats, by },
    seed: settingsOf(parent, options).seed,
  })
}

const startOf = ({ fromScratch }: RetrainOptions) => (fromScratch ? 'scratch' : 'warm')

function settingsOf(parent: Model, options: RetrainOptions) {
  const usual = usualSettings(parent, startOf(options))
  return {
    ...usual,
    epochs: options.epochs ?? usual.epochs,
    learningRate: options.rate ?? usual.learningRate,
    batchSize: options.batch ?? usual.batchSize,
    seed: options.seed ?? usual.seed,
  }
}

function remarkOutlook({ data, parent, retraining }: PreparedRetraining, outlook: RetrainingOutlook): void {
  const { duplicates, aboveLimit, withoutEnergy, outsideModel, unread, contested } = data.leftOut
  const leftOut = [
    [duplicates, 'that repeat a composition'],
    [aboveLimit, 'at or above the energy limit'],
    [withoutEnergy, 'without an energy'],
    [unread, 'not read'],
    [outsideModel, 'with elements that no model has data for'],
    [contested, 'made by one list and above the limit by another'],
  ] as const
  const counted = leftOut.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`)
  const total = outlook.known + outlook.heldOutByParent + outlook.training + outlook.heldOut
  remark(`${total} in-house positives. Left out: ${counted.join(', ') || 'nothing'}.`)
  remark(
    `New to "${parent.manifest.name}": ${outlook.training + outlook.heldOut} in ${outlook.systems} chemical systems, ${outlook.training} to train on and ${outlook.heldOut} held out.`,
  )
  remark(
    `It was trained on ${outlook.known}: they train again and do not judge. It holds out ${outlook.heldOutByParent}: so does the new model.`,
  )
  remark(`${outlook.replayed} of its own positives are trained on again.`)
  const rare = outlook.rareElements.map(
    ({ element, parent, inHouse }) => `${element} (${parent}; yours ${inHouse})`,
  )
  if (rare.length > 0) {
    const more = rare.length > SHOWN_ELEMENTS ? ` and ${rare.length - SHOWN_ELEMENTS} more` : ''
    remark(`Hardly seen in its training: ${rare.slice(0, SHOWN_ELEMENTS).join(', ')}${more}.`)
  }
  const fresh = retraining.training.length + retraining.heldOut.length
  if (fresh > 0 && fresh < FEW && retraining.folds === null) {
    remark(
      `So few leave little to judge by: --folds 5 --repeats 3 --by systems says more than what is held out.`,
    )
  }
}

/** Least seen first; JSON has all. */
const SHOWN_ELEMENTS = 12

/** Fewer held-out compounds than a third of this tell little. */
const FEW = 100

function share(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value < 1)) {
    throw new InvalidArgumentError('It must be a number from 0 to below 1.')
  }
  return value
}

function foldCount(text: string): number {
  const value = positiveInteger(text)
  if (value < 2) throw new InvalidArgumentError('It must be a whole number above 1.')
  return value
}

import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { AnomaliteError } from '../../domain/error.ts'
import { discardFit, finishFit } from '../../host/fitting/fit.ts'
import { fitFolder, hasFit } from '../../host/fitting/fit-folder.ts'
import { beginFit, choiceSha256, type FitChoice, readPlan } from '../../host/fitting/fit-plan.ts'
import { dataFolder } from '../../host/folders.ts'
import { TimeLeft } from '../../host/jobs/time-left.ts'
import { fileTitle } from '../../host/list-file.ts'
import type { StabilityModel } from '../../host/models.ts'
import { readPositives } from '../../host/positives.ts'
import { refuseTakenName } from '../../host/training/run.ts'
import { type JsonOption, jsonOption, maxEnergyOption, wholeNumber } from '../options.ts'
import { duration, ProgressLine, printJson, printLine, remark } from '../output.ts'
import { remarkPositives } from '../positives-output.ts'
import { printStabilityEvaluation } from '../stability-output.ts'
import { interruptible } from '../with-compute.ts'

interface FitOptions extends JsonOption {
  readonly positives: string
  readonly maxEnergyAboveHull: number
  readonly name?: string
  readonly seed: number
  readonly attribution?: readonly string[]
  readonly systems?: true
  readonly anew?: true
}

const DEFAULT_SEED = 42

export function addFitCommand(program: Command): void {
  program
    .command('fit')
    .summary('Fit a stability model to known stable compositions')
    .description(
      'Fit a stability model to known stable compositions only, told from compositions generated from them. Where the file has energies above hull, rows at or above the limit and rows without one take no part; those above judge the model afterwards. A fifth of the positives is held out. Ctrl-C keeps what was computed; the same command goes on from there.',
    )
    .requiredOption(
      '--positives <file>',
      'list of compositions: with a column e_above_hull (eV/atom), or all known to be stable; - for standard input',
    )
    .addOption(maxEnergyOption())
    .option('--name <name>', 'name of the model (default: that of the file)')
    .option('--seed <n>', 'of the split, the generated compositions and the trees', wholeNumber, DEFAULT_SEED)
    .option(
      '--attribution <text>',
      'source and licence of the data, kept with the model; may be repeated',
      (text: string, previous: readonly string[] | undefined) => [...(previous ?? []), text],
    )
    .option(
      '--systems',
      'fit a second time with whole chemical systems held out, to judge by; takes twice as long',
    )
    .option('--anew', 'begin again where an unfinished fit of that name is there')
    .addOption(jsonOption())
    .action(fit)
}

async function fit(options: FitOptions): Promise<void> {
  const data = dataFolder()
  const title = fileTitle(options.positives)
  const name = options.name ?? basename(title, extname(title))
  if (!hasFit(data, name)) await refuseTakenName(data, name)
  const read = await readPositives(options.positives, options.maxEnergyAboveHull)
  remarkPositives(title, read, options.maxEnergyAboveHull)
  const choice: FitChoice = {
    name,
    positives: read.positives,
    labelled: read.labelled,
    source: {
      description: basename(title),
      maxEnergyAboveHullEvPerAtom: read.hasEnergies ? options.maxEnergyAboveHull : null,
      attribution: options.attribution ? [...options.attribution] : [],
    },
    seed: options.seed,
    judgedBy: options.systems ? 'compounds-and-systems' : 'compounds',
  }
  if (options.anew) await discardFit(data, name)
  if (hasFit(data, name)) await goOnWith(data, choice)
  else await beginFit(data, choice)
  const progress = new ProgressLine()
  const timeLeft = new TimeLeft()
  const interruption = interruptible()
  try {
    const model = await finishFit(data, name, {
      signal: interruption.signal,
      priority: 'normal',
      onProgress({ fraction }) {
        const seconds = timeLeft.seconds(performance.now(), fraction)
        const left = seconds === null ? '' : `, ${duration(seconds)} left`
        progress.show(`fitting ${Math.round(100 * fraction)} %${left}`)
      },
    })
    progress.clear()
    if (options.json) printJson(fittedDocument(model))
    else printFitted(model)
  } catch (error) {
    progress.clear()
    throw error instanceof AnomaliteError && hasFit(data, name) ? withWayOn(error) : error
  } finally {
    interruption.done()
  }
}

/** Throws `fit/other-choice` when the unfinished fit of that name was begun with something else. */
async function goOnWith(data: string, choice: FitChoice): Promise<void> {
  const { name } = choice
  const plan = await readPlan(fitFolder(data, name))
  if (plan.choiceSha256 === choiceSha256(choice)) {
    remark(`Goes on with the fit "${name}" that was begun ${plan.createdAt.slice(0, 16).replace('T', ' ')}.`)
    return
  }
  throw new AnomaliteError(
    'fit/other-choice',
    `There is an unfinished fit "${name}" of other data or settings. Give the command that began it to go on, --anew to begin again, or another --name.`,
    { name },
  )
}

function withWayOn(error: AnomaliteError): AnomaliteError {
  const { code, message, details } = error
  return new AnomaliteError(code, `${message}\nTo go on from there: the same command again.`, details, {
    cause: error,
  })
}

function fittedDocument({ id, folder, manifest }: StabilityModel) {
  const { name, positives, evaluation, evaluationBySystems } = manifest
  return { model: id, name, folder, positives, evaluation, evaluationBySystems }
}

function printFitted({ id, folder, manifest }: StabilityModel): void {
  const { positives, evaluation, evaluationBySystems } = manifest
  printLine(`Stability model "${id}" in ${folder}`)
  printLine(`Fitted to ${positives.training} compounds; ${positives.heldOut} held out.`)
  if (evaluation) {
    printLine()
    printStabilityEvaluation(evaluation)
  }
  if (evaluationBySystems) {
    printLine()
    printLine('With whole chemical systems held out:')
    printStabilityEvaluation(evaluationBySystems)
  }
}

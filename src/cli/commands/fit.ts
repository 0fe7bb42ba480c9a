import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { parseFormula } from '../../domain/formula/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { TimeLeft } from '../../host/jobs/time-left.ts'
import { fileTitle } from '../../host/list-file.ts'
import type { StabilityModel } from '../../host/models.ts'
import { readPositives } from '../../host/positives.ts'
import { fitStability } from '../../host/stability/fit.ts'
import { refuseTakenName } from '../../host/training/run.ts'
import { type JsonOption, jsonOption, maxEnergyOption, wholeNumber } from '../options.ts'
import { duration, ProgressLine, printJson, printLine } from '../output.ts'
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
}

const DEFAULT_SEED = 42

export function addFitCommand(program: Command): void {
  program
    .command('fit')
    .summary('Fit a stability model to known stable compositions')
    .description(
      'Fit a stability model to known stable compositions only, told from compositions generated from them. Where the file has energies above hull, rows at or above the limit and rows without one take no part; those above judge the model afterwards. A fifth of the positives is held out.',
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
    .addOption(jsonOption())
    .action(fit)
}

async function fit(options: FitOptions): Promise<void> {
  const data = dataFolder()
  const title = fileTitle(options.positives)
  const name = options.name ?? basename(title, extname(title))
  await refuseTakenName(data, name)
  const read = await readPositives(options.positives, options.maxEnergyAboveHull)
  remarkPositives(title, read, options.maxEnergyAboveHull)
  const progress = new ProgressLine()
  const timeLeft = new TimeLeft()
  const interruption = interruptible()
  try {
    const model = await fitStability(
      data,
      {
        name,
        positives: read.positives,
        labelled: read.labelled.map(({ formula, energyAboveHullEvPerAtom }) => ({
          composition: parseFormula(formula),
          energyAboveHullEvPerAtom,
        })),
        source: {
          description: basename(title),
          maxEnergyAboveHullEvPerAtom: read.hasEnergies ? options.maxEnergyAboveHull : null,
          attribution: options.attribution ? [...options.attribution] : [],
        },
        seed: options.seed,
        judgedBy: options.systems ? 'compounds-and-systems' : 'compounds',
      },
      {
        signal: interruption.signal,
        onProgress: fraction => {
          const seconds = timeLeft.seconds(performance.now(), fraction)
          const left = seconds === null ? '' : `, ${duration(seconds)} left`
          progress.show(`fitting ${Math.round(100 * fraction)} %${left}`)
        },
      },
    )
    progress.clear()
    if (options.json) printJson(fittedDocument(model))
    else printFitted(model)
  } catch (error) {
    progress.clear()
    throw error
  } finally {
    interruption.done()
  }
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

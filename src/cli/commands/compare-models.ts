import type { Command } from 'commander'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { canonicalFormula } from '../../domain/formula/index.ts'
import { readLabelledFile } from '../../host/evaluation.ts'
import { dataFolder } from '../../host/folders.ts'
import { findModel } from '../../host/models.ts'
import { sortPositives } from '../../host/positives.ts'
import { compareTwo } from '../../host/retraining/comparison.ts'
import { printComparison } from '../comparison-output.ts'
import { type EngineOption, engineOption, type JsonOption, jsonOption, maxEnergyOption } from '../options.ts'
import { ProgressLine, printJson } from '../output.ts'
import { interruptible, withCompute } from '../with-compute.ts'

interface CompareOptions extends JsonOption, EngineOption {
  readonly labelled?: string
  readonly positives?: string
  readonly maxEnergyAboveHull: number
}

/** `models compare`: any two, on what neither was trained on. */
export function addCompareCommand(models: Command): void {
  models
    .command('compare')
    .description(
      'Compare two models on compositions that neither was trained on. Old positives are those that the first holds out; in-house ones those that only the second holds out and the first has never met.',
    )
    .argument('<older>', 'id, name or folder of a model')
    .argument('<newer>', 'id, name or folder of another')
    .option(
      '--labelled <file>',
      'list with columns formula and e_above_hull (eV/atom) to judge both by as well',
    )
    .option(
      '--positives <file>',
      'compounds that were made: those that neither was trained on are judged with the in-house ones',
    )
    .addOption(maxEnergyOption())
    .addOption(engineOption())
    .addOption(jsonOption())
    .action(compare)
}

async function compare(
  olderReference: string,
  newerReference: string,
  options: CompareOptions,
): Promise<void> {
  const data = dataFolder()
  const older = await findModel(data, olderReference)
  const newer = await findModel(data, newerReference)
  const labelled = options.labelled === undefined ? [] : await readLabelled(options.labelled)
  const made =
    options.positives === undefined
      ? []
      : (await sortPositives(options.positives, options.maxEnergyAboveHull)).positives
  const progress = new ProgressLine()
  const interruption = interruptible()
  try {
    const compared = await withCompute(options.engine, compute =>
      compareTwo(
        { call: (method, input, steering) => compute.call(method, input, steering).result },
        { older, newer },
        { labelled, made },
        options.maxEnergyAboveHull,
        {
          signal: interruption.signal,
          onProgress: fraction => progress.show(`scoring ${Math.round(100 * fraction)} %`),
        },
      ),
    )
    progress.clear()
    if (options.json) printJson({ older: older.id, newer: newer.id, ...compared })
    else printComparison(compared.comparison, compared.verdict)
  } finally {
    progress.clear()
    interruption.done()
  }
}

async function readLabelled(path: string) {
  const { labelled } = await readLabelledFile(path)
  return labelled
    .filter(({ composition }) => undescribedElements(composition).length === 0)
    .map(({ composition, energyAboveHullEvPerAtom }) => ({
      formula: canonicalFormula(composition),
      energyAboveHullEvPerAtom,
    }))
}

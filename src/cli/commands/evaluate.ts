import type { Command } from 'commander'
import {
  evaluateModel,
  type LabelledList,
  type ModelEvaluation,
  readLabelledFile,
} from '../../host/evaluation.ts'
import { dataFolder } from '../../host/folders.ts'
import { findModel, findStabilityModel, type StabilityModel } from '../../host/models.ts'
import { evaluateStability, type StabilityModelEvaluation } from '../../host/stability/evaluation.ts'
import {
  type EngineOption,
  engineOption,
  type JsonOption,
  jsonOption,
  maxEnergyOption,
  modelOption,
  type ScoreOption,
  scoreOption,
  stabilityModelOption,
} from '../options.ts'
import { ProgressLine, printJson, printLine, printTable, remark, rmseText } from '../output.ts'
import { printStabilityEvaluation } from '../stability-output.ts'
import { withCompute } from '../with-compute.ts'

interface EvaluateOptions extends JsonOption, EngineOption, ScoreOption {
  readonly labelled: string
  readonly model?: string
  readonly maxEnergyAboveHull: number
}

export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .summary('Judge a model on compositions of known energy above hull')
    .description(
      'Judge a model on compositions of known energy above hull: how well RMSE or the stability score separates those below the limit from the others. Labels only judge, they never train.',
    )
    .requiredOption(
      '--labelled <file>',
      'list with columns formula and e_above_hull (eV/atom); - for standard input',
    )
    .addOption(scoreOption())
    .addOption(modelOption())
    .addOption(stabilityModelOption())
    .addOption(maxEnergyOption())
    .addOption(engineOption())
    .addOption(jsonOption())
    .action(evaluate)
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const { score, json } = options
  const list = await readLabelledFile(options.labelled)
  const rmse = score === 'stability' ? null : await evaluateRmse(list, options)
  const stability = score === 'rmse' ? null : await evaluateStabilityScore(list, options)
  const { unread, withoutEnergy, repeated } = list
  if (json) {
    printJson({
      unread,
      withoutEnergy,
      repeated,
      ...(rmse && { model: rmse.model.id, ...rmse.evaluation }),
      ...(stability && { stability: { model: stability.model.id, ...stability.evaluation } }),
    })
    return
  }
  if (unread + withoutEnergy > 0) {
    remark(`Left out: ${unread} lines that could not be read, ${withoutEnergy} without an energy.`)
  }
  if (rmse) print(rmse.evaluation)
  if (rmse && stability) printLine()
  if (stability) printStability(stability)
}

async function evaluateRmse({ labelled }: LabelledList, options: EvaluateOptions) {
  const model = await findModel(dataFolder(), options.model)
  const progress = new ProgressLine()
  const evaluation = await withCompute(options.engine, compute =>
    evaluateModel(compute, model, labelled, options.maxEnergyAboveHull, {
      onProgress: fraction => progress.show(`scoring ${Math.round(100 * fraction)} %`),
    }),
  )
  progress.clear()
  return { model, evaluation }
}

interface StabilityJudgement {
  readonly model: StabilityModel
  readonly evaluation: StabilityModelEvaluation
}

async function evaluateStabilityScore(
  { labelled }: LabelledList,
  { stabilityModel, maxEnergyAboveHull }: EvaluateOptions,
): Promise<StabilityJudgement> {
  const model = await findStabilityModel(dataFolder(), stabilityModel)
  const progress = new ProgressLine()
  const evaluation = await evaluateStability(model, labelled, maxEnergyAboveHull, {
    onProgress: fraction => progress.show(`scoring ${Math.round(100 * fraction)} %`),
  })
  progress.clear()
  return { model, evaluation }
}

function printStability({ model, evaluation }: StabilityJudgement): void {
  printStabilityEvaluation(evaluation)
  if (evaluation.outsideModel > 0) printLine(`${evaluation.outsideModel} lie outside the model.`)
  const { source, evaluationBySystems: bySystems } = model.manifest
  if (bySystems) {
    printLine(
      `When it was fitted to ${source.description}, with whole chemical systems held out: AUC ${bySystems.auc.toFixed(3)}.`,
    )
  }
}

function print(evaluation: ModelEvaluation): void {
  const { positives, negatives, trainedOn, outsideModel } = evaluation
  const interval = ({ lower, upper }: ModelEvaluation['aucInterval']) =>
    `${lower.toFixed(3)}–${upper.toFixed(3)}`
  printLine(
    `${evaluation.n} compositions: ${positives} positives (${trainedOn} of them trained on), ${negatives} negatives${outsideModel > 0 ? `; ${outsideModel} outside the model` : ''}`,
  )
  printLine()
  printTable(
    [
      { heading: 'AUC of −RMSE against the negatives', align: 'left' },
      { heading: 'AUC', align: 'right' },
      { heading: '95 %', align: 'right' },
    ],
    [
      ['held-out positives', evaluation.auc.toFixed(3), interval(evaluation.aucInterval)],
      ['positives trained on', evaluation.aucTrainedOn?.toFixed(3) ?? '–', ''],
      [
        'all positives (the paper’s convention)',
        evaluation.aucAllPositives.toFixed(3),
        interval(evaluation.aucAllPositivesInterval),
      ],
    ],
  )
  printLine()
  printTable(
    [
      { heading: 'elements', align: 'right' },
      { heading: 'held-out positives', align: 'right' },
      { heading: 'negatives', align: 'right' },
      { heading: 'AUC', align: 'right' },
    ],
    evaluation.byElements.map(({ elements, heldOutPositives, negatives: n, auc }) => [
      String(elements),
      String(heldOutPositives),
      String(n),
      auc?.toFixed(3) ?? '–',
    ]),
  )
  printLine()
  printTable(
    [
      { heading: 'energy above hull, eV/atom', align: 'left' },
      { heading: 'n', align: 'right' },
      { heading: 'RMSE: lower quartile', align: 'right' },
      { heading: 'median', align: 'right' },
      { heading: 'upper quartile', align: 'right' },
    ],
    evaluation.rmseByBin.map(({ fromEvPerAtom, toEvPerAtom, n, lowerQuartile, median, upperQuartile }) => [
      toEvPerAtom === null ? `${fromEvPerAtom} and more` : `${fromEvPerAtom}–${toEvPerAtom}`,
      String(n),
      rmseText(lowerQuartile),
      rmseText(median),
      rmseText(upperQuartile),
    ]),
  )
}

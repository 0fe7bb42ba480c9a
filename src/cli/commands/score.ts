import type { Command } from 'commander'
import { balanceCharges, describeVerdict } from '../../domain/charge/index.ts'
import type { Composition } from '../../domain/composition.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { findModel } from '../../host/models.ts'
import { outsideMessage, scoreCautions, scoreCompositions } from '../../host/scoring.ts'
import {
  type EngineOption,
  engineOption,
  type FormulaOption,
  formulaCommand,
  type JsonOption,
  modelOption,
} from '../options.ts'
import {
  errorInPlace,
  faultText,
  percentileText,
  printJson,
  printTable,
  remark,
  rmseText,
  typedError,
} from '../output.ts'
import { withCompute } from '../with-compute.ts'

export function addScoreCommand(program: Command): void {
  formulaCommand(
    program,
    'score',
    'Score formulas: reconstruction error (RMSE) and the share of held-out known stable compounds with a larger one',
  )
    .summary('Score formulas by a model')
    .addOption(modelOption())
    .addOption(engineOption())
    .action(score)
}

async function score(
  formulas: string[],
  {
    json,
    engine,
    model: reference,
    with: variables,
  }: JsonOption & EngineOption & FormulaOption & { model?: string },
): Promise<void> {
  const model = await findModel(dataFolder(), reference)
  const parsed = formulas.map((formula): Composition | AnomaliteError => {
    try {
      return parseFormula(formula, { variables })
    } catch (error) {
      return typedError(error)
    }
  })
  const compositions = parsed.filter((result): result is Composition => !(result instanceof AnomaliteError))
  const scores =
    compositions.length === 0
      ? []
      : await withCompute(engine, compute => scoreCompositions(compute, model, compositions))
  const scoreOf = new Map(compositions.map((composition, i) => [composition, scores[i]!]))
  const results = formulas.map((formula, i) => {
    const composition = parsed[i]!
    if (composition instanceof AnomaliteError) return errorInPlace(formula, composition)
    const score = scoreOf.get(composition)!
    if (score.kind === 'outside') {
      const { elements } = score
      return errorInPlace(formula, new AnomaliteError('model/outside', outsideMessage(score), { elements }))
    }
    const { canonical, rmse, percentile } = score
    const balance = balanceCharges(composition)
    const { verdict, chargePerAtom } = balance
    const cautions = scoreCautions(score)
    return {
      formula,
      canonical,
      rmse,
      percentile,
      verdict,
      chargePerAtom,
      description: describeVerdict(balance),
      cautions,
    }
  })

  const scored = results.filter(result => 'rmse' in result)
  if (json) printJson(results)
  else {
    if (scored.length > 0) {
      printTable(
        [
          { heading: 'formula', align: 'left' },
          { heading: 'RMSE', align: 'right' },
          { heading: 'percentile', align: 'right' },
          { heading: 'charge', align: 'left' },
          { heading: '', align: 'left' },
        ],
        scored.map(({ formula, rmse, percentile, description, cautions }) => [
          formula,
          rmseText(rmse),
          percentileText(percentile),
          description,
          cautions.join('; '),
        ]),
      )
    }
    for (const result of results)
      if ('error' in result) remark(`${result.formula}: ${faultText(result.error)}`)
  }
  if (scored.length === 0) process.exitCode = 1
}

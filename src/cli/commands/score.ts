import type { Command } from 'commander'
import { balanceCharges, type ChargeBalance, describeVerdict } from '../../domain/charge/index.ts'
import type { Composition } from '../../domain/composition.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { canonicalFormula, parseFormula } from '../../domain/formula/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { findModel, findStabilityModel } from '../../host/models.ts'
import {
  type OutsideModel,
  outsideMessage,
  type ScoredComposition,
  scoreCautions,
  scoreCompositions,
} from '../../host/scoring.ts'
import {
  loadStability,
  type OutsideStability,
  outsideStabilityMessage,
  type StabilityScored,
  scoreStability,
  stabilityCautions,
} from '../../host/stability/scoring.ts'
import {
  type EngineOption,
  engineOption,
  type FormulaOption,
  formulaCommand,
  type JsonOption,
  modelOption,
  type ScoreOption,
  scoreOption,
  stabilityModelOption,
} from '../options.ts'
import {
  type Column,
  errorInPlace,
  faultText,
  percentileText,
  printJson,
  printTable,
  remark,
  rmseText,
  typedError,
} from '../output.ts'
import { logOddsText } from '../stability-output.ts'
import { withCompute } from '../with-compute.ts'

interface ScoreOptions extends JsonOption, EngineOption, FormulaOption, ScoreOption {
  readonly model?: string
}

export function addScoreCommand(program: Command): void {
  formulaCommand(
    program,
    'score',
    'Score formulas: reconstruction error (RMSE) and the share of held-out known stable compounds with a larger one; or the stability score as the share of held-out known stable compounds that score no higher',
  )
    .summary('Score formulas by a model')
    .addOption(scoreOption())
    .addOption(modelOption())
    .addOption(stabilityModelOption())
    .addOption(engineOption())
    .action(score)
}

async function score(formulas: string[], options: ScoreOptions): Promise<void> {
  const parsed = formulas.map((formula): Composition | AnomaliteError => {
    try {
      return parseFormula(formula, { variables: options.with })
    } catch (error) {
      return typedError(error)
    }
  })
  const compositions = parsed.filter((result): result is Composition => !(result instanceof AnomaliteError))
  const scores = await scoreAll(compositions, options)
  const scoresOf = new Map(compositions.map((composition, i) => [composition, scores[i]!]))
  const results = formulas.map((formula, i) => {
    const composition = parsed[i]!
    if (composition instanceof AnomaliteError) return errorInPlace(formula, composition)
    return resultOf(formula, composition, scoresOf.get(composition)!)
  })
  const scored = results.filter(result => 'canonical' in result)
  if (options.json) printJson(results.map(result => ('canonical' in result ? document(result) : result)))
  else {
    if (scored.length > 0) print(scored, options)
    for (const result of results)
      if ('error' in result) remark(`${result.formula}: ${faultText(result.error)}`)
  }
  if (scored.length === 0) process.exitCode = 1
}

/** The scores of a composition that were asked for. */
interface AskedScores {
  readonly rmse: ScoredComposition | OutsideModel | null
  readonly stability: StabilityScored | OutsideStability | null
}

async function scoreAll(
  compositions: readonly Composition[],
  { score: asked, engine, model: reference, stabilityModel }: ScoreOptions,
): Promise<AskedScores[]> {
  const data = dataFolder()
  const model = asked === 'stability' ? null : await findModel(data, reference)
  const loaded = asked === 'rmse' ? null : await loadStability(await findStabilityModel(data, stabilityModel))
  if (compositions.length === 0) return []
  const errors =
    model && (await withCompute(engine, compute => scoreCompositions(compute, model, compositions)))
  const stabilities = loaded && (await scoreStability(loaded, compositions))
  return compositions.map((_, i) => ({ rmse: errors?.[i] ?? null, stability: stabilities?.[i] ?? null }))
}

interface FormulaScore {
  readonly formula: string
  readonly canonical: string
  readonly scores: AskedScores
  readonly balance: ChargeBalance
  readonly cautions: readonly string[]
}

/** The scores of a formula; an error in their place when it lies outside the models. */
function resultOf(formula: string, composition: Composition, scores: AskedScores) {
  const { rmse, stability } = scores
  const outside = [
    ...(rmse?.kind === 'outside' ? [{ message: outsideMessage(rmse), elements: rmse.elements }] : []),
    ...(stability?.kind === 'outside'
      ? [{ message: outsideStabilityMessage(stability), elements: stability.elements }]
      : []),
  ]
  if (rmse?.kind !== 'scored' && stability?.kind !== 'scored') {
    const { message, elements } = outside[0]!
    return errorInPlace(formula, new AnomaliteError('model/outside', message, { elements }))
  }
  return {
    formula,
    canonical: canonicalFormula(composition),
    scores,
    balance: balanceCharges(composition),
    cautions: [
      ...(rmse?.kind === 'scored' ? scoreCautions(rmse) : []),
      ...(stability?.kind === 'scored' ? stabilityCautions(stability) : []),
      ...outside.map(({ message }) => message),
    ],
  } satisfies FormulaScore
}

/** Keys of a score that was not asked for are left out; one outside its model is null. */
function document({ formula, canonical, scores: { rmse, stability }, balance, cautions }: FormulaScore) {
  const error = rmse?.kind === 'scored' ? rmse : null
  return {
    formula,
    canonical,
    ...(rmse && { rmse: error?.rmse ?? null, percentile: error?.percentile ?? null }),
    ...(stability && {
      stability:
        stability.kind === 'scored' ? { percentile: stability.percentile, logOdds: stability.logOdds } : null,
    }),
    verdict: balance.verdict,
    chargePerAtom: balance.chargePerAtom,
    description: describeVerdict(balance),
    cautions,
  }
}

function print(scored: readonly FormulaScore[], { score: asked }: ScoreOptions): void {
  const right = (heading: string): Column => ({ heading, align: 'right' })
  const left = (heading: string): Column => ({ heading, align: 'left' })
  const rmseColumns = asked === 'stability' ? [] : [right('RMSE'), right('percentile')]
  const stabilityColumns = asked === 'rmse' ? [] : [right('stability score'), right('log-odds')]
  printTable(
    [left('formula'), ...rmseColumns, ...stabilityColumns, left('charge'), left('')],
    scored.map(({ formula, scores: { rmse, stability }, balance, cautions }) => [
      formula,
      ...(rmse === null
        ? []
        : rmse.kind === 'scored'
          ? [rmseText(rmse.rmse), percentileText(rmse.percentile)]
          : ['–', '–']),
      ...(stability === null
        ? []
        : stability.kind === 'scored'
          ? [percentileText(stability.percentile), logOddsText(stability.logOdds)]
          : ['–', '–']),
      describeVerdict(balance),
      cautions.join('; '),
    ]),
  )
}

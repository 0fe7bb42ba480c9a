import { canonicalFormula } from '../../domain/formula/index.ts'
import {
  assignFolds,
  compositionOf,
  foldOfSystem,
  type Parting,
  pack,
  type StabilityEvaluation,
  type StabilityForests,
  type StabilityResult,
  type Stoichiometry,
} from '../../domain/stability/index.ts'
import { quantileDistribution } from '../../domain/statistics/index.ts'
import type { PositivesSource } from '../../engine/index.ts'
import type { LabelledComposition } from '../evaluation.ts'
import { judge } from '../stability/evaluation.ts'
import { scoreInThreads } from '../stability/scoring.ts'
import { type FitMeans, fitForests } from './fit-forests.ts'

/** One of so many parts of the positives is held out: the first. */
const HELD_OUT_PARTS = 5
const HELD_OUT_PART = 0

/** What the time is spent on, about: fitting, and scoring what judges the fit. */
const FITTING_SHARE = 0.9

/** What to fit to, and to judge by. */
export interface FitData {
  readonly known: readonly Stoichiometry[]
  readonly labelled: readonly LabelledComposition[]
  readonly source: Pick<PositivesSource, 'maxEnergyAboveHullEvPerAtom'>
  readonly seed: number
}

/** Forests fitted to four fifths of the known compounds, and how they do on the others. */
export interface JudgedFit {
  readonly forests: StabilityForests
  readonly training: readonly Stoichiometry[]
  readonly heldOut: readonly Stoichiometry[]
  readonly logOddsQuantiles: readonly number[]
  /** Null when there is nothing of known energy to judge by. */
  readonly evaluation: StabilityEvaluation | null
}

/** Fits, holding a fifth of the compounds, or of the chemical systems, out to judge by. */
export function fitAndJudge(means: FitMeans, data: FitData, parting: Parting): Promise<JudgedFit> {
  const { threads, stages, onProgress } = means
  const { known, labelled, seed } = data
  return stages.keep('judged', async () => {
    const parts = assignFolds(known, HELD_OUT_PARTS, parting, seed)
    const training = known.filter((_, place) => parts[place] !== HELD_OUT_PART)
    const heldOut = known.filter((_, place) => parts[place] === HELD_OUT_PART)
    const fitting: FitMeans = {
      ...means,
      onProgress: progress => onProgress({ ...progress, fraction: FITTING_SHARE * progress.fraction }),
    }
    const forests = await fitForests(fitting, training, { seed, parting })
    const judging =
      parting === 'systems' ? labelled.filter(entry => isOfHeldOutSystem(entry, seed)) : labelled
    const compositions = [...heldOut.map(compositionOf), ...judging.map(({ composition }) => composition)]
    const model = { ...forests, id: parting, known: pack(training) }
    const results = await scoreInThreads(threads, model, compositions, fraction =>
      onProgress({
        step: 'judging',
        done: Math.round(fraction * compositions.length),
        total: compositions.length,
        fraction: FITTING_SHARE + (1 - FITTING_SHARE) * fraction,
      }),
    )
    return {
      forests,
      training,
      heldOut,
      logOddsQuantiles: logOddsQuantiles(results.slice(0, heldOut.length)),
      evaluation: evaluationOf(judging, results.slice(heldOut.length), training, data.source),
    }
  })
}

/** Where known compounds score: those that have an element in none of the tables are left out. */
export function logOddsQuantiles(results: readonly StabilityResult[]): readonly number[] {
  const logOdds = results.flatMap(result => (result.kind === 'scored' ? result.logOdds : []))
  return quantileDistribution(logOdds).quantiles
}

/**
 * Where whole systems are held out, compositions of the others do not judge: that known compounds lie in their systems
 * would tell them from those held out, which have none.
 */
function isOfHeldOutSystem({ composition }: LabelledComposition, seed: number): boolean {
  const symbols = composition.map(({ symbol }) => symbol)
  return foldOfSystem(symbols, HELD_OUT_PARTS, seed) === HELD_OUT_PART
}

function evaluationOf(
  labelled: readonly LabelledComposition[],
  results: readonly StabilityResult[],
  training: readonly Stoichiometry[],
  { maxEnergyAboveHullEvPerAtom: limit }: FitData['source'],
): StabilityEvaluation | null {
  if (limit === null || labelled.length === 0) return null
  const trained = new Set(training.map(formulaOf))
  const isTrainedOn = (composition: LabelledComposition['composition']) =>
    trained.has(canonicalFormula(composition))
  const { outsideModel: _, ...evaluation } = judge(labelled, results, isTrainedOn, limit)
  return evaluation
}

/** The canonical formula of a compound. */
export function formulaOf(compound: Stoichiometry): string {
  return canonicalFormula(compositionOf(compound))
}

import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { canonicalFormula, parseFormula } from '../../domain/formula/index.ts'
import {
  assignFolds,
  compositionOf,
  foldOfSystem,
  type Parting,
  pack,
  type StabilityEvaluation,
  type Stoichiometry,
  wholeStoichiometry,
} from '../../domain/stability/index.ts'
import { quantileDistribution } from '../../domain/statistics/index.ts'
import type { PositivesSource } from '../../engine/index.ts'
import { writeStabilityModel } from '../../engine/index.ts'
import type { LabelledComposition } from '../evaluation.ts'
import { folderName, modelsFolder } from '../folders.ts'
import type { StabilityModel } from '../models.ts'
import { refuseTakenName } from '../training/run.ts'
import { judge } from './evaluation.ts'
import { fitForests } from './fit-forests.ts'
import type { ThreadModel } from './protocol.ts'
import { scoreInThreads } from './scoring.ts'
import { openThreads, type StabilityThreads } from './threads.ts'

/** One of so many parts of the positives is held out: the first. */
const HELD_OUT_PARTS = 5
const HELD_OUT_PART = 0

/** What the time is spent on, about: fitting, and scoring what judges the fit. */
const FITTING_SHARE = 0.9

/** What to fit a model to. */
export interface StabilityFit {
  readonly name: string
  /** Distinct canonical formulas of known stable compounds. */
  readonly positives: readonly string[]
  /** What the model is judged by afterwards; it takes no part in fitting. */
  readonly labelled: readonly LabelledComposition[]
  readonly source: PositivesSource
  readonly seed: number
  /** Whether to fit a second time with whole chemical systems held out, which only judges. */
  readonly judgedBy: 'compounds' | 'compounds-and-systems'
}

export interface StabilityFitOptions {
  readonly signal?: AbortSignal
  /** Told the fraction done. */
  readonly onProgress?: (fraction: number) => void
}

/**
 * Fits a stability model to known stable compounds, a fifth of which is held out to judge it by, and keeps it in a
 * data folder. Positives whose amounts are no whole numbers are left out. Throws `stability/cancelled` when the signal is
 * aborted: nothing of the fit is kept.
 */
export async function fitStability(
  data: string,
  fit: StabilityFit,
  { signal, onProgress = () => {} }: StabilityFitOptions = {},
): Promise<StabilityModel> {
  await refuseTakenName(data, fit.name)
  const known = fit.positives.flatMap(formula => wholeStoichiometry(parseFormula(formula)) ?? [])
  const fits = fit.judgedBy === 'compounds' ? 1 : 2
  const threads = openThreads(signal)
  try {
    const first = await fitAndJudge(threads, known, fit, 'compounds', fraction => onProgress(fraction / fits))
    const second =
      fits === 2
        ? await fitAndJudge(threads, known, fit, 'systems', fraction => onProgress((1 + fraction) / fits))
        : null
    const id = folderName(fit.name)
    const folder = join(modelsFolder(data), id)
    const manifest = await writeStabilityModel(folder, {
      manifest: {
        name: fit.name,
        createdAt: new Date().toISOString(),
        seed: fit.seed,
        source: fit.source,
        positives: { training: first.training.length, heldOut: first.heldOut.length },
        heldOut: { logOddsQuantiles: [...first.logOddsQuantiles] },
        evaluation: first.evaluation,
        evaluationBySystems: second?.evaluation ?? null,
        additions: null,
      },
      forests: first.model,
      trainingFormulas: first.training.map(formulaOf),
      heldOutFormulas: first.heldOut.map(formulaOf),
      addedFormulas: [],
    })
    return { kind: 'stability', id, folder, origin: 'own', manifest }
  } catch (error) {
    if (!signal?.aborted) throw error
    throw new AnomaliteError(
      'stability/cancelled',
      `The fit of "${fit.name}" was cancelled; nothing of it is kept.`,
      {
        name: fit.name,
      },
    )
  } finally {
    await threads.close()
  }
}

interface JudgedFit {
  readonly model: ThreadModel
  readonly training: readonly Stoichiometry[]
  readonly heldOut: readonly Stoichiometry[]
  readonly logOddsQuantiles: readonly number[]
  /** Null when there is nothing of known energy to judge by. */
  readonly evaluation: StabilityEvaluation | null
}

async function fitAndJudge(
  threads: StabilityThreads,
  known: readonly Stoichiometry[],
  { labelled, source, seed }: StabilityFit,
  parting: Parting,
  onProgress: (fraction: number) => void,
): Promise<JudgedFit> {
  const parts = assignFolds(known, HELD_OUT_PARTS, parting, seed)
  const training = known.filter((_, place) => parts[place] !== HELD_OUT_PART)
  const heldOut = known.filter((_, place) => parts[place] === HELD_OUT_PART)
  const forests = await fitForests(threads, training, { seed, parting }, fraction =>
    onProgress(FITTING_SHARE * fraction),
  )
  const model = { ...forests, id: parting, known: pack(training) }
  const judging = parting === 'systems' ? labelled.filter(entry => isOfHeldOutSystem(entry, seed)) : labelled
  const compositions = [...heldOut.map(compositionOf), ...judging.map(({ composition }) => composition)]
  const results = await scoreInThreads(threads, model, compositions, fraction =>
    onProgress(FITTING_SHARE + (1 - FITTING_SHARE) * fraction),
  )
  const logOdds = results
    .slice(0, heldOut.length)
    .flatMap(result => (result.kind === 'scored' ? result.logOdds : []))
  return {
    model,
    training,
    heldOut,
    logOddsQuantiles: quantileDistribution(logOdds).quantiles,
    evaluation: evaluationOf(judging, results.slice(heldOut.length), training, source),
  }
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
  results: Awaited<ReturnType<typeof scoreInThreads>>,
  training: readonly Stoichiometry[],
  { maxEnergyAboveHullEvPerAtom: limit }: PositivesSource,
): StabilityEvaluation | null {
  if (limit === null || labelled.length === 0) return null
  const trained = new Set(training.map(formulaOf))
  const isTrainedOn = (composition: LabelledComposition['composition']) =>
    trained.has(canonicalFormula(composition))
  const { outsideModel: _, ...evaluation } = judge(labelled, results, isTrainedOn, limit)
  return evaluation
}

function formulaOf(compound: Stoichiometry): string {
  return canonicalFormula(compositionOf(compound))
}

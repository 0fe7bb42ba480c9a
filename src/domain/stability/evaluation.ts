import type { ElementSymbol } from '../composition.ts'
import { AnomaliteError } from '../error.ts'
import { auc, aucBootstrapInterval, type Interval } from '../statistics/index.ts'
import { elementIndex, isOfClass } from './elements/index.ts'

/** One composition whose energy above hull is known, with its stability score. */
export interface LabelledStability {
  readonly logOdds: number
  readonly energyAboveHullEvPerAtom: number
  readonly elements: readonly ElementSymbol[]
  /** Whether the score was learnt from this very composition. */
  readonly trainedOn: boolean
}

/** How well the score separates compositions below the energy limit (positives) from the others, none trained on. */
export interface StabilityEvaluation {
  readonly maxEnergyAboveHullEvPerAtom: number
  readonly heldOutPositives: number
  readonly negatives: number
  /** Compositions left out because the score was learnt from them. */
  readonly trainedOn: number
  /** Area under the ROC curve with its 95 % bootstrap interval. */
  readonly auc: number
  readonly aucInterval: Interval
  readonly byElements: readonly (Separation & { readonly elements: number })[]
  readonly subsets: readonly (Separation & { readonly subset: SubsetName })[]
  /** Share of positives among the compositions of highest score. */
  readonly top: readonly { readonly count: number; readonly precision: number }[]
}

export interface Separation {
  readonly heldOutPositives: number
  readonly negatives: number
  /** Null where one of the two is empty. */
  readonly auc: number | null
}

export const SUBSET_NAMES = ['with oxygen', 'without Sc, Y, rare earths and actinides'] as const
export type SubsetName = (typeof SUBSET_NAMES)[number]

const SUBSETS: Readonly<Record<SubsetName, (labelled: LabelledStability) => boolean>> = {
  'with oxygen': ({ elements }) => elements.includes('O'),
  'without Sc, Y, rare earths and actinides': ({ elements }) =>
    !elements.some(symbol => isOfClass(elementIndex(symbol)!, 'rare earth or actinide')),
}

const TOP_COUNTS = [100, 500, 1000]

const BOOTSTRAP_SEED = 42

/** Throws `evaluation/one-class` when there is no held-out positive or no negative. */
export function evaluateStabilityScores(
  labelled: readonly LabelledStability[],
  maxEnergyAboveHullEvPerAtom: number,
): StabilityEvaluation {
  const unseen = labelled.filter(({ trainedOn }) => !trainedOn)
  const isPositive = (score: LabelledStability) =>
    score.energyAboveHullEvPerAtom < maxEnergyAboveHullEvPerAtom
  const positives = unseen.filter(isPositive)
  const negatives = unseen.filter(score => !isPositive(score))
  if (positives.length === 0 || negatives.length === 0) {
    throw new AnomaliteError(
      'evaluation/one-class',
      `An evaluation needs compositions on both sides of ${maxEnergyAboveHullEvPerAtom} eV/atom that the model was not fitted on; there are ${positives.length} below it and ${negatives.length} at or above it.`,
      { heldOutPositives: positives.length, negatives: negatives.length },
    )
  }
  const among = (isIn: (score: LabelledStability) => boolean) =>
    separation(positives.filter(isIn), negatives.filter(isIn))
  const sizes = [...new Set(unseen.map(({ elements }) => elements.length))].sort((a, b) => a - b)
  const ranked = unseen.toSorted((a, b) => b.logOdds - a.logOdds)
  return {
    maxEnergyAboveHullEvPerAtom,
    heldOutPositives: positives.length,
    negatives: negatives.length,
    trainedOn: labelled.length - unseen.length,
    auc: auc(logOdds(positives), logOdds(negatives)),
    aucInterval: aucBootstrapInterval(logOdds(positives), logOdds(negatives), { seed: BOOTSTRAP_SEED }),
    byElements: sizes.map(size => ({ elements: size, ...among(({ elements }) => elements.length === size) })),
    subsets: SUBSET_NAMES.map(subset => ({ subset, ...among(SUBSETS[subset]) })),
    top: TOP_COUNTS.filter(count => count <= ranked.length).map(count => ({
      count,
      precision: ranked.slice(0, count).filter(isPositive).length / count,
    })),
  }
}

function separation(
  positives: readonly LabelledStability[],
  negatives: readonly LabelledStability[],
): Separation {
  const isDefined = positives.length > 0 && negatives.length > 0
  return {
    heldOutPositives: positives.length,
    negatives: negatives.length,
    auc: isDefined ? auc(logOdds(positives), logOdds(negatives)) : null,
  }
}

function logOdds(scores: readonly LabelledStability[]): Float64Array {
  return Float64Array.from(scores, score => score.logOdds)
}

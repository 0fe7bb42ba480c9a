import { AnomaliteError } from '../error.ts'
import { auc, aucBootstrapInterval, type Interval, quantile } from '../statistics/index.ts'

/** One composition whose energy above hull is known, with its score. */
export interface LabelledScore {
  /** Reconstruction error, lower is more like known stable compounds. */
  readonly rmse: number
  readonly energyAboveHullEvPerAtom: number
  /** Number of distinct elements. */
  readonly elements: number
  /** Whether the model was trained on this very composition. */
  readonly trainedOn: boolean
}

/** RMSE quantiles of the compositions with energy above hull in [from, to); null for an open upper end. */
export interface EnergyBin {
  readonly fromEvPerAtom: number
  readonly toEvPerAtom: number | null
  readonly n: number
  readonly lowerQuartile: number
  readonly median: number
  readonly upperQuartile: number
}

/** How well RMSE separates compositions below the energy limit (positives) from the others (negatives). */
export interface Evaluation {
  readonly maxEnergyAboveHullEvPerAtom: number
  readonly n: number
  readonly positives: number
  readonly negatives: number
  /** Positives the model was trained on; the other positives are held out. */
  readonly trainedOn: number
  /**
   * Negatives the model was trained on, as under another limit or with other energies. It knows them as stable, so they
   * count in `aucAllPositives` alone.
   */
  readonly negativesTrainedOn: number
  /** Area under the ROC curve of −RMSE: held-out positives against held-out negatives. */
  readonly auc: number
  /** 95 % bootstrap interval of `auc`. */
  readonly aucInterval: Interval
  /** Trained-on positives against held-out negatives; null when there are none. */
  readonly aucTrainedOn: number | null
  /** All positives against all negatives, trained-on ones included: the convention of Makino et al. */
  readonly aucAllPositives: number
  readonly aucAllPositivesInterval: Interval
  /** `auc` among compositions of that many elements; null where one of the classes is empty. */
  readonly byElements: readonly ElementCountEvaluation[]
  /** RMSE over energy above hull, without the compositions trained on. */
  readonly rmseByBin: readonly EnergyBin[]
}

export interface ElementCountEvaluation {
  readonly elements: number
  readonly heldOutPositives: number
  /** Held-out ones. */
  readonly negatives: number
  readonly auc: number | null
}

/** Upper ends of the energy bins above the limit, in eV per atom. */
const BIN_ENDS = [0.025, 0.05, 0.1, 0.2, 0.5, 1]

const BOOTSTRAP_SEED = 42

/**
 * Evaluates a model on labelled compositions. Labels only judge: nothing here reaches training.
 * Throws `evaluation/one-class` when there is no held-out positive or no held-out negative.
 */
export function evaluateScores(
  scores: readonly LabelledScore[],
  maxEnergyAboveHullEvPerAtom: number,
): Evaluation {
  const isPositive = (score: LabelledScore) => score.energyAboveHullEvPerAtom < maxEnergyAboveHullEvPerAtom
  const positives = scores.filter(isPositive)
  const negatives = scores.filter(score => !isPositive(score))
  const heldOut = positives.filter(score => !score.trainedOn)
  const trainedOn = positives.filter(score => score.trainedOn)
  const heldOutNegatives = negatives.filter(score => !score.trainedOn)
  if (heldOut.length === 0 || heldOutNegatives.length === 0) {
    throw new AnomaliteError(
      'evaluation/one-class',
      `An evaluation needs compositions on both sides of ${maxEnergyAboveHullEvPerAtom} eV/atom that the model was not trained on; there are ${heldOut.length} below it and ${heldOutNegatives.length} at or above it.`,
      { heldOutPositives: heldOut.length, negatives: heldOutNegatives.length },
    )
  }
  return {
    maxEnergyAboveHullEvPerAtom,
    n: scores.length,
    positives: positives.length,
    negatives: negatives.length,
    trainedOn: trainedOn.length,
    negativesTrainedOn: negatives.length - heldOutNegatives.length,
    auc: separation(heldOut, heldOutNegatives),
    aucInterval: interval(heldOut, heldOutNegatives),
    aucTrainedOn: trainedOn.length > 0 ? separation(trainedOn, heldOutNegatives) : null,
    aucAllPositives: separation(positives, negatives),
    aucAllPositivesInterval: interval(positives, negatives),
    byElements: byElements(heldOut, heldOutNegatives),
    rmseByBin: rmseByBin([...heldOut, ...heldOutNegatives], maxEnergyAboveHullEvPerAtom),
  }
}

/** RMSE is an anomaly score: the likelier positive is the one with the lower error. */
function familiarity(scores: readonly LabelledScore[]): Float64Array {
  return Float64Array.from(scores, score => -score.rmse)
}

function separation(positives: readonly LabelledScore[], negatives: readonly LabelledScore[]): number {
  return auc(familiarity(positives), familiarity(negatives))
}

function interval(positives: readonly LabelledScore[], negatives: readonly LabelledScore[]): Interval {
  return aucBootstrapInterval(familiarity(positives), familiarity(negatives), { seed: BOOTSTRAP_SEED })
}

function byElements(
  heldOut: readonly LabelledScore[],
  negatives: readonly LabelledScore[],
): ElementCountEvaluation[] {
  const counts = [...new Set([...heldOut, ...negatives].map(score => score.elements))].sort((a, b) => a - b)
  return counts.map(elements => {
    const of = (scores: readonly LabelledScore[]) => scores.filter(score => score.elements === elements)
    const [positive, negative] = [of(heldOut), of(negatives)]
    return {
      elements,
      heldOutPositives: positive.length,
      negatives: negative.length,
      auc: positive.length > 0 && negative.length > 0 ? separation(positive, negative) : null,
    }
  })
}

function rmseByBin(scores: readonly LabelledScore[], limit: number): EnergyBin[] {
  const ends = [limit, ...BIN_ENDS.filter(end => end > limit), null]
  return ends.flatMap((to, i) => {
    const from = i === 0 ? 0 : ends[i - 1]!
    const inBin = scores.filter(
      ({ energyAboveHullEvPerAtom: energy }) => (energy >= from || i === 0) && (to === null || energy < to),
    )
    if (inBin.length === 0) return []
    const sorted = Float64Array.from(inBin, score => score.rmse).sort()
    return {
      fromEvPerAtom: from,
      toEvPerAtom: to,
      n: inBin.length,
      lowerQuartile: quantile(sorted, 0.25),
      median: quantile(sorted, 0.5),
      upperQuartile: quantile(sorted, 0.75),
    }
  })
}

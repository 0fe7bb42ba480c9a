import { type BinEdges, binsOf, type Forest, forestContributions, forestScore } from './trees/index.ts'

/** What a fit learns: how the statistics of known compounds differ from those of the generated background. */
export interface StabilityForests {
  readonly edges: BinEdges
  /** Told from all kinds of generated compositions. */
  readonly general: Forest
  /** Told from those with as many elements as the known compound they were made from. */
  readonly sameSize: Forest
}

/** The score is a mean of two models. */
const GENERAL_SHARE = 0.5
const SAME_SIZE_SHARE = 0.5

/**
 * What the second model takes off for each element, up to six: it has seen nothing that would tell it that, of
 * compositions alike in all else, those of more elements are less often stable.
 */
const OFF_PER_ELEMENT = 0.5
const MOST_ELEMENTS = 6

function sizeTerm(elements: number): number {
  return -SAME_SIZE_SHARE * OFF_PER_ELEMENT * Math.min(elements, MOST_ELEMENTS)
}

/**
 * The stability score of a composition by its statistics: log-odds of being a known compound rather than a generated
 * composition. Higher is more like known stable compounds; it is no probability of stability.
 */
export function scoreOfStatistics(
  forests: StabilityForests,
  statistics: ArrayLike<number>,
  elements: number,
): number {
  const bins = binsOf(statistics, forests.edges)
  return (
    GENERAL_SHARE * forestScore(forests.general, bins) +
    SAME_SIZE_SHARE * forestScore(forests.sameSize, bins) +
    sizeTerm(elements)
  )
}

/** A score in parts that add up to it. */
export interface ScoreParts {
  /** What every composition of that many elements starts from. */
  readonly start: number
  /** What each statistic adds, in the order of `STATISTICS`. */
  readonly byStatistic: Float64Array
}

/** Splits the score of `scoreOfStatistics` along the paths of the trees. */
export function scorePartsOfStatistics(
  forests: StabilityForests,
  statistics: ArrayLike<number>,
  elements: number,
): ScoreParts {
  const bins = binsOf(statistics, forests.edges)
  const general = forestContributions(forests.general, bins)
  const sameSize = forestContributions(forests.sameSize, bins)
  return {
    start: GENERAL_SHARE * general.bias + SAME_SIZE_SHARE * sameSize.bias + sizeTerm(elements),
    byStatistic: general.byColumn.map(
      (part, column) => GENERAL_SHARE * part + SAME_SIZE_SHARE * sameSize.byColumn[column]!,
    ),
  }
}

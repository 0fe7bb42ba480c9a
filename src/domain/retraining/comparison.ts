import {
  type AucComparison,
  compareAucs,
  type Interval,
  meanBootstrapInterval,
  quantile,
  quantileDistribution,
  shareAbove,
} from '../statistics/index.ts'

/** Which judging set a compound belongs to: held out of both models in each case. */
export type JudgingGroup = 'in-house' | 'old' | 'labelled'

/** One compound that neither model was trained on, and its RMSE under both. */
export interface JudgedCompound {
  /** Canonical. */
  readonly formula: string
  readonly olderRmse: number
  readonly newerRmse: number
}

/** A judged compound whose energy above hull is known. */
export interface LabelledCompound extends JudgedCompound {
  readonly isPositive: boolean
}

/** What two models make of the same compounds. */
export interface JudgedCompounds {
  /** Positives that the newer model holds out and the older one has never met: held-out in-house positives. */
  readonly inHouse: readonly JudgedCompound[]
  /** Positives that the older model holds out. */
  readonly old: readonly JudgedCompound[]
  readonly labelled: readonly LabelledCompound[]
}

/** RMSE or percentiles of a group under one model. */
export interface GroupScores {
  readonly meanRmse: number
  /** At the probabilities of `COMPARED_PROBABILITIES`. */
  readonly rmseQuantiles: readonly number[]
  /** Per cent of the old held-out positives with a larger RMSE, at the same probabilities; null where there are none. */
  readonly percentileQuantiles: readonly number[] | null
}

export const COMPARED_PROBABILITIES = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1] as const

/** Where the median is among them. */
export const MEDIAN = 3

export interface GroupComparison {
  readonly n: number
  readonly older: GroupScores
  readonly newer: GroupScores
  /** Compounds with a lower RMSE under the newer model. */
  readonly improved: number
  /** Mean of newer less older RMSE, compound by compound. */
  readonly meanChange: number
  /** 95 % bootstrap interval of it. */
  readonly meanChangeInterval: Interval
}

/** How well each model separates positives from the others by RMSE. */
export interface LabelledComparison extends AucComparison {
  readonly positives: number
  readonly negatives: number
}

/** A compound that moved in the ranking by RMSE of all that is judged, 1 the lowest. */
export interface RankMove extends JudgedCompound {
  readonly group: JudgingGroup
  readonly olderRank: number
  readonly newerRank: number
}

/** Two models side by side on compounds that neither was trained on. */
export interface ModelComparison {
  readonly inHouse: GroupComparison | null
  readonly old: GroupComparison | null
  /** Null without labelled compounds on both sides of the limit. */
  readonly labelled: LabelledComparison | null
  /** How many compounds are ranked in `moved`. */
  readonly ranked: number
  /** Those whose rank changed most, most first. */
  readonly moved: readonly RankMove[]
}

const BOOTSTRAP_SEED = 42
const MOVED = 40

/** Compares two models by their RMSE of compounds held out of both. */
export function compareModels({ inHouse, old, labelled }: JudgedCompounds): ModelComparison {
  const group = (compounds: readonly JudgedCompound[]) =>
    compounds.length === 0 ? null : compareGroup(compounds, old)
  return {
    inHouse: group(inHouse),
    old: group(old),
    labelled: compareLabelled(labelled),
    ...rankMoves({ inHouse, old, labelled }),
  }
}

function compareGroup(compounds: readonly JudgedCompound[], old: readonly JudgedCompound[]): GroupComparison {
  const changes = compounds.map(({ olderRmse, newerRmse }) => newerRmse - olderRmse)
  return {
    n: compounds.length,
    older: groupScores(compounds, old, 'olderRmse'),
    newer: groupScores(compounds, old, 'newerRmse'),
    improved: changes.filter(change => change < 0).length,
    meanChange: mean(changes),
    meanChangeInterval: meanBootstrapInterval(changes, { seed: BOOTSTRAP_SEED }),
  }
}

/** The same reference under either model, so that percentiles of one can be held against those of the other. */
function groupScores(
  compounds: readonly JudgedCompound[],
  old: readonly JudgedCompound[],
  under: 'olderRmse' | 'newerRmse',
): GroupScores {
  const errors = compounds.map(compound => compound[under])
  const reference = old.length === 0 ? null : quantileDistribution(old.map(compound => compound[under]))
  return {
    meanRmse: mean(errors),
    rmseQuantiles: quantiles(errors),
    percentileQuantiles: reference && quantiles(errors.map(rmse => 100 * shareAbove(reference, rmse))),
  }
}

function compareLabelled(labelled: readonly LabelledCompound[]): LabelledComparison | null {
  const positives = labelled.filter(({ isPositive }) => isPositive)
  const negatives = labelled.filter(({ isPositive }) => !isPositive)
  if (positives.length === 0 || negatives.length === 0) return null
  // RMSE is an anomaly score: the likelier positive is the one with the lower error.
  const under = (model: 'olderRmse' | 'newerRmse') => ({
    positives: positives.map(compound => -compound[model]),
    negatives: negatives.map(compound => -compound[model]),
  })
  return {
    positives: positives.length,
    negatives: negatives.length,
    ...compareAucs(under('olderRmse'), under('newerRmse'), { seed: BOOTSTRAP_SEED }),
  }
}

function rankMoves({ inHouse, old, labelled }: JudgedCompounds): Pick<ModelComparison, 'ranked' | 'moved'> {
  const groupOf = new Map<string, { readonly group: JudgingGroup; readonly compound: JudgedCompound }>()
  for (const [group, compounds] of [
    ['labelled', labelled],
    ['old', old],
    ['in-house', inHouse],
  ] as const) {
    for (const compound of compounds) groupOf.set(compound.formula, { group, compound })
  }
  const all = [...groupOf.values()]
  const ranks = (under: 'olderRmse' | 'newerRmse') => {
    const order = all.toSorted(
      (a, b) => a.compound[under] - b.compound[under] || (a.compound.formula < b.compound.formula ? -1 : 1),
    )
    return new Map(order.map(({ compound: { formula } }, i) => [formula, i + 1]))
  }
  const [older, newer] = [ranks('olderRmse'), ranks('newerRmse')]
  const moves = all.map(({ group, compound: { formula, olderRmse, newerRmse } }) => ({
    formula,
    group,
    olderRmse,
    newerRmse,
    olderRank: older.get(formula)!,
    newerRank: newer.get(formula)!,
  }))
  const distance = ({ olderRank, newerRank }: RankMove) => Math.abs(newerRank - olderRank)
  return {
    ranked: all.length,
    moved: moves
      .filter(move => distance(move) > 0)
      .sort((a, b) => distance(b) - distance(a) || (a.formula < b.formula ? -1 : 1))
      .slice(0, MOVED),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function quantiles(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort()
  return COMPARED_PROBABILITIES.map(probability => quantile(sorted, probability))
}

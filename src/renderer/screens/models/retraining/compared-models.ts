import type { RetrainingComparison } from '../../../../contract/index.ts'
import { type Effect, foldEffect, type MeanAndSpread } from '../../../../domain/retraining/index.ts'
import type { QuantileBar } from '../../../charts/index.ts'
import { formatFixed, formatSigned, words } from '../../../messages/index.ts'

type Comparison = NonNullable<RetrainingComparison['comparison']>
type Verdict = NonNullable<RetrainingComparison['verdict']>
type Group = NonNullable<Comparison['inHouse']>
type Validation = NonNullable<RetrainingComparison['validation']>

/** How a verdict is to be taken: a loss anywhere is a warning, whatever was gained elsewhere. */
export function toneOfVerdict(
  { inHouse, old, labelled }: Pick<Verdict, 'inHouse' | 'old' | 'labelled'>,
  validation: Validation | null,
): 'good' | 'warning' | 'plain' {
  const effects: readonly (Effect | null)[] = [inHouse, foldEffect(validation), old, labelled]
  if (effects.includes('worse')) return 'warning'
  return effects.slice(0, 2).includes('better') ? 'good' : 'plain'
}

/** What the two models are called in charts and tables. */
export interface PairNames {
  readonly older: string
  readonly newer: string
}

/** RMSE of a group under both models. */
export function rmseBars({ older, newer }: Group, names: PairNames): QuantileBar[] {
  return pairOfBars(names, older.rmseQuantiles, newer.rmseQuantiles)
}

/** Percentiles of a group under both models; null where there is nothing to be placed among. */
export function percentileBars({ older, newer }: Group, names: PairNames): QuantileBar[] | null {
  return older.percentileQuantiles && newer.percentileQuantiles
    ? pairOfBars(names, older.percentileQuantiles, newer.percentileQuantiles)
    : null
}

function pairOfBars(names: PairNames, older: readonly number[], newer: readonly number[]): QuantileBar[] {
  return [bar(names.older, older), bar(names.newer, newer)]
}

/** Of quantiles at 0, 0.05, 0.25, 0.5, 0.75, 0.95 and 1. */
function bar(label: string, quantiles: readonly number[]): QuantileBar {
  const [, lower, boxLow, middle, boxHigh, upper] = quantiles
  return { label, lower: lower!, box: [boxLow!, boxHigh!], middle: middle!, upper: upper! }
}

export function aucBars(labelled: NonNullable<Comparison['labelled']>, names: PairNames): QuantileBar[] {
  const { older, olderInterval, newer, newerInterval } = labelled
  return [
    { label: names.older, box: null, middle: older, ...olderInterval },
    { label: names.newer, box: null, middle: newer, ...newerInterval },
  ]
}

/** Bars as a table. */
export function barRows(bars: readonly QuantileBar[], decimals: number): string[][] {
  return bars.map(({ label, lower, box, middle, upper }) => [
    label,
    ...(box === null ? [lower, middle, upper] : [lower, box[0], middle, box[1], upper]).map(value =>
      formatFixed(value, decimals),
    ),
  ])
}

/** `0.0416 ± 0.0015`; without a spread, which a single fold has none of, the mean alone. */
export function meanText({ mean, spread }: MeanAndSpread, sign: 'signed' | 'unsigned'): string {
  const shown = sign === 'signed' ? formatSigned(mean, 4) : formatFixed(mean, 4)
  return spread === null ? shown : `${shown} ± ${formatFixed(spread, 4)}`
}

/** A change with its interval. */
export function changeText(
  change: number,
  { lower, upper }: { readonly lower: number; readonly upper: number },
  decimals: number,
): { readonly change: string; readonly interval: string } {
  const signed = (value: number) => formatSigned(value, decimals)
  return {
    change: signed(change),
    interval: words.retraining.comparison.interval(signed(lower), signed(upper)),
  }
}

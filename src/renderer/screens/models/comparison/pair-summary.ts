import type { Output } from '../../../../contract/index.ts'
import type { Effect, GroupComparison } from '../../../../domain/retraining/index.ts'
import { formatFixed, formatRmse, words } from '../../../messages/index.ts'
import type { PairNames } from '../retraining/compared-models.ts'

type Compared = Output<'retraining.compare'>

/**
 * What a comparison of two models comes to, in sentences, what separates stable from unstable first: a lower RMSE of
 * everything is no better ranking.
 */
export function pairSummary({ comparison, verdict }: Compared, names: PairNames): string[] {
  const text = words.models.compare.summary
  const { labelled, old, inHouse } = comparison
  const group = (what: string, { n, older, newer }: GroupComparison, effect: Effect) =>
    `${what} (${text.compounds(n)}): ${text.rmse[effect](names)} ${text.meanRmse(formatRmse(older.meanRmse), formatRmse(newer.meanRmse))}`
  return [
    labelled === null
      ? text.noLabels
      : `${text.labelled}: ${text.auc[verdict.labelled!](names)} ${text.aucs(formatFixed(labelled.older, 3), formatFixed(labelled.newer, 3))}`,
    ...(old === null ? [] : [group(text.heldOutBy(names.older), old, verdict.old!)]),
    ...(inHouse === null ? [] : [group(text.others(names.newer), inHouse, verdict.inHouse!)]),
  ]
}

/** Which of two models the labelled compositions speak for; without a clear word neither. */
export function favoured({ verdict }: Pick<Compared, 'verdict'>): 'older' | 'newer' | null {
  if (verdict.labelled === 'better') return 'newer'
  return verdict.labelled === 'worse' ? 'older' : null
}

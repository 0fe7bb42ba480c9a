import type { StabilityDetails } from '../../../../contract/index.ts'
import { words } from '../../../messages/index.ts'

/** How well a part of what was held out is told from compositions that are not stable. */
export interface SeparationRow {
  readonly among: string
  readonly positives: number
  readonly negatives: number
  readonly auc: number | null
  /** The same of the fit from which whole chemical systems were held out. */
  readonly systems: number | null
}

/**
 * All that was held out, then by number of elements where there is something to tell apart, then parts of it; none where
 * nothing judged the model.
 */
export function separationsOf({
  evaluation,
  evaluationBySystems,
}: Pick<StabilityDetails, 'evaluation' | 'evaluationBySystems'>): SeparationRow[] {
  const text = words.fitting.card
  if (evaluation === null) return []
  const bySystems = evaluationBySystems
  return [
    {
      among: text.all,
      positives: evaluation.heldOutPositives,
      negatives: evaluation.negatives,
      auc: evaluation.auc.auc,
      systems: bySystems?.auc.auc ?? null,
    },
    ...evaluation.byElements
      .filter(({ auc }) => auc !== null)
      .map(({ elements, heldOutPositives, negatives, auc }) => ({
        among: text.elements(elements),
        positives: heldOutPositives,
        negatives,
        auc,
        systems: bySystems?.byElements.find(part => part.elements === elements)?.auc ?? null,
      })),
    ...evaluation.subsets.map(({ subset, heldOutPositives, negatives, auc }) => ({
      among: text.subsets[subset] ?? subset,
      positives: heldOutPositives,
      negatives,
      auc,
      systems: bySystems?.subsets.find(part => part.subset === subset)?.auc ?? null,
    })),
  ]
}

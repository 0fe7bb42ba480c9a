import type { ModelDetails } from '../../../../contract/index.ts'
import { type QuantileDistribution, quantile } from '../../../../domain/statistics/index.ts'
import { densityCurve } from '../../../charts/density.ts'
import type { Line } from '../../../charts/index.ts'
import { formatCount, formatFixed, formatRmse, words } from '../../../messages/index.ts'

/** A figure of two models beside each other; `better` where one is, and a smaller or larger figure means that. */
export interface ComparedFigure {
  readonly label: string
  readonly own: string
  readonly other: string
  readonly better: 'own' | 'other' | null
}

type Auc = ModelDetails['aucAll']

/** What two models are judged by. Errors of different descriptors are never called better. */
export function comparedFigures(own: ModelDetails, other: ModelDetails): ComparedFigure[] {
  const text = words.training.comparison
  const comparable = own.descriptorMode === other.descriptorMode
  const higher = (a: number | null, b: number | null, isComparable: boolean) => {
    if (!isComparable || a === null || b === null || a === b) return null
    return a > b ? 'own' : 'other'
  }
  const rSquared = (label: string, a: number | null, b: number | null): ComparedFigure => ({
    label,
    own: formatFixed(a, 3),
    other: formatFixed(b, 3),
    better: higher(a, b, comparable),
  })
  const auc = (label: string, a: Auc, b: Auc): ComparedFigure => ({
    label,
    own: aucText(a),
    other: aucText(b),
    // Intervals that overlap tell nothing apart, and other labels are another question.
    better:
      a && b && own.evaluationSource === other.evaluationSource && (a.low > b.high || b.low > a.high)
        ? higher(a.auc, b.auc, true)
        : null,
  })
  return [
    {
      label: text.rmse,
      own: formatRmse(own.rmse),
      other: formatRmse(other.rmse),
      better: higher(other.rmse, own.rmse, comparable),
    },
    rSquared(text.rSquaredGlobal, own.rSquaredGlobal, other.rSquaredGlobal),
    rSquared(text.rSquaredPerFeature, own.rSquaredPerFeature, other.rSquaredPerFeature),
    auc(text.aucHeldOut, own.aucHeldOut, other.aucHeldOut),
    auc(text.aucAll, own.aucAll, other.aucAll),
    {
      label: text.positives,
      own: formatCount(own.trainingPositives + own.heldOutPositives),
      other: formatCount(other.trainingPositives + other.heldOutPositives),
      better: null,
    },
    {
      label: text.epoch,
      own: words.models.fields.epochText(own.selectedEpoch, own.epochs),
      other: words.models.fields.epochText(other.selectedEpoch, other.epochs),
      better: null,
    },
  ]
}

function aucText(auc: Auc): string {
  if (!auc) return '—'
  return words.models.interval(formatFixed(auc.auc, 3), formatFixed(auc.low, 3), formatFixed(auc.high, 3))
}

/** Densities of the models' RMSE over their held-out positives, on one scale. */
export function rmseLines(models: readonly Pick<ModelDetails, 'name' | 'rmseQuantiles'>[]): Line[] {
  const distributions = models.map(({ name, rmseQuantiles }) => ({
    name,
    distribution: { quantiles: rmseQuantiles } satisfies QuantileDistribution,
  }))
  const end = Math.max(...distributions.map(({ distribution }) => quantile(distribution.quantiles, 0.99)))
  return distributions.map(({ name, distribution }) => {
    const { places, densities } = densityCurve(distribution, end)
    return { name, points: places.map((place, i) => [place, densities[i]!] as const) }
  })
}

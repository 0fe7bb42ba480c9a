import type { RmseDetails } from '../../../../contract/index.ts'
import type { QuantileDistribution } from '../../../../domain/statistics/index.ts'
import { densityCurve, densityEnd } from '../../../charts/density.ts'
import type { Line } from '../../../charts/index.ts'
import { formatCount, formatFixed, formatRmse, words } from '../../../messages/index.ts'

/** A number, and how sure it is or what it is of; null where nothing is to be said. */
interface FigureText {
  readonly value: string
  readonly note: string | null
}

const plain = (value: string): FigureText => ({ value, note: null })

/** A figure of two models beside each other; `better` where one is, and a smaller or larger figure means that. */
export interface ComparedFigure {
  readonly label: string
  readonly own: FigureText
  readonly other: FigureText
  readonly better: 'own' | 'other' | null
}

type Auc = RmseDetails['aucAll']

/** What two models are judged by. Errors of different descriptors are never called better. */
export function comparedFigures(own: RmseDetails, other: RmseDetails): ComparedFigure[] {
  const text = words.training.comparison
  const comparable = own.descriptorMode === other.descriptorMode
  const higher = (a: number | null, b: number | null, isComparable: boolean) => {
    if (!isComparable || a === null || b === null || a === b) return null
    return a > b ? 'own' : 'other'
  }
  const rSquared = (label: string, a: number | null, b: number | null): ComparedFigure => ({
    label,
    own: plain(formatFixed(a, 3)),
    other: plain(formatFixed(b, 3)),
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
      own: plain(formatRmse(own.rmse)),
      other: plain(formatRmse(other.rmse)),
      better: higher(other.rmse, own.rmse, comparable),
    },
    rSquared(text.rSquaredGlobal, own.rSquaredGlobal, other.rSquaredGlobal),
    rSquared(text.rSquaredPerFeature, own.rSquaredPerFeature, other.rSquaredPerFeature),
    auc(text.aucHeldOut, own.aucHeldOut, other.aucHeldOut),
    auc(text.aucAll, own.aucAll, other.aucAll),
    {
      label: text.positives,
      own: plain(formatCount(own.trainingPositives + own.heldOutPositives)),
      other: plain(formatCount(other.trainingPositives + other.heldOutPositives)),
      better: null,
    },
    {
      label: text.epoch,
      own: epochText(own),
      other: epochText(other),
      better: null,
    },
  ]
}

function aucText(auc: Auc): FigureText {
  if (!auc) return plain('—')
  const { range } = words.training.comparison
  return { value: formatFixed(auc.auc, 3), note: range(formatFixed(auc.low, 3), formatFixed(auc.high, 3)) }
}

function epochText({ selectedEpoch, epochs }: RmseDetails): FigureText {
  return { value: formatCount(selectedEpoch), note: words.training.comparison.ofEpochs(epochs) }
}

/** Names stand at the ends of the curves, where room is short. */
const LONGEST_NAME = 16

/** Densities of the models' RMSE over their held-out positives, on one scale. */
export function rmseLines(models: readonly Pick<RmseDetails, 'name' | 'scoreQuantiles'>[]): Line[] {
  const distributions = models.map(({ name, scoreQuantiles }) => ({
    name,
    distribution: { quantiles: scoreQuantiles } satisfies QuantileDistribution,
  }))
  const end = Math.max(...distributions.map(({ distribution }) => densityEnd(distribution)))
  return distributions.map(({ name, distribution }) => {
    const { places, densities } = densityCurve(distribution, end)
    const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name
    return { name: shown, points: places.map((place, i) => [place, densities[i]!] as const) }
  })
}

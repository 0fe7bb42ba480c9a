import type { StabilityDetails } from '../../../../contract/index.ts'
import { formatCount, formatFixed, formatShare, words } from '../../../messages/index.ts'
import type { ComparedFigure } from '../comparison/compared.ts'

/** What two stability models are judged by; of intervals that overlap neither is called better. */
export function comparedStability(own: StabilityDetails, other: StabilityDetails): ComparedFigure[] {
  const text = words.fitting
  const counts = (label: string, a: number, b: number): ComparedFigure => ({
    label,
    own: { value: formatCount(a), note: null },
    other: { value: formatCount(b), note: null },
    better: null,
  })
  return [
    aucs(text.card.facts.auc, own.aucHeldOut, other.aucHeldOut, isSameJudge(own, other)),
    aucs(text.card.facts.systems, own.aucSystemsHeldOut, other.aucSystemsHeldOut, isSameJudge(own, other)),
    ...tops(own, other),
    counts(
      text.comparison.positives,
      own.trainingPositives + own.heldOutPositives,
      other.trainingPositives + other.heldOutPositives,
    ),
    counts(text.comparison.added, own.addedCompounds, other.addedCompounds),
  ]
}

/** What is to be kept in mind when the two are compared; null for nothing. */
export function comparisonCaution(own: StabilityDetails, other: StabilityDetails): string | null {
  const text = words.fitting.comparison
  const rootOf = ({ name, additions }: StabilityDetails) => additions?.parent ?? name
  if (own.source.fingerprint === other.source.fingerprint && rootOf(own) === rootOf(other))
    return text.sameTrees
  return own.source.fingerprint === other.source.fingerprint ? null : text.otherData
}

/** Other labels are another question. */
const isSameJudge = (own: StabilityDetails, other: StabilityDetails) =>
  own.source.description === other.source.description

type Auc = StabilityDetails['aucHeldOut']

function aucs(label: string, a: Auc, b: Auc, isSame: boolean): ComparedFigure {
  const areApart = a !== null && b !== null && (a.low > b.high || b.low > a.high)
  return {
    label,
    own: aucText(a),
    other: aucText(b),
    better: isSame && areApart ? (a.auc > b.auc ? 'own' : 'other') : null,
  }
}

function aucText(auc: Auc) {
  if (auc === null) return { value: '—', note: null }
  const { range } = words.training.comparison
  return { value: formatFixed(auc.auc, 3), note: range(formatFixed(auc.low, 3), formatFixed(auc.high, 3)) }
}

/** Shares have no intervals, so that none is called better. */
function tops(own: StabilityDetails, other: StabilityDetails): ComparedFigure[] {
  const shareOf = ({ evaluation }: StabilityDetails, count: number) =>
    evaluation?.top.find(top => top.count === count)?.precision ?? null
  return (own.evaluation?.top ?? []).map(({ count, precision }) => ({
    label: words.fitting.comparison.top(count),
    own: { value: formatShare(precision), note: null },
    other: { value: formatShare(shareOf(other, count)), note: null },
    better: null,
  }))
}

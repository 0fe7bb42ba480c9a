import type { StabilityEvaluation } from '../domain/stability/index.ts'
import { printLine, printTable } from './output.ts'

/** Log-odds at the one precision they have everywhere. */
export function logOddsText(logOdds: number): string {
  return logOdds.toFixed(2)
}

/** Prints how well a stability model separates, as tables. */
export function printStabilityEvaluation(evaluation: StabilityEvaluation): void {
  const { auc, aucInterval, heldOutPositives, negatives, trainedOn } = evaluation
  const share = heldOutPositives / (heldOutPositives + negatives)
  const text = (value: number | null) => value?.toFixed(3) ?? '–'
  printTable(
    [
      { heading: 'AUC of the stability score', align: 'left' },
      { heading: 'held-out positives', align: 'right' },
      { heading: 'negatives', align: 'right' },
      { heading: 'AUC', align: 'right' },
      { heading: '95 %', align: 'right' },
    ],
    [
      [
        'all',
        heldOutPositives,
        negatives,
        auc,
        `${text(aucInterval.lower)}–${text(aucInterval.upper)}`,
      ] as const,
      ...evaluation.byElements.map(
        part => [`${part.elements} elements`, part.heldOutPositives, part.negatives, part.auc, ''] as const,
      ),
      ...evaluation.subsets.map(
        part => [part.subset, part.heldOutPositives, part.negatives, part.auc, ''] as const,
      ),
    ].map(([what, positive, negative, area, interval]) => [
      what,
      String(positive),
      String(negative),
      text(area),
      interval,
    ]),
  )
  printLine()
  printTable(
    [
      { heading: 'of highest score', align: 'right' },
      { heading: 'share of positives', align: 'right' },
    ],
    [
      ...evaluation.top.map(({ count, precision }) => [String(count), `${(100 * precision).toFixed(1)} %`]),
      ['all', `${(100 * share).toFixed(1)} %`],
    ],
  )
  if (trainedOn > 0) printLine(`${trainedOn} compositions that the model was fitted on are left out.`)
}

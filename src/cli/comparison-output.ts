import type {
  FoldValidation,
  GroupComparison,
  LabelledComparison,
  ModelComparison,
  Verdict,
} from '../domain/retraining/index.ts'
import { COMPARED_PROBABILITIES } from '../domain/retraining/index.ts'
import { printLine, printTable, rmseText } from './output.ts'

/** So many of the compounds that moved most are printed; JSON has all. */
const PRINTED_MOVES = 10

/** Prints two models side by side, and what to make of it. */
export function printComparison(comparison: ModelComparison, verdict: Verdict): void {
  const { inHouse, old, labelled, moved, ranked } = comparison
  if (inHouse) printGroup(`Held-out in-house positives (${inHouse.n})`, inHouse)
  if (old) printGroup(`Held-out old positives (${old.n})`, old)
  if (labelled) printLabelled(labelled)
  if (moved.length > 0) {
    printTable(
      [
        { heading: `moved most among ${ranked}`, align: 'left' },
        { heading: '', align: 'left' },
        { heading: 'rank: old', align: 'right' },
        { heading: 'new', align: 'right' },
        { heading: 'RMSE: old', align: 'right' },
        { heading: 'new', align: 'right' },
      ],
      moved
        .slice(0, PRINTED_MOVES)
        .map(({ formula, group, olderRank, newerRank, olderRmse, newerRmse }) => [
          formula,
          group,
          String(olderRank),
          String(newerRank),
          rmseText(olderRmse),
          rmseText(newerRmse),
        ]),
    )
    printLine()
  }
  for (const sentence of verdict.sentences) printLine(sentence)
}

function printGroup(title: string, { older, newer }: GroupComparison): void {
  const quantile = (probability: number) =>
    ({ 0: 'least', 0.5: 'median', 1: 'greatest' })[probability] ?? `${100 * probability} %`
  const row = (name: string, values: readonly number[], digits: number, mean: string) => [
    name,
    mean,
    ...values.map(value => value.toFixed(digits)),
  ]
  const percentiles = (name: string, values: readonly number[] | null) =>
    values === null ? [] : [row(name, values, 1, '')]
  printTable(
    [
      { heading: title, align: 'left' },
      { heading: 'mean', align: 'right' },
      ...COMPARED_PROBABILITIES.map(probability => ({
        heading: quantile(probability),
        align: 'right' as const,
      })),
    ],
    [
      row('RMSE, old model', older.rmseQuantiles, 4, rmseText(older.meanRmse)),
      row('RMSE, new model', newer.rmseQuantiles, 4, rmseText(newer.meanRmse)),
      ...percentiles('percentile, old model', older.percentileQuantiles),
      ...percentiles('percentile, new model', newer.percentileQuantiles),
    ],
  )
  printLine()
}

function printLabelled(labelled: LabelledComparison): void {
  const interval = ({ lower, upper }: LabelledComparison['olderInterval']) =>
    `${lower.toFixed(3)} to ${upper.toFixed(3)}`
  printTable(
    [
      { heading: `AUC, ${labelled.positives} positives, ${labelled.negatives} others`, align: 'left' },
      { heading: 'AUC', align: 'right' },
      { heading: '95 %', align: 'right' },
    ],
    [
      ['old model', labelled.older.toFixed(3), interval(labelled.olderInterval)],
      ['new model', labelled.newer.toFixed(3), interval(labelled.newerInterval)],
      ['change', labelled.change.toFixed(3), interval(labelled.changeInterval)],
    ],
  )
  printLine()
}

/** Prints what the folds of a retraining gave. */
export function printValidation({ by, folds, repeats, results, ...means }: FoldValidation): void {
  const text = ({ mean, spread }: FoldValidation['older']) => [
    rmseText(mean),
    spread === null ? '–' : rmseText(spread),
  ]
  printTable(
    [
      { heading: `${folds} folds by ${by}, repeated ${repeats} ×`, align: 'left' },
      { heading: 'mean', align: 'right' },
      { heading: 'standard deviation', align: 'right' },
    ],
    [
      ['RMSE of those held out, old model', ...text(means.older)],
      ['RMSE of those held out, new model', ...text(means.newer)],
      ['change', ...text(means.change)],
      ['change for old positives', ...text(means.oldPositivesChange)],
    ],
  )
  if (results.length < folds * repeats)
    printLine(`Ended after ${results.length} of ${folds * repeats} folds.`)
  printLine()
}

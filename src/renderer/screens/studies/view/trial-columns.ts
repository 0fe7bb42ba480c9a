import type { StudyAim, TrialRow } from '../../../../contract/index.ts'
import {
  formatCount,
  formatDuration,
  formatFixed,
  formatRmse,
  formatSignificant,
  words,
} from '../../../messages/index.ts'

const text = words.studies.table

/** A column of the table of trials; rows without a value come last, however they are sorted. */
export interface TrialColumn {
  readonly key: string
  readonly label: string
  readonly text: (trial: TrialRow) => string
  readonly value: (trial: TrialRow) => number | null
}

const number: TrialColumn = {
  key: 'trial',
  label: text.trial,
  text: trial => formatCount(trial.number),
  value: trial => trial.number,
}
const heldOut: TrialColumn = {
  key: 'held-out',
  label: text.heldOut,
  text: trial => formatRmse(trial.heldOutRmse),
  value: trial => trial.heldOutRmse,
}
const trained: TrialColumn = {
  key: 'trained',
  label: text.trained,
  text: trial => formatRmse(trial.trainingRmse),
  value: trial => trial.trainingRmse,
}
const epoch: TrialColumn = {
  key: 'epoch',
  label: text.epoch,
  text: ({ selectedEpoch, epochs }) =>
    selectedEpoch === null ? formatCount(epochs) : text.epochOf(selectedEpoch, epochs),
  value: trial => trial.epochs,
}
const time: TrialColumn = {
  key: 'time',
  label: text.time,
  text: ({ state, seconds }) => (state === 'open' ? '—' : formatDuration(seconds)),
  value: trial => trial.seconds,
}

/** What the table shows of a study's trials. */
export function trialColumns(kind: StudyAim['kind']): TrialColumn[] {
  if (kind === 'search') {
    return [
      number,
      {
        key: 'batch',
        label: text.batch,
        text: trial => formatCount(trial.batchSize),
        value: trial => trial.batchSize,
      },
      {
        key: 'rate',
        label: text.rate,
        text: trial => formatSignificant(trial.learningRate),
        value: trial => trial.learningRate,
      },
      heldOut,
      trained,
      epoch,
      time,
    ]
  }
  const rSquared = (figure: 'rSquaredGlobal' | 'rSquaredPerFeature'): TrialColumn => ({
    key: figure,
    label: text[figure],
    text: trial => formatFixed(trial[figure], 3),
    value: trial => trial[figure],
  })
  return [
    number,
    {
      key: 'size',
      label: text.size,
      text: trial => formatCount(trial.latentSize),
      value: trial => trial.latentSize,
    },
    rSquared('rSquaredGlobal'),
    rSquared('rSquaredPerFeature'),
    heldOut,
    trained,
    epoch,
    time,
  ]
}

/** Trials in the order of a column; those without a value last, equal ones by their number. */
export function sortedTrials(
  trials: readonly TrialRow[],
  { value }: TrialColumn,
  direction: 'ascending' | 'descending',
): TrialRow[] {
  const sign = direction === 'ascending' ? 1 : -1
  return trials.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || a.number - b.number
    return sign * (left - right) || a.number - b.number
  })
}

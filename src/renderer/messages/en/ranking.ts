import type { ScoreKind } from '../../../contract/index.ts'
import { formatCount, formatCountOf, formatSignificant } from '../format.ts'

const places = (count: number) => formatCountOf(count, 'place', 'places')

export const ranking = {
  title: 'Ranking',
  list: 'List',
  allLists: 'All lists',
  model: 'Model',
  by: 'by',
  compared: 'Model to compare with',
  against: 'against',
  nothingCompared: 'no other model',
  /** Adds the score of the other kind with one click. */
  beside: {
    rmse: { label: 'RMSE', hint: (model: string) => `Show the RMSE by “${model}” as well` },
    stability: {
      label: 'Stability score',
      hint: (model: string) => `Show the stability score by “${model}” as well`,
    },
  },
  notInUse: {
    text: (name: string) => `These scores are by “${name}”, which is not in use.`,
    instead: (name: string) => `Rank by “${name}”`,
  },
  activeModel: (name: string) => `${name} (active)`,
  report: 'Report…',
  charts: { show: 'Show charts', hide: 'Hide charts', region: 'Charts' },
  again: 'Try again',
  failed: 'The ranking could not be loaded.',
  views: {
    label: 'Which lines',
    ranked: (count: number) => `Ranked ${formatCount(count)}`,
    unranked: (count: number) => `Unranked ${formatCount(count)}`,
    unrankedHint: 'Lines without a rank, and why they have none',
  },
  shown: (count: number, ranked: number) =>
    count === ranked
      ? formatCountOf(count, 'line', 'lines')
      : `${formatCount(count)} of ${formatCountOf(ranked, 'line', 'lines')}`,
  empty: {
    noLists: {
      title: 'Nothing to rank yet',
      text: 'A ranking needs a list: import one, or add compositions to one on Compose.',
      library: 'To the library',
    },
    noModel: {
      title: 'No model to rank with',
      text: 'Activate a model, or train one.',
      models: 'To the models',
    },
    emptyList: {
      title: 'This list is empty',
      text: 'Import formulas into it, or add compositions to it on Compose.',
      compose: 'To Compose',
    },
    filtered: {
      title: 'No ranked line passes the filter',
      text: 'Leave out a condition, or clear them all.',
      clear: 'Clear the filters',
    },
    scoring: {
      title: 'The first ranks are on their way',
      text: 'Lines appear here as they are scored.',
    },
    noRank: {
      title: 'No line has a rank',
      text: 'None of the lines could be scored. Each says why.',
      why: 'See why',
    },
  },
  scoring: {
    title: (model: string) => `Scoring by “${model}”`,
    waiting: 'waiting for other work',
    paused: (model: string) => `Scoring by “${model}” is paused: lines without a score have no rank yet.`,
    missing: (model: string) =>
      `“${model}” has not scored all of these lines: they have no rank, and the others may still move.`,
    start: 'Score the rest',
    failed: (model: string) => `Scoring by “${model}” ended early.`,
  },
  columns: {
    rank: 'Rank',
    formula: 'Formula',
    scores: { rmse: 'RMSE', stability: 'Stability score' },
    percentile: 'Percentile',
    logOdds: 'Log-odds',
    rankChange: 'Change',
    rankBy: { rmse: 'Rank by RMSE', stability: 'Rank by stability' },
    /** The second of two alike. */
    second: (title: string) => `${title} 2`,
    charge: 'Charge',
    nearest: 'Nearest known',
    training: 'Training',
    label: 'Label',
    tags: 'Tags',
    note: 'Note',
    energyAboveHull: 'E above hull',
    id: 'Identifier',
    list: 'List',
    line: 'Line',
    asWritten: 'As written',
    why: 'Why it has no rank',
  },
  hints: {
    scores: {
      rmse: (model: string) => `RMSE by “${model}”`,
      stability: (model: string) =>
        `Stability score by “${model}”: the per cent of held-out known stable compounds that score no higher. Its log-odds show over each.`,
    },
    percentile: 'Per cent of held-out known stable compounds with a larger RMSE',
    logOdds: 'Stability score as log-odds',
    rankChange: (compared: string) => `Places higher or lower than by “${compared}”`,
    comparedRank: (compared: string) => `Rank by “${compared}”`,
    nearest:
      'Nearest known compound by the distance of descriptors, and what makes it another. Found for the lines in view alone: the ranking cannot be sorted by it.',
    training: {
      rmse: 'Whether the model was trained on the composition, and elements it has never seen. Found for the lines in view alone: the ranking cannot be sorted by it.',
      stability:
        'Whether the model knows the composition as a compound, which makes its score too favourable. Found for the lines in view alone: the ranking cannot be sorted by it.',
    },
    charge: 'Whether charges can balance. Sorted: neutral, then ever farther from it, then what is not ionic',
    energyAboveHull: 'Energy above hull, eV/atom',
    line: 'Line of the file or the order in which lines were added',
  },
  training: {
    trainedOn: { rmse: 'trained on', stability: 'known to it' },
    unseen: (symbols: string) => `never saw ${symbols}`,
  },
  duplicateOf: (line: number) => `Repeats line ${formatCount(line)}`,
  rankChange: (change: number) => {
    if (change === 0) return 'the same rank'
    return change > 0 ? `${places(change)} higher` : `${places(-change)} lower`
  },
  nearest: {
    itself: 'known itself',
    none: 'none known',
    failed: 'not found',
    from: (sources: string) => `In ${sources}`,
    detail: (change: string, distance: number, sources: string) =>
      `${change} · distance ${formatSignificant(distance)} · in ${sources}`,
  },
  unranked: {
    title: 'Lines without a rank',
    counts: {
      unread: (count: number) => `${formatCount(count)} not read`,
      outside: (count: number) => `${formatCount(count)} outside the model`,
      outsideOrUnscored: (count: number) => `${formatCount(count)} not scored yet or outside the model`,
    },
    outside: {
      rmse: (symbols: string) => `Outside the model: no data for ${symbols}`,
      stability: (symbols: string) => `Outside the stability model: no known compound has ${symbols}`,
    },
    unscored: 'Not scored yet',
    meant: (suggestion: string) => `Meant: ${suggestion}?`,
    none: { title: 'Every line has a rank', text: 'Nothing was left out.' },
  },
  /** In the cell of a score that a line does not have. */
  noScore: {
    rmse: (symbols: string) => `no data for ${symbols}`,
    stability: (symbols: string) => `no known ${symbols}`,
    unscored: 'not yet',
  },
  histogram: {
    title: { rmse: 'RMSE of the ranked lines', stability: 'Stability scores of the ranked lines' },
    fileName: {
      rmse: (list: string) => `${list}, RMSE`,
      stability: (list: string) => `${list}, stability scores`,
    },
    hint: {
      rmse: 'Drag across the histogram to show a range of RMSE; click it to show all.',
      stability: 'Drag across the histogram to show a range of scores; click it to show all.',
    },
    failed: 'The histogram could not be drawn.',
  },
  scatter: {
    titles: { bothModels: 'Both models', bothKinds: 'Both scores' },
    part: (taken: number, total: number) =>
      `${formatCount(taken)} of ${formatCount(total)} lines, taken evenly.`,
    none: 'No line has a score by both models yet.',
    /** Of scores of two kinds; a vertical one has room for no more. */
    axes: { rmse: 'RMSE: low is best', stability: 'Stability score: high is best' },
    /** Of two scores of one kind. */
    axis: (kind: ScoreKind, model: string) => `${kind === 'rmse' ? 'RMSE' : 'Log-odds'}, ${model}`,
    guide: 'dotted: medians of known',
    inLogOdds: 'Stability scores as log-odds.',
    fileName: (list: string) => `${list}, two scores`,
  },
  legend: {
    title: 'Colour of a score: its percentile',
    low: '100, familiar',
    middle: '50',
    high: '0, unlike',
  },
  selection: {
    region: 'Selected lines',
    count: (count: number) => `${formatCount(count)} selected`,
    copy: 'Copy to…',
    text: 'Copy as text',
    label: 'Label…',
    bin: 'Move to bin',
    clear: 'Select none',
    labelField: 'Label of the selected lines',
    labelHint: 'Empty takes the label away.',
    apply: 'Apply',
    copied: (count: number) => `${formatCountOf(count, 'line is', 'lines are')} on the clipboard.`,
    copiedFirst: (count: number) =>
      `The first ${formatCountOf(count, 'selected line is', 'selected lines are')} on the clipboard. Export the list to have them all.`,
  },
}

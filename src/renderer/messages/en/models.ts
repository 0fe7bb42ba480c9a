import { formatCount, formatCountOf, formatSignificant } from '../format.ts'

/** Names of two models that are compared. */
interface Pair {
  readonly older: string
  readonly newer: string
}

export const models = {
  title: 'Models',
  count: (models: number) => (models === 1 ? '1 model' : `${formatCount(models)} models`),
  activate: 'Use this model',
  keepBeside: 'Keep it beside',
  giveUp: 'Give up',
  active: 'in use',
  ready: 'comes with Anomalite',
  remove: 'Remove…',
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeText: 'Its folder goes to the bin of the data folder. Scores it gave stay in the library.',
  removed: (name: string) => `“${name}” is in the bin.`,
  undo: 'Undo',
  restored: (name: string) => `“${name}” is back.`,
  export: 'Export…',
  exportLayers: 'For TensorFlow.js…',
  exporting: 'Packing…',
  import: 'Import…',
  importing: 'Checking…',
  imported: (name: string) => `“${name}” was imported.`,
  notImported: 'The model was not imported.',
  fileOfModel: 'File of a model',
  rename: 'Rename…',
  renameTitle: 'Rename the model',
  removeConfirm: 'Remove',
  layers: 'What the layers did',
  noLayers: 'Nothing was kept of it.',
  save: 'Save',
  name: 'Name',
  activated: (name: string) => `“${name}” is in use.`,
  broken: (id: string, message: string) => `“${id}” cannot be used. ${message}`,
  columns: {
    name: 'Model',
    positives: 'Positives',
    rmse: 'RMSE held out',
    rSquared: 'R² global',
    auc: 'AUC held out',
    epoch: 'Epoch',
    created: 'Created',
  },
  fields: {
    counts: 'Positives',
    countsText: (training: number, heldOut: number) =>
      `${formatCount(training)} trained on, ${formatCount(heldOut)} held out`,
    data: 'Trained on',
    limit: 'E above hull',
    limitText: (limit: number) => `under ${limit} eV/atom`,
    network: 'Network',
    networkText: (sizes: readonly number[], parameters: number) =>
      `${sizes.join('-')}, ${formatCount(parameters)} parameters`,
    descriptor: 'Descriptor',
    training: 'Training',
    trainingText: (rate: number, batch: number, seed: number) =>
      `Adam, rate ${rate}, batch ${batch}, seed ${seed}`,
    epoch: 'Epoch',
    epochText: (selected: number, epochs: number) => `${selected} chosen of ${epochs} trained`,
    engine: 'Engine',
    rmse: 'RMSE, held out',
    rSquared: 'R² global, per feature',
    aucHeldOut: 'AUC, held-out positives',
    aucAll: 'AUC, all positives',
    evaluatedOn: 'Judged by',
    fingerprint: 'Data fingerprint',
    folder: 'Folder',
    attribution: 'Attribution',
  },
  compare: {
    title: 'Compare models',
    open: 'Compare…',
    figures: 'Figures side by side',
    first: 'First model',
    second: 'Second model',
    swap: 'Swap the two',
    judgedBy: 'judged also by',
    lists: 'Lists',
    listsHint: (limit: number) =>
      `Entries with an energy are labelled: below ${limit} eV/atom or not. Lists of positives add what was made.`,
    comparing: 'Scoring what neither was trained on',
    cancelled: 'The comparison was stopped.',
    again: 'Compare',
    summary: {
      title: 'What it comes to',
      compounds: (compounds: number) => formatCountOf(compounds, 'compound', 'compounds'),
      heldOutBy: (name: string) => `Held out by “${name}”`,
      others: (name: string) => `New to the first: held out by “${name}” alone, or of your lists`,
      labelled: 'Labelled compositions',
      noLabels:
        'No labelled compositions: which of the two tells stable from unstable better cannot be said. A lower RMSE of everything is no better ranking; add a list with energies.',
      rmse: {
        better: ({ newer }: Pair) => `“${newer}” reconstructs them better.`,
        worse: ({ older }: Pair) => `“${older}” reconstructs them better.`,
        unchanged: () => 'no difference that matters.',
        unclear: () => 'too few, or too small a difference, to tell from chance.',
      },
      auc: {
        better: ({ newer }: Pair) => `“${newer}” tells stable from unstable better.`,
        worse: ({ older }: Pair) => `“${older}” tells stable from unstable better.`,
        unchanged: () => 'both tell stable from unstable equally well.',
        unclear: () => 'the difference cannot be told from chance.',
      },
      meanRmse: (older: string, newer: string) => `Mean RMSE ${older} and ${newer}.`,
      aucs: (older: string, newer: string) => `AUC ${older} and ${newer}.`,
    },
    groupHints: {
      older: 'Neither model was trained on them.',
      newer: 'Neither was trained on them, and the first does not hold them out.',
    },
    none: {
      older: 'All that it holds out the other was trained on.',
      newer: 'There is none. Lists of what you have made add some.',
    },
    percentile: (name: string) => `Percentile among what “${name}” holds out`,
    moved: ({ older, newer }: Pair) => ({ old: older, 'in-house': `${newer}, lists`, labelled: 'labelled' }),
  },
  note: {
    title: 'Note',
    placeholder: 'What you want to remember of this model',
    states: { kept: 'kept', keeping: 'keeping…', failed: 'not kept' },
  },
  study: {
    kinds: { search: 'From the search', sweep: 'From the latent sweep' },
    which: {
      search: (trial: number, complete: number) =>
        `trial ${formatCount(trial)}, the best of ${formatCount(complete)}`,
      sweep: (trial: number, complete: number) =>
        `network ${formatCount(trial)} of ${formatCount(complete)}, the best of its size`,
    },
    chosen: {
      search: (batch: number, rate: number) =>
        `It chose batch ${formatCount(batch)} and rate ${formatSignificant(rate)}.`,
      sweep: (latentSize: number) => `Its latent size is ${formatCount(latentSize)}.`,
    },
    gone: 'The study is no longer there.',
  },
  asInPaper: (value: string) => `${value}, as in the paper`,
  interval: (auc: string, low: string, high: string) => `${auc} (${low}–${high})`,
  loss: 'Loss over epochs',
  trainingLoss: 'training',
  heldOutLoss: 'held out',
  epochAxis: 'epoch',
  lossAxis: 'mean squared error',
  chosenEpoch: 'chosen',
}

import type { Effect, JudgingGroup } from '../../../domain/retraining/index.ts'
import { formatCount, formatCountOf, formatTimeLeft } from '../format.ts'

const effects: Readonly<Record<Effect, string>> = {
  better: 'better',
  worse: 'worse',
  unchanged: 'as good',
  unclear: 'cannot be told',
}

const groups: Readonly<Record<JudgingGroup, string>> = {
  'in-house': 'in-house',
  old: 'old',
  labelled: 'labelled',
}

export const retraining = {
  title: 'Retrain a model',
  retrain: 'Retrain…',
  name: 'Name of the new model',
  suggestedName: (parent: string, number: number) =>
    number === 1 ? `${parent}, retrained` : `${parent}, retrained ${number}`,
  parent: 'Begins with',
  parentOption: (name: string, positives: number) => `${name}: trained on ${formatCount(positives)}`,
  noModel: {
    title: 'There is no model to retrain',
    text: 'A model that gives RMSE is needed to begin with.',
    models: 'To the models',
  },
  lists: {
    title: 'What you have made',
    text: 'Compositions that were made or are known to be stable. Whatever lies above the energy limit never trains.',
    weight: 'counts',
    weightOf: (list: string) => `Weight of “${list}”`,
    weightUnit: '×',
    weightHint:
      'How much a composition of the list counts, an old positive counting once. Ten times draws the model harder to your compounds than three times as many would.',
  },
  how: {
    title: 'How',
    start: 'Start',
    starts: { warm: 'Warm', scratch: 'From scratch' },
    startHints: {
      warm: 'From the weights of the old model, at a fifth of its rate, for a few epochs: minutes.',
      scratch: 'With new weights and all of its positives: as long as a whole training.',
    },
    heldOut: 'Held out',
    heldOutUnit: '% of those that are new to the model',
    heldOutHint: 'They train neither model and judge both.',
    folds: 'Validate by folds',
    foldsBy: { none: 'No', compositions: 'By compositions', systems: 'By chemical systems' },
    foldHints: {
      none: 'For fewer than a hundred compounds folds say more than what is held out.',
      compositions: 'Each compound is held out once, in a warm start of its own.',
      systems: 'Whole chemical systems are held out: systems that the model has seen nothing of.',
    },
    foldsFromScratch: 'Each fold would be a whole training: only a warm start is validated by folds.',
    foldCount: 'Folds',
    foldRepeats: 'Repeats',
    foldRuns: (runs: number) => `${formatCount(runs)} warm starts`,
    timesSign: '×',
  },
  more: {
    title: 'More',
    note: 'replay, rate, epochs, limit, seed, engine',
    replay: 'Replay as many old positives as suit the lists',
    replayNumber: 'Old positives replayed',
    replayHint: 'Positives of the old model that train again, so that nothing is forgotten.',
    epochsHint: {
      warm: 'The last becomes the model: what is held out chooses nothing, so that it can judge.',
      scratch: 'The paper’s rule chooses one of them.',
    },
    rateHint: 'Size of Adam’s steps: a larger one learns more of yours and forgets more of the old.',
    limit: 'E above hull, below',
    limitHint: 'Entries at or above it judge the models afterwards.',
    seedHint: 'Of what is held out and replayed, and of the order.',
    reset: 'Back to the usual values',
  },
  preview: {
    choose: 'Choose a list of compositions that you have made.',
    inHouse: 'in-house positives',
    training: 'new, to train on',
    heldOut: 'new, held out: these judge both models',
    known: 'in the old training set: train again, judge nothing',
    heldOutByParent: 'held out of the old model: stay held out',
    replayed: 'old positives train again',
    systems: (systems: number) =>
      `The new ones are of ${formatCountOf(systems, 'chemical system', 'chemical systems')}.`,
    nothingNew: 'The old model was trained on all of them: nothing new can judge.',
    few: 'So few leave little to judge by.',
    validate: 'Validate by folds',
    contested: 'made by one list, above the limit by another',
    rare: 'Hardly seen',
    rareText:
      'Elements in fewer than ten compositions that the old model was trained on, and in how many of yours.',
    rareElement: (element: string, parent: number, inHouse: number) =>
      `${element} ${formatCount(parent)} + ${formatCount(inHouse)}`,
    inAll: (seconds: number, epochs: number, runs: number) =>
      runs === 0
        ? `about ${formatTimeLeft(seconds)} for ${formatCountOf(epochs, 'epoch', 'epochs')} and the comparison`
        : `about ${formatTimeLeft(seconds)} for ${formatCountOf(epochs, 'epoch', 'epochs')}, ${formatCountOf(runs, 'fold', 'folds')} and the comparison`,
  },
  start: 'Start retraining',
  losses: {
    training: 'trained on',
    inHouse: 'held out, yours',
    old: 'held out, old',
  },
  progress: {
    heldOutInHouse: (rmse: string) => `${rmse} yours`,
    heldOutOld: (rmse: string) => `${rmse} old`,
    note: (state: string, parent: string) => `${state}, from “${parent}”`,
    fold: (fold: number, folds: number) => `fold ${formatCount(fold)} of ${formatCount(folds)}`,
    comparing: 'comparing the old model and the new',
    last: (epoch: number) => `epoch ${formatCount(epoch)}, the last`,
  },
  finish: {
    lastText: 'The training ends and the last of its epochs so far becomes the model.',
    foldsTitle: 'Finish now, without the other folds?',
    foldsText: 'The folds so far are kept, and the models are compared.',
  },
  comparison: {
    retrainedFrom: (parent: string) => `Retrained from “${parent}”`,
    open: 'Compare with it',
    notCompared: 'The models were not compared: the retraining ended before.',
    older: 'old',
    newer: 'new',
    verdict: 'Verdict',
    effects,
    groups: {
      inHouse: 'In-house positives held out',
      old: 'Old positives held out',
      labelled: 'Labelled compositions',
    },
    groupHints: {
      inHouse: 'Yours that neither model was trained on.',
      old: 'What the old model holds out: what was forgotten shows here.',
      labelled: (positives: number, negatives: number) =>
        `${formatCount(positives)} below the limit against ${formatCount(negatives)} others that neither model was trained on.`,
    },
    noInHouse: 'None was held out.',
    noOld: 'The old model holds none out.',
    noLabelled: 'No list has energies on both sides of the limit.',
    count: (compounds: number) => formatCountOf(compounds, 'compound', 'compounds'),
    rmse: 'RMSE',
    percentile: 'Percentile among old held-out positives',
    percentileAxis: '% of them that score higher',
    auc: 'AUC of −RMSE',
    quantiles: ['5 %', '25 %', 'median', '75 %', '95 %'],
    key: 'Bars hold the middle half of the compounds, lines nine tenths of them; ranges of changes and of the AUC are 95 % intervals.',
    model: 'model',
    intervalColumns: ['lower', 'AUC', 'upper'],
    meanRmse: 'Mean RMSE',
    change: 'Change',
    interval: (lower: string, upper: string) => `${lower} to ${upper}`,
    improved: 'Came closer',
    improvedText: (improved: number, all: number) => `${formatCount(improved)} of ${formatCount(all)}`,
    folds: {
      title: 'Validation by folds',
      text: (folds: number, repeats: number, by: 'compositions' | 'systems') =>
        `${formatCount(folds)} folds, ${repeats === 1 ? 'once' : `${formatCount(repeats)} times`}, ${by === 'systems' ? 'whole chemical systems' : 'compositions'} held out. Mean ± standard deviation of the folds, which share compounds: no confidence interval.`,
      mean: 'Mean ± spread',
      each: (folds: number) => `Each of ${formatCountOf(folds, 'fold', 'folds')}`,
      fold: 'Fold',
      foldName: (repeat: number, fold: number) => `${formatCount(repeat)}.${formatCount(fold)}`,
      compounds: 'Held out',
      older: 'Old RMSE',
      newer: 'New RMSE',
      change: 'Change',
      improved: 'Closer',
      oldPositives: 'Change, old positives',
    },
    moved: {
      title: 'Rank changed most',
      text: (ranked: number) =>
        `Of ${formatCount(ranked)} compounds that neither model was trained on, ranked by RMSE.`,
      none: 'No rank changed.',
      formula: 'Formula',
      group: 'Held out of',
      groups,
      rmse: (model: string) => `RMSE, ${model}`,
      rank: (model: string) => `Rank, ${model}`,
      change: 'Change',
      all: (moves: number) => `All ${formatCount(moves)}`,
      fewer: 'Fewer',
    },
    made: {
      title: 'What it was made of',
      list: (name: string, positives: number, weight: string) =>
        `${name}: ${formatCount(positives)}, counting ${weight}×`,
      lists: 'Lists',
      start: 'Start',
      training: 'New, trained on',
      heldOut: 'New, held out',
      known: 'Known, trained again',
      heldOutByParent: 'Held out by both',
      replayed: 'Replayed',
      fingerprint: 'Old weights',
      gone: 'The old model is no longer here as it was.',
    },
    losses: 'Loss over epochs',
    use: 'Use the new model',
    keep: 'Keep both',
    discard: 'Discard',
    back: (parent: string) => `Back to “${parent}”`,
  },
  help: {
    open: 'What retraining does',
    title: 'Retraining',
    sections: [
      {
        title: 'What it does',
        paragraphs: [
          'A model has learned from known stable compounds what such compounds look like. Retraining shows it yours as well: it begins with the weights of the old model and takes a few more passes, over your compositions and some of the old ones.',
          'Nothing but positives trains it. A composition whose energy lies at or above the limit never does, and one that is made by one list and unstable by another is set aside.',
        ],
      },
      {
        title: 'When it helps, and when not',
        paragraphs: [
          'It makes your kind of compound familiar. In an experiment (docs/retraining-experiment.md) all compounds of three families of systems were kept from a model, which then saw some of them: ten took the typical other compound of those systems from the 28th percentile to the 38th, ninety-four to the 71st. All else stayed as it was.',
          'It does not tell stable from unstable within those systems. Unstable neighbours are made of the same elements in similar ratios and become familiar as fast. Use a retrained model to find compounds like yours, not to choose among near ones; for that the stability score asks better questions.',
        ],
      },
      {
        title: 'Weight and replay',
        paragraphs: [
          'The weight says how often each of your compositions counts, an old one counting once. Thirty-one compounds that counted ten times moved the rest of their systems further than ninety-four that counted once, at no loss for the old ones.',
          'Replay trains a sample of the old positives again, so that nothing is forgotten. Without it the old ones lost 8 to 9 % in RMSE; with it, nothing at the usual rate.',
        ],
      },
      {
        title: 'Held out, and folds',
        paragraphs: [
          'What judges was seen by neither model: a share of yours that is new to the old model, and what the old model holds out. What it was trained on judges nothing.',
          'Thirty compounds leave no room for that. Folds then say more: every compound is held out once, in a warm start of its own. By compositions they ask about further compounds of systems that you know; by chemical systems about systems of which nothing was made.',
        ],
      },
      {
        title: 'What the verdict means',
        paragraphs: [
          '“Better” and “worse” need a 95 % interval of the change that leaves zero out, and a change of one per cent. “As good” is less than that; “cannot be told” means too few compounds.',
          'Percentiles of both models are taken among the same compounds, each under the model in question: a model that reconstructs everything better gains none by it.',
          'A model that made your held-out compounds worse says so. Discard it: it goes to the bin and can come back.',
        ],
      },
    ],
  },
}

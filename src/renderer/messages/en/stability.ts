import type { StatisticGroupName } from '../../../domain/stability/statistics/group-names.ts'
import { formatCount, formatFixed, formatShare } from '../format.ts'

/** What a score is judged by, in questions that a chemist would ask. */
const questions: Readonly<Record<StatisticGroupName, string>> = {
  exchanges: 'compounds with one element exchanged',
  likeness: 'how alike the exchanged elements are',
  doubleExchanges: 'compounds with two elements exchanged',
  wholeFormula: 'compounds with all elements exchanged',
  oxidationStates: 'oxidation states that the elements usually have',
  neutrality: 'whether any oxidation states balance',
  prototypes: 'compounds of the same type',
  competition: 'known compounds in the system and beside it',
  pairs: 'pairs of elements and their ratios',
  fragments: 'threes of elements and their ratios',
  amounts: 'how common its elements and amounts are',
  size: 'size of the formula',
  elementAverages: 'what its elements are like',
}

export const stability = {
  title: 'Stability score',
  score: {
    share: 'of known stable compounds score lower',
    logOdds: 'log-odds',
    showLogOdds: 'Show the log-odds',
    hideLogOdds: (logOdds: string) => `Log-odds ${logOdds}; hide them`,
    logOddsMeaning:
      'Log-odds of being a known compound rather than one made up for comparison. No probability of stability.',
    reference: (compounds: number) => `Log-odds of ${formatCount(compounds)} held-out known stable compounds`,
    outsideTitle: 'Outside',
    outside: (elements: string) => `No known compound has ${elements}.`,
    failed: 'No score',
    again: 'Try again',
    trainedOn: 'Known: the stability score was learnt from this compound, which makes it too favourable.',
    trainedOnBoth: 'Known: both scores were learnt from this compound, which makes them too favourable.',
    hostBefore: 'Stability of',
    hostAfter: (merged: string) => (merged === '' ? 'was scored in its place.' : `was scored, ${merged}.`),
    counted: (element: string, into: string) => `${element} counted as ${into}`,
  },
  why: {
    label: 'Why it scores so',
    tabs: { stability: 'Stability score', rmse: 'RMSE' },
    none: 'Compose something, and what speaks for and against it stands here.',
    outside: (elements: string) =>
      `No known compound has ${elements}, so there is nothing to compare it with.`,
  },
  contributions: {
    title: 'What speaks for and against it',
    part: 'Question',
    logOdds: 'Log-odds',
    parts: {
      analogs: 'one element exchanged',
      otherAnalogs: 'several exchanged',
      charges: 'oxidation states',
      prototypes: 'compounds of its type',
      competition: 'competing phases',
      combinations: 'pairs and ratios',
      elements: 'elements and amounts',
      start: 'number of elements',
    },
    questions,
    start: 'where every composition of so many elements starts',
    meaning: (question: string, logOdds: string) => `${question} ${logOdds}`,
    against: 'against',
    for: 'for',
    sum: 'together',
  },
  reasons: {
    title: 'What it rests on',
    analogs: 'Known with one element exchanged',
    noAnalogs: 'No compound is known with one element exchanged.',
    noneAtSite: 'none',
    site: (symbol: string) => `in place of ${symbol}`,
    more: (count: number) => `and ${formatCount(count)} more`,
    fewer: 'fewer',
    beyond: (count: number) => `and ${formatCount(count)} beyond`,
    exchange: (known: string, own: string, times: string) => `${known} takes the place of ${own} ${times}`,
    oftenAsChance: (times: string) => `${times} times as often as by chance`,
    lessThanChance: 'less often than by chance',
    times: (times: string) => `${times}×`,
    timesHeading: 'exchangeable',
    timesMeaning: 'How many times as often as by chance the best of them shares its place in known compounds',
    charges: 'Oxidation states that it is taken to have',
    unbalanced: 'No neutral assignment',
    notIonic: 'They say nothing here: metals among themselves, an element, or one without known states.',
    rarest: (symbol: string, share: number) =>
      `${symbol} has this charge in ${formatShare(share)} of such compounds`,
    phases: 'Competing phases',
    noPhases: 'No other compound of its elements is known.',
    singleElement: 'A single element has none beside it.',
    between: 'Lies between',
    at: 'Has the composition of',
    and: 'and',
    nearest: 'Nearest',
    distance: (distance: number) => `${formatFixed(distance, 2)} away: Σ |difference of atomic fractions|`,
    share: (formula: string, share: number) => `${formatShare(share)} of the atoms in ${formula}`,
  },
  help: {
    open: 'What the stability score is',
    title: 'The stability score',
    sections: [
      {
        title: 'What it asks',
        paragraphs: [
          'What a chemist asks first. Is a compound known with exchangeable elements at the same ratios? Do the charges work? Is its corner already full of phases it would fall apart into?',
          'It was learnt from known stable compounds and from nothing else, by telling them from compositions made up by changing them: elements exchanged, amounts moved, compounds mixed. No composition that is called unstable took part.',
        ],
      },
      {
        title: 'How to read it',
        paragraphs: [
          'As a percentile: 83 % means that 83 of 100 known stable compounds, held out when it was learnt, score no higher. A new compound at 20 % stands where a fifth of the known ones stand: that is not bad.',
          'Behind it are log-odds against made-up compositions. They are no probability of stability, and neither is the percentile. Compare scores within one number of elements and one chemistry: there the ranking is worth most.',
        ],
      },
      {
        title: 'What it does not know',
        paragraphs: [
          'Compositions without any compound known with one element exchanged are its weak spot: there it separates with an AUC of about 0.78, where 0.5 is chance. Six and more elements are weak as well (0.74).',
          'Doped, disordered and metastable phases that people make every day often score low: it knows what lies on the convex hull of computed energies. A doped formula is scored as its host, and says so.',
          'Elements in no known compound (Yb, in the data of the model that comes with the program) give no number, but “outside”.',
        ],
      },
      {
        title: 'How it was verified',
        paragraphs: [
          'A fifth of the known stable compounds was held out and set against 49,409 compositions of the Materials Project that lie above the hull, none of which was ever learnt from: AUC 0.867 (95 %: 0.862 to 0.871); the RMSE reaches 0.643 on its held-out compounds. With whole chemical systems held out: 0.862.',
          'These figures are of the model that comes with the program; “anomalite evaluate --score stability” measures any.',
        ],
      },
    ],
  },
}

/** The groups of statistics by name, one for each question; a statistic's place in models hangs on their order. */
export const STATISTIC_GROUPS = [
  'exchanges',
  'likeness',
  'oxidationStates',
  'doubleExchanges',
  'wholeFormula',
  'prototypes',
  'competition',
  'pairs',
  'fragments',
  'amounts',
  'neutrality',
  'size',
  'elementAverages',
] as const

export type StatisticGroupName = (typeof STATISTIC_GROUPS)[number]

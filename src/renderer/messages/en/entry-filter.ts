import type { FilteredScores, ScoreUnit } from '../../components/entry-filter/entry-filter.ts'
import { formatCount, formatCountOf } from '../format.ts'

/** A range in words; `null` for no bound. */
const range = (low: string | null, high: string | null, unit: string): string => {
  const ofUnit = unit === '' ? '' : ` ${unit}`
  if (low === null) return `≤ ${high}${ofUnit}`
  if (high === null) return `≥ ${low}${ofUnit}`
  return `${low} to ${high}${ofUnit}`
}

/** What each of two scores is called; of two alike the second is numbered. */
const scoreName = (which: keyof FilteredScores, { score, comparedScore }: FilteredScores): string => {
  const kind = which === 'score' ? score : comparedScore
  const name = kind === 'stability' ? 'Stability score' : 'RMSE'
  return which === 'comparedScore' && score === comparedScore ? `${name} 2` : name
}

export const entryFilter = {
  region: 'Filters',
  search: 'Search formulas, labels, notes, tags',
  clearSearch: 'Clear the search',
  elements: 'Elements',
  elementsTitle: 'Elements of the compounds',
  elementsHint:
    'Click an element to give it this role, again to take it back. With a mouse, the right button excludes; + requires and − excludes by keyboard.',
  roles: { required: 'Contains', allowed: 'May contain', excluded: 'Without' },
  role: 'Role of the element that is clicked',
  noOthers: 'No other elements',
  clearElements: 'Clear',
  labels: 'Labels',
  tags: 'Tags',
  findValue: 'Find',
  noLabels: 'No entry here has a label.',
  noTags: 'No entry here has a tag.',
  entries: (count: number) => formatCount(count),
  loading: 'Counting…',
  more: 'More',
  reading: 'Lines',
  readings: { all: 'all', read: 'read', unread: 'not read', duplicate: 'repeats of an earlier line' },
  energyAboveHull: 'Energy above hull (eV/atom)',
  scoreName,
  scoreRange: (which: keyof FilteredScores, scores: FilteredScores, unit: ScoreUnit) =>
    `${scoreName(which, scores)}${{ percentile: ' (percentile)', logOdds: ' (log-odds)', none: '' }[unit]}`,
  /** Leads from the one unit of a stability score to the other. */
  setIn: { percentile: 'Set in percentiles', logOdds: 'Set in log-odds' },
  from: (field: string) => `${field}, from`,
  to: (field: string) => `${field}, up to`,
  lowest: 'from',
  highest: 'up to',
  isOn: 'set',
  chips: {
    region: 'What is filtered by',
    atLeast: (symbols: string) => `contains ${symbols}`,
    only: (symbols: string) => `only ${symbols}`,
    without: (symbols: string) => `without ${symbols}`,
    label: (label: string) => `label ${label}`,
    tag: (tag: string) => `tag ${tag}`,
    reading: { read: 'lines read', unread: 'lines not read', duplicate: 'repeats' },
    energyAboveHullEvPerAtom: (low: string | null, high: string | null) =>
      `E above hull ${range(low, high, 'eV/atom')}`,
    score: (name: string, low: string | null, high: string | null, unit: ScoreUnit) => {
      if (unit === 'percentile') return `${name} percentile ${range(low, high, '')}`
      return `${name} ${range(low, high, unit === 'logOdds' ? 'log-odds' : '')}`
    },
    remove: (chip: string) => `Remove filter: ${chip}`,
    clear: 'Clear all',
  },
  found: (entries: number) => formatCountOf(entries, 'entry', 'entries'),
}

import { formatCountOf } from '../format.ts'

export const library = {
  title: 'Library',
  note: (lists: number) => formatCountOf(lists, 'list', 'lists'),
  import: 'Import…',
  empty: {
    title: 'No lists yet',
    text: 'Import a list of formulas (CSV, TSV, XLSX, text or the clipboard), or drop a file here. Compositions that you add on Compose gather in lists as well.',
  },
  columns: { name: 'List', kind: 'Kind', entries: 'Lines', unread: 'Not read', created: 'Created' },
  kinds: {
    literature: 'literature',
    positives: 'in-house positives',
    reference: 'reference',
    generated: 'generated',
    scratch: 'scratch',
  },
  rank: 'Rank',
  rankList: (name: string) => `Rank “${name}”`,
  remove: 'Remove…',
  removeList: (name: string) => `Remove “${name}”…`,
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeText: (lines: number) => `${formatCountOf(lines, 'line goes', 'lines go')} with it into the bin.`,
  keep: 'Keep',
}

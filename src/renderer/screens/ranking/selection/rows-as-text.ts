import type { EntryRow } from '../../../../contract/index.ts'
import { formatEnergy, formatPercentile, formatRmse, words } from '../../../messages/index.ts'

interface TextColumn {
  readonly title: string
  readonly of: (row: EntryRow) => string
}

/** Ranked lines as a table for the clipboard: columns apart by tabs, with their titles above. */
export function rowsAsText(rows: readonly EntryRow[], compared: 'with' | 'without'): string {
  const columns = textColumns(compared)
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map(row => columns.map(({ of }) => oneLine(of(row)))),
  ]
  return lines.map(cells => cells.join('\t')).join('\n')
}

function textColumns(compared: 'with' | 'without'): TextColumn[] {
  const titles = words.ranking.columns
  const number = (value: number | null) => (value === null ? '' : String(value))
  const orNothing = (value: number | null, format: (value: number) => string) =>
    value === null ? '' : format(value)
  return [
    { title: titles.rank, of: row => number(row.rank) },
    { title: titles.formula, of: row => row.text },
    { title: titles.rmse, of: row => orNothing(row.score, formatRmse) },
    { title: titles.percentile, of: row => orNothing(row.percentile, formatPercentile) },
    ...(compared === 'with'
      ? [
          { title: titles.comparedRank, of: (row: EntryRow) => number(row.comparedRank) },
          { title: titles.comparedRmse, of: (row: EntryRow) => orNothing(row.comparedScore, formatRmse) },
        ]
      : []),
    { title: titles.label, of: row => row.label ?? '' },
    { title: titles.tags, of: row => row.tags.join(', ') },
    { title: titles.note, of: row => row.note ?? '' },
    { title: titles.energyAboveHull, of: row => orNothing(row.energyAboveHullEvPerAtom, formatEnergy) },
    { title: titles.id, of: row => row.externalId ?? '' },
  ]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

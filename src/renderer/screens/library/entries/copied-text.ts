import type { EntryRow } from '../../../../contract/index.ts'

const HEADINGS = [
  'formula',
  'RMSE',
  'percentile',
  'stability percentile',
  'stability log-odds',
  'e_above_hull',
  'label',
  'tags',
  'note',
  'id',
] as const

/** Rows, whose compared model is that of the stability score, as tab-separated text with headings: what a worksheet takes from the clipboard. */
export function copiedText(rows: readonly EntryRow[]): string {
  const lines = rows.map(row => [
    row.text,
    row.score,
    row.percentile,
    row.comparedPercentile,
    row.comparedScore,
    row.energyAboveHullEvPerAtom,
    row.label,
    row.tags.join(', '),
    row.note,
    row.externalId,
  ])
  return [HEADINGS, ...lines].map(line => line.map(cell).join('\t')).join('\n')
}

/** A tab or a line break within a value would be taken for the end of its cell. */
function cell(value: string | number | null): string {
  return value === null ? '' : String(value).replaceAll(/[\t\r\n]+/g, ' ')
}

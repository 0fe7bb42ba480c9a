import type { TableColumn } from '../../../components/virtual-table/index.ts'
import { words } from '../../../messages/index.ts'
import type { LibraryPlace } from '../place.ts'

/** Columns whose cells are edited in place. */
export type EditableColumn = 'formula' | 'label' | 'tags' | 'note'

/** Before the author's own headings, so that none of them can be one of the table's columns. */
const OTHER = 'other '

/** The columns of entries; those that share a key with `EntryQuery`'s orders sort by it. */
export function entryColumns(place: LibraryPlace['kind'], headings: readonly string[]): TableColumn[] {
  const titles = words.library.columns
  const list: TableColumn = { key: 'list', title: titles.list, width: 212 }
  return [
    { key: 'formula', title: titles.formula, width: 180, isFixed: true, isEditable: true },
    { key: 'score', title: titles.rmse, hint: titles.rmseHint, width: 92 },
    {
      key: 'percentile',
      title: titles.percentile,
      hint: titles.percentileHint,
      width: 84,
      align: 'right',
      isSortable: false,
    },
    { key: 'comparedScore', title: titles.stability, hint: titles.stabilityHint, width: 92 },
    { key: 'charge', title: titles.charge, width: 180 },
    ...(place === 'list' ? [] : [list]),
    {
      key: 'energyAboveHull',
      title: titles.energyAboveHull,
      hint: titles.energyAboveHullHint,
      width: 100,
      align: 'right',
    },
    { key: 'label', title: titles.label, width: 106, isEditable: true },
    { key: 'tags', title: titles.tags, width: 124, isEditable: true },
    { key: 'note', title: titles.note, width: 184, isEditable: true },
    { key: 'identifier', title: titles.identifier, width: 108 },
    { key: 'added', title: titles.line, hint: titles.lineHint, width: 72, align: 'right' },
    ...headings.map(heading => ({
      key: columnOfHeading(heading),
      title: heading,
      width: 112,
      isSortable: false as const,
    })),
  ]
}

export function columnOfHeading(heading: string): string {
  return OTHER + heading
}

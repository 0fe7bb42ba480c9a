import type { TableColumn } from '../../../components/virtual-table/index.ts'
import { words } from '../../../messages/index.ts'
import { isSortable } from './sorting.ts'

/** What the table has to show beside the ranking itself. */
export interface ColumnNeeds {
  /** Name of the model to compare with; null without. */
  readonly compared: string | null
  readonly lists: 'one' | 'all'
}

/** The columns of the ranking, what decides first. */
export function rankingColumns({ compared, lists }: ColumnNeeds): TableColumn[] {
  const { columns: titles, hints } = words.ranking
  const columns: TableColumn[] = [
    { key: 'rank', title: titles.rank, width: 60, align: 'right', isFixed: true },
    { key: 'formula', title: titles.formula, width: 148, isFixed: true },
    { key: 'score', title: titles.rmse, width: 88, align: 'right' },
    { key: 'percentile', title: titles.percentile, hint: hints.percentile, width: 84, align: 'right' },
    ...(compared === null
      ? []
      : ([
          {
            key: 'rankChange',
            title: titles.rankChange,
            hint: hints.rankChange(compared),
            width: 88,
            align: 'right',
          },
          {
            key: 'comparedScore',
            title: titles.comparedRmse,
            hint: hints.comparedRmse(compared),
            width: 92,
            align: 'right',
          },
          {
            key: 'comparedRank',
            title: titles.comparedRank,
            hint: hints.comparedRank(compared),
            width: 84,
            align: 'right',
          },
        ] satisfies TableColumn[])),
    { key: 'charge', title: titles.charge, width: 192 },
    { key: 'nearest', title: titles.nearest, hint: hints.nearest, width: 204 },
    { key: 'training', title: titles.training, hint: hints.training, width: 112 },
    { key: 'label', title: titles.label, width: 120 },
    { key: 'tags', title: titles.tags, width: 120 },
    { key: 'note', title: titles.note, width: 180 },
    {
      key: 'energyAboveHull',
      title: titles.energyAboveHull,
      hint: hints.energyAboveHull,
      width: 104,
      align: 'right',
    },
    { key: 'id', title: titles.id, width: 110 },
    ...(lists === 'all' ? [{ key: 'list', title: titles.list, width: 160 }] : []),
    { key: 'line', title: titles.line, hint: hints.line, width: 64, align: 'right' },
  ]
  return columns.map(column => (isSortable(column.key) ? column : { ...column, isSortable: false }))
}

import type { ModelSummary } from '../../../../contract/index.ts'
import type { TableColumn } from '../../../components/virtual-table/index.ts'
import { words } from '../../../messages/index.ts'
import { isSortable } from './sorting.ts'

type RankingModel = Pick<ModelSummary, 'kind' | 'name'>

/** What the table has to show beside the ranking itself. */
export interface ColumnNeeds {
  readonly model: RankingModel
  /** The model to compare with; null without. */
  readonly compared: RankingModel | null
  readonly lists: 'one' | 'all'
}

/** The columns of the ranking, what decides first. */
export function rankingColumns({ model, compared, lists }: ColumnNeeds): TableColumn[] {
  const { columns: titles, hints } = words.ranking
  const columns: TableColumn[] = [
    { key: 'rank', title: titles.rank, width: 60, align: 'right', isFixed: true },
    { key: 'formula', title: titles.formula, width: 148, isFixed: true },
    ...scoreColumns(model),
    ...(compared === null ? [] : comparedColumns(model, compared)),
    { key: 'charge', title: titles.charge, hint: hints.charge, width: 192 },
    { key: 'nearest', title: titles.nearest, hint: hints.nearest, width: 204 },
    { key: 'training', title: titles.training, hint: hints.training[model.kind], width: 112 },
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

const SCORE_WIDTHS = { rmse: 92, stability: 116 } as const

/** An RMSE stands beside its percentile; a stability score is one, its log-odds a column for those who ask. */
function scoreColumns({ kind, name }: RankingModel): TableColumn[] {
  const { columns: titles, hints } = words.ranking
  const score: TableColumn = {
    key: 'score',
    title: titles.scores[kind],
    hint: hints.scores[kind](name),
    width: SCORE_WIDTHS[kind],
    align: 'right',
  }
  const other: TableColumn =
    kind === 'rmse'
      ? { key: 'percentile', title: titles.percentile, hint: hints.percentile, width: 84, align: 'right' }
      : {
          key: 'logOdds',
          title: titles.logOdds,
          hint: hints.logOdds,
          width: 84,
          align: 'right',
          isOnDemand: true,
        }
  return [score, other]
}

function comparedColumns(model: RankingModel, { kind, name }: RankingModel): TableColumn[] {
  const { columns: titles, hints } = words.ranking
  const isAlike = kind === model.kind
  return [
    {
      key: 'rankChange',
      title: titles.rankChange,
      hint: hints.rankChange(name),
      width: 88,
      align: 'right',
    },
    {
      key: 'comparedScore',
      title: isAlike ? titles.second(titles.scores[kind]) : titles.scores[kind],
      hint: hints.scores[kind](name),
      width: isAlike ? SCORE_WIDTHS[kind] + 12 : SCORE_WIDTHS[kind],
      align: 'right',
    },
    {
      key: 'comparedRank',
      title: isAlike ? titles.second(titles.rank) : titles.rankBy[kind],
      hint: hints.comparedRank(name),
      width: isAlike ? 84 : 124,
      align: 'right',
    },
  ]
}

import type { ScoreKind } from '../../contract/index.ts'
import type { TableCell } from '../../library/index.ts'
import { OUTSIDE_MESSAGES } from './lines.ts'
import type { ReportRow, ReportTask } from './report-task.ts'

type Cells = Readonly<Record<string, TableCell>>
type Models = Pick<ReportTask['frame'], 'model' | 'compared'>

/** Headings of a score in a table: an error and its percentile, a stability score as its percentile and its log-odds. */
export function scoreTitles(kind: ScoreKind): readonly string[] {
  return kind === 'rmse' ? ['rmse', 'percentile'] : ['stability percentile', 'stability log-odds']
}

export function scoreCells(kind: ScoreKind, score: number, percentile: number): Cells {
  const place = Number(percentile.toFixed(2))
  return kind === 'rmse'
    ? { rmse: Number(score.toFixed(6)), percentile: place }
    : { 'stability percentile': place, 'stability log-odds': Number(score.toFixed(4)) }
}

/** Headings of the second model's scores; of two alike the second is numbered. */
export function comparedTitles({ model, compared }: Models): string[] {
  if (compared === null) return []
  const { kind } = compared.model
  const named = namedBeside(model.kind, kind)
  return [...scoreTitles(kind).map(named), ...ENDS[kind].map(named)]
}

/** The second model's scores and rank of a line, or why it has none. */
export function comparedCells({ model, compared }: Models, row: ReportRow): Cells {
  if (compared === null) return {}
  const { kind } = compared.model
  const [rank, problem] = ENDS[kind]
  const { comparedScore, comparedPercentile, comparedRank, comparedOutsideElements: elements } = row
  const cells: Cells =
    comparedScore === null || comparedPercentile === null
      ? { [problem]: elements.length === 0 ? null : OUTSIDE_MESSAGES[kind]({ elements }) }
      : { ...scoreCells(kind, comparedScore, comparedPercentile), [rank]: comparedRank }
  const named = namedBeside(model.kind, kind)
  return Object.fromEntries(Object.entries(cells).map(([title, cell]) => [named(title), cell]))
}

const ENDS = {
  rmse: ['rank by rmse', 'rmse problem'],
  stability: ['rank by stability', 'stability problem'],
} as const

function namedBeside(kind: ScoreKind, compared: ScoreKind): (title: string) => string {
  return title => (kind === compared ? `${title} 2` : title)
}

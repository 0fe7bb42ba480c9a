import type { ScoreKind } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { ReportProblem } from '../../report/index.ts'
import { outsideMessage } from '../scoring.ts'
import { outsideStabilityMessage } from '../stability/scoring.ts'
import type { AskRows, ReportExtra, ReportRow, ReportTask } from './report-task.ts'

/** A line with a rank. */
export type RankedRow = ReportRow & {
  readonly formula: string
  readonly score: number
  readonly percentile: number
  readonly rank: number
}

/** What a line is to a report. */
export type Line =
  | { readonly kind: 'ranked'; readonly row: RankedRow }
  | {
      readonly kind: 'outside' | 'unread' | 'unscored'
      readonly row: ReportRow
      readonly problem: ReportProblem
    }

/** The most that may be asked for at once; what takes long to find is asked of no more lines than are written. */
const ROWS_AT_ONCE = { plain: 1000, withSlow: 50 }
const SLOW: readonly ReportExtra[] = ['nearest', 'why']

/** Why a line outside a model has no score by it. */
export const OUTSIDE_MESSAGES = { rmse: outsideMessage, stability: outsideStabilityMessage } as const

/** What is found for the lines of a task beside what the library knows of them. */
export function extrasOf({ columns, frame }: Pick<ReportTask, 'columns' | 'frame'>): ReportExtra[] {
  const hasStability = frame.model.kind === 'stability' || frame.compared?.model.kind === 'stability'
  return [
    ...(['nearest', 'why'] as const).filter(extra => columns[extra]),
    ...(hasStability ? (['host'] as const) : []),
  ]
}

/** All lines in their order. Throws `report/list-changed` when lines came or went meanwhile. */
export async function* linesOf(
  { frame }: Pick<ReportTask, 'frame'>,
  ask: AskRows,
  extras: readonly ReportExtra[],
): AsyncGenerator<Line> {
  const count = extras.some(extra => SLOW.includes(extra)) ? ROWS_AT_ONCE.withSlow : ROWS_AT_ONCE.plain
  let expected: number | null = null
  for (let offset = 0; ; offset += count) {
    const { rows, total } = await ask(offset, count, extras)
    expected ??= total
    if (total !== expected) throw listChanged()
    for (const row of rows) yield lineOf(row, frame.model.kind)
    if (offset + rows.length >= total || rows.length === 0) return
  }
}

function lineOf(row: ReportRow, kind: ScoreKind): Line {
  const { line, text, formula, problem, outsideElements, score, percentile, rank } = row
  const told = (message: string, suggestion: string) => ({ line, text, message, suggestion })
  if (formula === null) {
    return { kind: 'unread', row, problem: told(problem?.message ?? '', problem?.suggestion ?? '') }
  }
  if (outsideElements.length > 0) {
    return { kind: 'outside', row, problem: told(OUTSIDE_MESSAGES[kind]({ elements: outsideElements }), '') }
  }
  if (score === null || percentile === null || rank === null) {
    return { kind: 'unscored', row, problem: told('Not scored by this model yet.', '') }
  }
  return { kind: 'ranked', row: { ...row, formula, score, percentile, rank } }
}

function listChanged(): AnomaliteError {
  return new AnomaliteError(
    'report/list-changed',
    'Lines came into the list or left it while the report was written. Write it again.',
  )
}

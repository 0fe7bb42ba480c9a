import { AnomaliteError } from '../../domain/error.ts'
import type { ReportProblem } from '../../report/index.ts'
import { outsideMessage } from '../scoring.ts'
import type { AskRows, ReportRow } from './report-task.ts'

/** A line with a rank. */
export type RankedRow = ReportRow & {
  readonly formula: string
  readonly rmse: number
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

/** The most that may be asked for at once; nearest compounds take long to find, so of no more lines than are written. */
const ROWS_AT_ONCE = { without: 1000, with: 50 }

/** All lines in their order. Throws `report/list-changed` when lines came or went meanwhile. */
export async function* linesOf(ask: AskRows, nearest: 'with' | 'without'): AsyncGenerator<Line> {
  const count = ROWS_AT_ONCE[nearest]
  let expected: number | null = null
  for (let offset = 0; ; offset += count) {
    const { rows, total } = await ask(offset, count, nearest)
    expected ??= total
    if (total !== expected) throw listChanged()
    for (const row of rows) yield lineOf(row)
    if (offset + rows.length >= total || rows.length === 0) return
  }
}

function lineOf(row: ReportRow): Line {
  const { line, text, formula, problem, outsideElements, score, percentile, rank } = row
  const told = (message: string, suggestion: string) => ({ line, text, message, suggestion })
  if (formula === null) {
    return { kind: 'unread', row, problem: told(problem?.message ?? '', problem?.suggestion ?? '') }
  }
  if (outsideElements.length > 0) {
    return { kind: 'outside', row, problem: told(outsideMessage({ elements: outsideElements }), '') }
  }
  if (score === null || percentile === null || rank === null) {
    return { kind: 'unscored', row, problem: told('Not scored by this model yet.', '') }
  }
  return { kind: 'ranked', row: { ...row, formula, rmse: score, percentile, rank } }
}

function listChanged(): AnomaliteError {
  return new AnomaliteError(
    'report/list-changed',
    'Lines came into the list or left it while the report was written. Write it again.',
  )
}

import { balanceCharges } from '../../domain/charge/index.ts'
import type { Composition } from '../../domain/composition.ts'
import { electropositiveOrder, parseFormula } from '../../domain/formula/index.ts'
import {
  type CandidateOverview,
  type ComparedScore,
  type ReportCandidate,
  type ReportCharge,
  type ReportFrame,
  type ReportPieces,
  type ReportProblem,
  reportPieces,
} from '../../report/index.ts'
import { reportCharge } from '../ranking-report.ts'
import { scoreCautions } from '../scoring.ts'
import { extrasOf, linesOf, type RankedRow } from './lines.ts'
import type { AskRows, ReportTask } from './report-task.ts'

/** What all lines together say, before the first of them is written. */
interface Survey {
  readonly frame: ReportFrame
  readonly overview: CandidateOverview
}

/**
 * The page of a report, piece by piece: its lines are gone through twice, and never held. Of each of its tables at most
 * `most` rows are written; `onCut` is called when that leaves rows out.
 */
export async function* pageOf(
  task: ReportTask,
  ask: AskRows,
  most: number,
  onCut: () => void,
): AsyncGenerator<string> {
  const { frame, overview } = await survey(task, ask, most, onCut)
  const pieces = reportPieces(frame, overview)
  yield pieces.head
  yield* rowsOf(task, ask, pieces, Math.min(overview.shown, most))
  yield pieces.tail
}

async function* rowsOf(
  task: ReportTask,
  ask: AskRows,
  pieces: ReportPieces,
  count: number,
): AsyncGenerator<string> {
  const toCandidate = candidates(task)
  let written = 0
  if (count === 0) return
  for await (const line of linesOf(task, ask, extrasOf(task))) {
    if (line.kind !== 'ranked') continue
    yield pieces.row(toCandidate(line.row))
    if (++written === count) return
  }
}

async function survey(task: ReportTask, ask: AskRows, most: number, onCut: () => void): Promise<Survey> {
  const scores: number[] = []
  const comparedScores: number[] = []
  const seen = new Set<string>()
  const have = { id: false, tags: false, note: false, trainedOn: false }
  const outsideModel: ReportProblem[] = []
  const unread: ReportProblem[] = []
  const unseenElements = new Set<string>()
  let unseen = 0
  let lines = 0
  let read = 0
  let unscored = 0
  for await (const line of linesOf(task, ask, [])) {
    lines++
    if (line.row.formula !== null) {
      seen.add(line.row.formula)
      read++
    }
    switch (line.kind) {
      case 'ranked': {
        const { row } = line
        scores.push(row.score)
        if (row.comparedScore !== null) comparedScores.push(row.comparedScore)
        if (row.unseenElements.length > 0) unseen++
        for (const symbol of row.unseenElements) unseenElements.add(symbol)
        if (scores.length > (task.limit ?? Number.POSITIVE_INFINITY)) break
        have.id ||= row.externalId !== null
        have.tags ||= row.tags.length > 0
        have.note ||= task.columns.note && noteOf(row) !== ''
        have.trainedOn ||= row.trainedOn
        break
      }
      case 'outside':
        outsideModel.push(line.problem)
        break
      case 'unread':
        unread.push(line.problem)
        break
      case 'unscored':
        unscored++
    }
  }
  const shown = Math.min(task.limit ?? scores.length, scores.length)
  if (Math.max(shown, outsideModel.length, unread.length) > most) onCut()
  return {
    overview: { scores, comparedScores, shown, have },
    frame: {
      ...task.frame,
      lines,
      duplicates: read - seen.size,
      unscored,
      columns: task.columns,
      outsideModel: outsideModel.slice(0, most),
      unread: unread.slice(0, most),
      notes: [...task.remarks, ...(unseen === 0 ? [] : [unseenNote(unseen, [...unseenElements].sort())])],
    },
  }
}

/** Turns rows into candidates; the charges of a compound that comes again are those of before. */
export function candidates({ columns, frame }: ReportTask): (row: RankedRow) => ReportCandidate {
  let last: { readonly formula: string; readonly charge: ReportCharge } | null = null
  const chargeOf = (formula: string, composition: Composition): ReportCharge => {
    if (!columns.charge) return { kind: 'unknown' }
    if (last?.formula !== formula) last = { formula, charge: reportCharge(balanceCharges(composition)) }
    return last.charge
  }
  return row => {
    const composition = parseFormula(row.text.trim())
    return {
      rank: row.rank,
      composition,
      text: row.text,
      line: row.line,
      score: row.score,
      percentile: row.percentile,
      compared: frame.compared === null ? null : comparedOf(row),
      charge: chargeOf(row.formula, composition),
      nearest: row.nearest === null ? null : electropositiveOrder(parseFormula(row.nearest)),
      id: row.externalId ?? '',
      tags: row.tags,
      note: columns.note ? noteOf(row) : '',
      trainedOn: row.trainedOn,
      // The known analogs say so themselves.
      scoredAs: row.host === null || row.why !== null ? null : parseFormula(row.host.formula),
      why: row.why,
    }
  }
}

function comparedOf(row: RankedRow): ComparedScore {
  const { comparedScore: score, comparedPercentile: percentile, comparedRank: rank } = row
  if (score !== null && percentile !== null && rank !== null)
    return { kind: 'scored', score, percentile, rank }
  const { comparedOutsideElements: elements } = row
  return elements.length > 0 ? { kind: 'outside', elements } : { kind: 'unscored' }
}

function noteOf({ note, unseenElements }: RankedRow): string {
  return [note, ...scoreCautions({ trainedOn: false, unseenElements })].filter(Boolean).join('; ')
}

function unseenNote(count: number, elements: readonly string[]): string {
  return `${count} of the compositions hold elements that none of the model's training compositions has (${elements.join(', ')}). Their RMSE says little.`
}

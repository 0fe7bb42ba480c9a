import { formatFormula } from '../domain/formula/index.ts'
import { changeWords } from './change.ts'
import { chargeWords } from './charge.ts'
import { columnWidths } from './columns.ts'
import { count, percentile, rmse } from './numbers.ts'
import type { CandidateOverview, ReportCandidate, ReportFrame } from './report-input.ts'
import { escapeHtml } from './text.ts'

/** A column: its share of the table's width, fixed so that all pages are alike, its heading, its cells. */
interface Column {
  readonly width: number
  readonly head: string
  cell(candidate: ReportCandidate): string
}

/** A table in pieces, for lists that are too long to be held. */
export interface RankedTable {
  readonly open: string
  row(candidate: ReportCandidate): string
  readonly close: string
}

const NUMBER_HEAD = 'scope="col" class="number"'

const RANK: Column = {
  width: 5,
  head: `<th ${NUMBER_HEAD}>Rank</th>`,
  cell: ({ rank }) => `<td class="number rank">${count(rank)}</td>`,
}
const FORMULA: Column = {
  width: 22,
  head: '<th scope="col">Formula</th>',
  cell: candidate => `<td class="formula">${formulaCell(candidate)}</td>`,
}
const RMSE: Column = {
  width: 8,
  head: `<th ${NUMBER_HEAD}>RMSE</th>`,
  cell: candidate => `<td class="number">${rmse(candidate.rmse)}</td>`,
}
const PERCENTILE: Column = {
  width: 9,
  head: `<th ${NUMBER_HEAD}>Percentile</th>`,
  cell: candidate => `<td class="number">${percentile(candidate.percentile)}</td>`,
}
const BAR: Column = {
  width: 8,
  head: '<th scope="col"><span class="unseen">Percentile as a bar</span></th>',
  cell: candidate => `<td class="bar" style="--percent:${wholePercent(candidate.percentile)}"></td>`,
}
const CHARGE: Column = {
  width: 15,
  head: '<th scope="col">Charge</th>',
  cell: ({ charge }) => `<td>${chargeWords(charge)}</td>`,
}
const NEAREST: Column = {
  width: 22,
  head: '<th scope="col">Nearest known compound</th>',
  cell: candidate => `<td class="nearest">${nearestCell(candidate)}</td>`,
}
const ID: Column = {
  width: 11,
  head: '<th scope="col">Id</th>',
  cell: ({ id }) => `<td class="foreign">${escapeHtml(id)}</td>`,
}
const NOTE: Column = {
  width: 22,
  head: '<th scope="col">Note</th>',
  cell: ({ note }) => `<td class="foreign">${escapeHtml(note)}</td>`,
}

/** The ranked table; columns of identifiers and notes only where the list has any. */
export function rankedTable(
  { columns }: Pick<ReportFrame, 'columns'>,
  { shown, have }: CandidateOverview,
): RankedTable {
  if (shown === 0) {
    const open = `<p class="empty">No line of this list could be ranked. The reasons are given below, line by line;
      correct them in the list and rank it again.</p>`
    return { open, row: () => '', close: '' }
  }
  const chosen = [
    RANK,
    FORMULA,
    RMSE,
    PERCENTILE,
    BAR,
    ...(columns.charge ? [CHARGE] : []),
    ...(columns.nearest ? [NEAREST] : []),
    ...(have.id ? [ID] : []),
    ...(have.note ? [NOTE] : []),
  ]
  return {
    open: [
      '<table>',
      columnWidths(chosen.map(({ width }) => width)),
      `<thead><tr>${chosen.map(({ head }) => head).join('')}</tr></thead>`,
      '<tbody>\n',
    ].join('\n'),
    row: candidate => `<tr>${chosen.map(({ cell }) => cell(candidate)).join('')}</tr>\n`,
    close: '</tbody>\n</table>',
  }
}

/** The nearest known compound, and what makes the candidate into it. */
function nearestCell({ composition, nearest }: ReportCandidate): string {
  if (nearest === null) return ''
  const change = changeWords(composition, nearest)
  return `${formatFormula(nearest, 'html')}<span class="change">${change ?? 'this composition'}</span>`
}

function formulaCell({ composition, text, trainedOn }: ReportCandidate): string {
  const asWritten = text.trim()
  const shown = [formatFormula(composition, 'plain'), formatFormula(composition, 'unicode')]
  const formula = formatFormula(composition, 'html') + (trainedOn ? '<span class="dagger">†</span>' : '')
  return shown.includes(asWritten)
    ? formula
    : `${formula}<span class="as-written">${escapeHtml(asWritten)}</span>`
}

function wholePercent(value: number): number {
  return Math.round(Math.min(100, Math.max(0, value)))
}

import { formatFormula } from '../domain/formula/index.ts'
import { chargeWords } from './charge.ts'
import { columnWidths } from './columns.ts'
import { count, percentile, rmse } from './numbers.ts'
import type { ReportCandidate } from './report-input.ts'
import { escapeHtml } from './text.ts'

/** Shares of the table's width: rank, formula, RMSE, percentile, bar, charge. Fixed, so that all pages are alike. */
const WIDTHS = [5, 22, 8, 9, 8, 15]
const ID_WIDTH = 11
const NOTE_WIDTH = 22

/** The ranked table; columns of identifiers and notes only where the list has any. */
export function rankingTable(candidates: readonly ReportCandidate[]): string {
  if (candidates.length === 0) {
    return `<p class="empty">No line of this list could be ranked. The reasons are given below, line by line;
      correct them in the list and rank it again.</p>`
  }
  const withId = candidates.some(({ id }) => id !== '')
  const withNote = candidates.some(({ note }) => note !== '')
  const head = [
    '<th scope="col" class="number">Rank</th>',
    '<th scope="col">Formula</th>',
    '<th scope="col" class="number">RMSE</th>',
    '<th scope="col" class="number">Percentile</th>',
    '<th scope="col"><span class="unseen">Percentile as a bar</span></th>',
    '<th scope="col">Charge</th>',
    withId ? '<th scope="col">Id</th>' : '',
    withNote ? '<th scope="col">Note</th>' : '',
  ]
  const row = (candidate: ReportCandidate) =>
    [
      `<tr><td class="number rank">${count(candidate.rank)}</td>`,
      `<td class="formula">${formulaCell(candidate)}</td>`,
      `<td class="number">${rmse(candidate.rmse)}</td>`,
      `<td class="number">${percentile(candidate.percentile)}</td>`,
      `<td class="bar" style="--percent:${wholePercent(candidate.percentile)}"></td>`,
      `<td>${chargeWords(candidate.charge)}</td>`,
      withId ? `<td class="foreign">${escapeHtml(candidate.id)}</td>` : '',
      withNote ? `<td class="foreign">${escapeHtml(candidate.note)}</td>` : '',
      '</tr>',
    ].join('')
  return [
    '<table>',
    columnWidths([...WIDTHS, ...(withId ? [ID_WIDTH] : []), ...(withNote ? [NOTE_WIDTH] : [])]),
    `<thead><tr>${head.join('')}</tr></thead>`,
    '<tbody>',
    ...candidates.map(row),
    '</tbody>',
    '</table>',
  ].join('\n')
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

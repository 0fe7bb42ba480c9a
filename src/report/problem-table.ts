import { columnWidths } from './columns.ts'
import { count } from './numbers.ts'
import type { ReportProblem } from './report-input.ts'
import { escapeHtml } from './text.ts'

/** Shares of the table's width: line, text, reason, what to do. */
const WIDTHS = [6, 30, 35, 29]

/** A section of lines that are not in the ranking, each with its reason and remedy; nothing where there are none. */
export function problemSection(heading: string, lead: string, problems: readonly ReportProblem[]): string {
  if (problems.length === 0) return ''
  const row = ({ line, text, message, suggestion }: ReportProblem) =>
    [
      `<tr><td class="number rank">${count(line)}</td>`,
      `<td class="foreign as-in-list">${escapeHtml(text)}</td>`,
      `<td class="foreign">${escapeHtml(message)}</td>`,
      `<td class="foreign">${escapeHtml(suggestion)}</td></tr>`,
    ].join('')
  return [
    '<section>',
    `<h2>${heading} <span class="tally">${count(problems.length)}</span></h2>`,
    `<p class="lead">${lead}</p>`,
    '<table>',
    columnWidths(WIDTHS),
    '<thead><tr><th scope="col" class="number">Line</th><th scope="col">Text</th>',
    '<th scope="col">Reason</th><th scope="col">What to do</th></tr></thead>',
    '<tbody>',
    ...problems.map(row),
    '</tbody>',
    '</table>',
    '</section>',
  ].join('\n')
}

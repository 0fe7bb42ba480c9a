import { formatFormula } from '../domain/formula/index.ts'
import { changeWords } from './change.ts'
import { chargeWords } from './charge.ts'
import { columnWidths } from './columns.ts'
import { count, percentile } from './numbers.ts'
import type {
  CandidateOverview,
  ComparedScore,
  ReportCandidate,
  ReportFrame,
  ReportWhy,
} from './report-input.ts'
import { logOdds, type ReportScoreKind, SCORE_WORDS } from './score-words.ts'
import { escapeHtml } from './text.ts'
import { whyWords } from './why-words.ts'

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
const TAGS: Column = {
  width: 14,
  head: '<th scope="col">Tags</th>',
  cell: ({ tags }) => `<td class="foreign">${escapeHtml(tags.join(', '))}</td>`,
}
const NOTE: Column = {
  width: 22,
  head: '<th scope="col">Note</th>',
  cell: ({ note }) => `<td class="foreign">${escapeHtml(note)}</td>`,
}

/** A score by its kind: an RMSE beside its percentile, a stability score as its percentile beside the log-odds. */
const SCORE: Readonly<Record<ReportScoreKind, readonly Column[]>> = {
  rmse: [
    numbers(8, 'RMSE', ({ score }) => SCORE_WORDS.rmse.value(score)),
    numbers(9, 'Percentile', candidate => percentile(candidate.percentile)),
  ],
  stability: [
    numbers(9, 'Stability score', candidate => percentile(candidate.percentile)),
    numbers(8, 'Log-odds', ({ score }) => logOdds(score)),
  ],
}

function numbers(width: number, title: string, text: (candidate: ReportCandidate) => string): Column {
  return {
    width,
    head: `<th ${NUMBER_HEAD}>${title}</th>`,
    cell: candidate => `<td class="number">${text(candidate)}</td>`,
  }
}

/** The second model's score and rank; of two alike the second is numbered. */
function comparedColumns(kind: ReportScoreKind, compared: ReportScoreKind): Column[] {
  const name = SCORE_WORDS[compared].name
  const isAlike = kind === compared
  return [
    {
      width: 10,
      head: `<th ${NUMBER_HEAD}>${isAlike ? `${name} 2` : name}</th>`,
      cell: candidate => comparedCell(compared, candidate.compared),
    },
    numbers(9, isAlike ? 'Rank 2' : `Rank by ${SCORE_WORDS[compared].short}`, candidate =>
      candidate.compared?.kind === 'scored' ? count(candidate.compared.rank) : '–',
    ),
  ]
}

/** A second score, or why there is none. */
function comparedCell(kind: ReportScoreKind, compared: ComparedScore | null): string {
  switch (compared?.kind) {
    case 'scored': {
      const text = kind === 'rmse' ? SCORE_WORDS.rmse.value(compared.score) : percentile(compared.percentile)
      return `<td class="number">${text}</td>`
    }
    case 'outside':
      return `<td class="number reason">${SCORE_WORDS[kind].missing(compared.elements.join(', '))}</td>`
    default:
      return '<td class="number reason">not scored yet</td>'
  }
}

/** The ranked table; columns of identifiers, tags and notes only where the list has any. */
export function rankedTable(
  { columns, model, compared }: Pick<ReportFrame, 'columns' | 'model' | 'compared'>,
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
    ...SCORE[model.kind],
    // Beside a second score there is no room for a bar.
    ...(compared === null ? [BAR] : comparedColumns(model.kind, compared.model.kind)),
    ...(columns.charge ? [CHARGE] : []),
    ...(columns.nearest ? [NEAREST] : []),
    ...(have.id ? [ID] : []),
    ...(have.tags ? [TAGS] : []),
    ...(have.note ? [NOTE] : []),
  ]
  return {
    open: [
      '<table>',
      columnWidths(chosen.map(({ width }) => width)),
      `<thead><tr>${chosen.map(({ head }) => head).join('')}</tr></thead>`,
      '<tbody>\n',
    ].join('\n'),
    row: candidate => {
      const row = `<tr>${chosen.map(({ cell }) => cell(candidate)).join('')}</tr>\n`
      return columns.why && candidate.why !== null ? row + whyRow(candidate.why, chosen.length) : row
    },
    close: '</tbody>\n</table>',
  }
}

/** Below a candidate, over the whole width: what is known that resembles it. */
function whyRow(why: ReportWhy, columns: number): string {
  const words = whyWords(why, composition => formatFormula(composition, 'html'))
  return `<tr class="why"><td></td><td colspan="${columns - 1}">${words}</td></tr>\n`
}

/** The nearest known compound, and what makes the candidate into it. */
function nearestCell({ composition, nearest }: ReportCandidate): string {
  if (nearest === null) return ''
  const change = changeWords(composition, nearest)
  return `${formatFormula(nearest, 'html')}<span class="change">${change ?? 'this composition'}</span>`
}

function formulaCell({ composition, text, trainedOn, scoredAs }: ReportCandidate): string {
  const asWritten = text.trim()
  const shown = [formatFormula(composition, 'plain'), formatFormula(composition, 'unicode')]
  const formula = formatFormula(composition, 'html') + (trainedOn ? '<span class="dagger">†</span>' : '')
  const below = [
    ...(shown.includes(asWritten) ? [] : [escapeHtml(asWritten)]),
    ...(scoredAs === null ? [] : [`scored as ${formatFormula(scoredAs, 'html')}`]),
  ]
  return formula + below.map(line => `<span class="as-written">${line}</span>`).join('')
}

function wholePercent(value: number): number {
  return Math.round(Math.min(100, Math.max(0, value)))
}

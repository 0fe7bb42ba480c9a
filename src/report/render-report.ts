import { modelCard } from './model-card.ts'
import { count } from './numbers.ts'
import { problemSection } from './problem-table.ts'
import { rankedTable } from './ranking-table.ts'
import type {
  CandidateOverview,
  ReportCandidate,
  ReportFrame,
  ReportInput,
  ReportModel,
  ReportScale,
} from './report-input.ts'
import { FEWEST_BINNED, scoreChart } from './score-chart.ts'
import { distributionWords, SCORE_WORDS } from './score-words.ts'
import { stylesheet } from './stylesheet.ts'
import { escapeHtml } from './text.ts'

/**
 * A ranking as one HTML page that needs nothing else: no script, no outside resource, its figure as vector
 * graphics. Prints on A4 and Letter. All text that comes from the list or the model is escaped.
 */
export function renderReport(report: ReportInput): string {
  const { candidates, limit } = report
  const shown = limit === null ? candidates : candidates.slice(0, limit)
  const { head, row, tail } = reportPieces(report, {
    scores: candidates.map(({ score }) => score),
    comparedScores: candidates.flatMap(({ compared }) =>
      compared?.kind === 'scored' ? [compared.score] : [],
    ),
    shown: shown.length,
    have: {
      id: shown.some(({ id }) => id !== ''),
      tags: shown.some(({ tags }) => tags.length > 0),
      note: shown.some(({ note }) => note !== ''),
      trainedOn: shown.some(({ trainedOn }) => trainedOn),
    },
  })
  return head + shown.map(row).join('') + tail
}

/** A report in pieces, for lists that are too long to be held: between head and tail, each candidate's row. */
export interface ReportPieces {
  readonly head: string
  row(candidate: ReportCandidate): string
  readonly tail: string
}

/** See `renderReport`. */
export function reportPieces(report: ReportFrame, overview: CandidateOverview): ReportPieces {
  const table = rankedTable(report, overview)
  return { head: head(report, overview) + table.open, row: table.row, tail: table.close + tail(report) }
}

function head(report: ReportFrame, overview: CandidateOverview): string {
  const { title } = report
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Anomalite">
<title>${escapeHtml(title)}</title>
<style>${stylesheet(runningTitle(report))}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="byline">${escapeHtml(report.source)} · ${rankedBy(report)} · ${dateWords(report)}</p>
${selection(report)}
${keyFigures(report, overview)}
</header>
<div class="overview">
${distributions(report, overview)}
${modelCards(report)}
</div>
${remarks(report.notes)}
<section>
<h2>Ranking <span class="tally">${tally(overview)}</span></h2>
${trainedOnNote(report, overview)}
`
}

function tail(report: ReportFrame): string {
  return `
</section>
${problemSection('Outside the model', SCORE_WORDS[report.model.kind].outside, report.outsideModel)}
${problemSection(
  'Lines that could not be read',
  'Nothing was guessed: correct these lines in the list and rank it again.',
  report.unread,
)}
</main>
</body>
</html>
`
}

/** How many of how many. */
function tally({ shown, scores }: CandidateOverview): string {
  return shown === scores.length ? count(shown) : `the first ${count(shown)} of ${count(scores.length)}`
}

/** By which model, and beside which other; a name tells RMSE well enough where nothing else is in sight. */
function rankedBy({ model, compared }: ReportFrame): string {
  const named = ({ kind, name }: ReportModel) => `${SCORE_WORDS[kind].inText} (${escapeHtml(name)})`
  if (compared !== null) return `ranked by ${named(model)} beside ${named(compared.model)}`
  return `ranked by ${model.kind === 'rmse' ? escapeHtml(model.name) : named(model)}`
}

function modelCards({ model, compared }: ReportFrame): string {
  if (compared === null) return modelCard(model)
  return `<div>\n${modelCard(model)}\n${modelCard(compared.model, 'Model beside it')}\n</div>`
}

/** Which lines these are, where they are not all. */
function selection({ selection }: ReportFrame): string {
  return selection === null ? '' : `<p class="selection">${escapeHtml(selection)}</p>`
}

function keyFigures(report: ReportFrame, { scores }: CandidateOverview): string {
  const { lines, duplicates, outsideModel, unread, unscored } = report
  const figures: readonly (readonly [term: string, value: number])[] = [
    [report.selection === null ? 'Lines in the list' : 'Lines', lines],
    ['Ranked', scores.length],
    ['Duplicates', duplicates],
    ['Outside the model', outsideModel.length],
    ['Not read', unread.length],
    ...(unscored > 0 ? ([['Not scored yet', unscored]] as const) : []),
  ]
  const items = figures.map(([term, value]) => `<div><dt>${term}</dt><dd>${count(value)}</dd></div>`)
  return `<dl class="figures">${items.join('')}</dl>`
}

/** Where the scores lie; those of a second model below those of the first. */
function distributions({ model, reference, compared }: ReportFrame, overview: CandidateOverview): string {
  const first = distribution({ model, reference }, Array.from(overview.scores), reading(model))
  if (compared === null) return first
  const isOtherKind = compared.model.kind !== model.kind
  const second = distribution(
    compared,
    Array.from(overview.comparedScores),
    isOtherKind ? reading(compared.model) : '',
  )
  return `<div>\n${first}\n${second}\n</div>`
}

function reading({ kind }: ReportModel): string {
  return `<p class="reading">${SCORE_WORDS[kind].reading}</p>`
}

function distribution({ model, reference }: ReportScale, scores: readonly number[], reading: string): string {
  const { kind } = model
  const { heading, inText } = SCORE_WORDS[kind]
  const label = `Distribution of ${inText} over ${count(scores.length)} ${scores.length === 1 ? 'candidate' : 'candidates'} and over the held-out known stable compounds`
  const { svg, bins } = scoreChart(scores, { kind, reference }, label)
  const ticks = scores.length < FEWEST_BINNED
  const key = [
    `<li><svg viewBox="0 0 22 12" aria-hidden="true"><rect width="22" height="12" fill="var(--reference)"/></svg>Known stable compounds, held out (${count(model.heldOutPositives)})</li>`,
    scores.length === 0
      ? ''
      : `<li><svg viewBox="0 0 22 12" aria-hidden="true"><path d="${ticks ? 'M6 0V12M16 0V12' : 'M1 12V6H8V1H15V8H21V12'}" fill="none" stroke="var(--accent)" stroke-width="1.75"/></svg>This list (${count(scores.length)}${ticks ? ', one tick each' : ''})</li>`,
  ]
  const sentences = distributionWords(kind, scores, reference, bins.listBeyond)
  const caption = sentences === '' ? '' : `<figcaption>${sentences}</figcaption>`
  return [
    '<section>',
    `<h2>${heading}</h2>`,
    `<figure>\n<ul class="key">${key.join('')}</ul>\n${svg}\n${caption}\n</figure>`,
    reading,
    '</section>',
  ].join('\n')
}

function trainedOnNote({ model }: ReportFrame, { have }: CandidateOverview): string {
  if (!have.trainedOn) return ''
  return `<p class="lead"><span class="dagger">†</span> ${SCORE_WORDS[model.kind].known}</p>`
}

function remarks(notes: readonly string[]): string {
  if (notes.length === 0) return ''
  const paragraphs = notes.map(note => `<p class="lead">${escapeHtml(note)}</p>`)
  return `<section>\n<h2>Remarks</h2>\n${paragraphs.join('\n')}\n</section>`
}

function dateWords({ createdAt, timeZone }: ReportFrame): string {
  const written = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' })
  return `<time datetime="${createdAt.toISOString()}">${escapeHtml(written.format(createdAt))}</time>`
}

const LONGEST_RUNNING_TITLE = 60
const LONGEST_RUNNING_NAME = 30

function runningTitle({ title, model }: ReportFrame): string {
  return `${shortened(title, LONGEST_RUNNING_TITLE)} · ${shortened(model.name, LONGEST_RUNNING_NAME)}`
}

function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`
}

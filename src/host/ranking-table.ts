import { describeVerdict } from '../domain/charge/index.ts'
import { formatFormula } from '../domain/formula/index.ts'
import type { ExportTable, TableCell } from '../library/index.ts'
import type { RankedLines, Ranking } from './ranking.ts'
import { outsideMessage, scoreCautions } from './scoring.ts'

/** What a table of ranked lines says of their scores. */
export interface ScoreColumns<Score, Outside> {
  readonly columns: readonly string[]
  /** The cells of these columns. */
  readonly cells: (score: Score) => Readonly<Record<string, TableCell>>
  readonly cautions: (score: Score) => readonly string[]
  readonly outsideMessage: (reason: Outside) => string
}

/** A ranking as a table, as `tableOfLines` makes it. */
export function rankingTable(ranking: Ranking): ExportTable {
  return tableOfLines(ranking, {
    columns: ['rmse', 'percentile'],
    cells: ({ rmse, percentile }) => ({
      rmse: Number(rmse.toFixed(6)),
      percentile: Number(percentile.toFixed(2)),
    }),
    cautions: scoreCautions,
    outsideMessage,
  })
}

/** Columns before and after those of the scores. */
const FIRST_COLUMNS = ['rank', 'formula']
const LAST_COLUMNS = [
  'charge',
  'caution',
  'as written',
  'line',
  'id',
  'label',
  'note',
  'e_above_hull',
  'problem',
]

/**
 * Ranked lines as a table, best first, then the lines outside the model and those that could not be read, with why.
 * Columns the list had of its own follow.
 */
export function tableOfLines<Score, Outside>(
  ranking: RankedLines<Score, Outside>,
  scores: ScoreColumns<Score, Outside>,
): ExportTable {
  const { candidates, outside, unread } = ranking
  const lines = [...candidates.map(({ line }) => line), ...outside.map(({ line }) => line), ...unread]
  const own = [...FIRST_COLUMNS, ...scores.columns, ...LAST_COLUMNS]
  const others = [...new Set(lines.flatMap(({ otherColumns }) => Object.keys(otherColumns)))]
  const taken = new Set<string>(own)
  const named = others.map(heading => {
    let name = heading
    while (taken.has(name)) name += ' (in the list)'
    taken.add(name)
    return name
  })
  const row = (line: RankedLine, cells: OwnCells): TableCell[] => {
    const all: OwnCells = {
      'as written': line.text,
      line: line.line,
      id: line.externalId,
      label: line.label,
      note: line.note,
      e_above_hull: line.energyAboveHullEvPerAtom,
      ...cells,
    }
    return [
      ...own.map(column => all[column] ?? null),
      ...others.map(heading =>
        Object.hasOwn(line.otherColumns, heading) ? line.otherColumns[heading]! : null,
      ),
    ]
  }
  return { columns: [...own, ...named], rows: rankedRows(ranking, scores, row) }
}

type RankedLine = Ranking['candidates'][number]['line'] | Ranking['unread'][number]
type OwnCells = Readonly<Record<string, TableCell>>

function* rankedRows<Score, Outside>(
  { candidates, outside, unread }: RankedLines<Score, Outside>,
  scores: ScoreColumns<Score, Outside>,
  row: (line: RankedLine, own: OwnCells) => TableCell[],
): Iterable<TableCell[]> {
  for (const { rank, line, score, charge } of candidates) {
    yield row(line, {
      rank,
      formula: formatFormula(line.composition),
      ...scores.cells(score),
      charge: describeVerdict(charge),
      caution: scores.cautions(score).join('; ') || null,
    })
  }
  for (const { line, reason } of outside) {
    yield row(line, { formula: formatFormula(line.composition), problem: scores.outsideMessage(reason) })
  }
  for (const line of unread) yield row(line, { problem: line.problem.message })
}

import { describeVerdict } from '../domain/charge/index.ts'
import { formatFormula } from '../domain/formula/index.ts'
import { type ExportTable, type TableCell, tagText } from '../library/index.ts'
import type { RankableLine, Ranking } from './ranking.ts'
import { outsideMessage, scoreCautions } from './scoring.ts'

export const OWN_COLUMNS = [
  'rank',
  'formula',
  'rmse',
  'percentile',
  'charge',
  'caution',
  'as written',
  'line',
  'id',
  'label',
  'note',
  'tags',
  'e_above_hull',
  'problem',
] as const

export type OwnColumn = (typeof OWN_COLUMNS)[number]

/** Headings of a list's own columns, told apart from the program's and from each other. */
export function namedApart(headings: readonly string[], own: readonly string[]): string[] {
  const taken = new Set<string>(own)
  return headings.map(heading => {
    let name = heading
    while (taken.has(name)) name += ' (in the list)'
    taken.add(name)
    return name
  })
}

/** The program's columns of a table of lines: that of tags where any line has some. */
export function ownColumns(lines: readonly Pick<RankableLine, 'tags'>[]): readonly OwnColumn[] {
  const hasTags = lines.some(({ tags }) => tags.length > 0)
  return OWN_COLUMNS.filter(column => column !== 'tags' || hasTags)
}

/** Tags in one cell, as imports read them. */
export function tagCell(tags: readonly string[]): TableCell {
  return tags.length === 0 ? null : tagText(tags)
}

/**
 * A ranking as a table, best first, then the lines outside the model and those that could not be read, with why.
 * Columns the list had of its own follow.
 */
export function rankingTable(ranking: Ranking): ExportTable {
  const { candidates, outside, unread } = ranking
  const lines = [...candidates.map(({ line }) => line), ...outside.map(({ line }) => line), ...unread]
  const others = [...new Set(lines.flatMap(({ otherColumns }) => Object.keys(otherColumns)))]
  const columns = ownColumns(lines)
  const row = (line: RankedLine, own: OwnCells): TableCell[] => {
    const cells: OwnCells = {
      'as written': line.text,
      line: line.line,
      id: line.externalId,
      label: line.label,
      note: line.note,
      tags: tagCell(line.tags),
      e_above_hull: line.energyAboveHullEvPerAtom,
      ...own,
    }
    return [
      ...columns.map(column => cells[column] ?? null),
      ...others.map(heading =>
        Object.hasOwn(line.otherColumns, heading) ? line.otherColumns[heading]! : null,
      ),
    ]
  }
  return {
    columns: [...columns, ...namedApart(others, columns)],
    rows: rankedRows(ranking, row),
  }
}

type RankedLine = Ranking['candidates'][number]['line'] | Ranking['unread'][number]
type OwnCells = Partial<Record<OwnColumn, TableCell>>

function* rankedRows(
  { candidates, outside, unread }: Ranking,
  row: (line: RankedLine, own: OwnCells) => TableCell[],
): Iterable<TableCell[]> {
  for (const { rank, line, score, charge } of candidates) {
    yield row(line, {
      rank,
      formula: formatFormula(line.composition),
      rmse: Number(score.rmse.toFixed(6)),
      percentile: Number(score.percentile.toFixed(2)),
      charge: describeVerdict(charge),
      caution: scoreCautions(score).join('; ') || null,
    })
  }
  for (const { line, reason } of outside) {
    yield row(line, { formula: formatFormula(line.composition), problem: outsideMessage(reason) })
  }
  for (const line of unread) yield row(line, { problem: line.problem.message })
}

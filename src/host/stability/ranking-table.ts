import { describeVerdict } from '../../domain/charge/index.ts'
import { formatFormula } from '../../domain/formula/index.ts'
import type { ExportTable, TableCell } from '../../library/index.ts'
import { namedApart, ownColumns, tagCell } from '../ranking-table.ts'
import type { RmseBeside, StabilityRanking } from './ranking.ts'
import { outsideStabilityMessage, stabilityCautions } from './scoring.ts'

/**
 * A ranking by stability score as a table with the columns of one by RMSE, but for the score: best first, then the
 * lines outside the model and those that could not be read, with why. RMSE stands beside where it is given.
 */
export function stabilityRankingTable(ranking: StabilityRanking, beside: RmseBeside | null): ExportTable {
  const { candidates, outside, unread } = ranking
  const lines = [...candidates.map(({ line }) => line), ...outside.map(({ line }) => line), ...unread]
  const own = ownColumns(lines).flatMap((column): readonly string[] => {
    if (column === 'percentile') return ['stability percentile', 'stability log-odds']
    return column === 'rmse' && !beside ? [] : [column]
  })
  const others = [...new Set(lines.flatMap(({ otherColumns }) => Object.keys(otherColumns)))]
  const row = (line: (typeof lines)[number], ofScore: Readonly<Record<string, TableCell>>): TableCell[] => {
    const cells: Readonly<Record<string, TableCell>> = {
      'as written': line.text,
      line: line.line,
      id: line.externalId,
      label: line.label,
      note: line.note,
      tags: tagCell(line.tags),
      e_above_hull: line.energyAboveHullEvPerAtom,
      ...ofScore,
    }
    return [
      ...own.map(column => cells[column] ?? null),
      ...others.map(heading =>
        Object.hasOwn(line.otherColumns, heading) ? line.otherColumns[heading]! : null,
      ),
    ]
  }
  return { columns: [...own, ...namedApart(others, own)], rows: rows(ranking, beside, row) }
}

type Line = StabilityRanking['candidates'][number]['line'] | StabilityRanking['unread'][number]

function* rows(
  { candidates, outside, unread }: StabilityRanking,
  beside: RmseBeside | null,
  row: (line: Line, ofScore: Readonly<Record<string, TableCell>>) => TableCell[],
): Iterable<TableCell[]> {
  for (const { rank, line, score, charge } of candidates) {
    const error = beside?.get(score.canonical)
    yield row(line, {
      rank,
      formula: formatFormula(line.composition),
      rmse: error?.kind === 'scored' ? Number(error.rmse.toFixed(6)) : null,
      'stability percentile': Number(score.percentile.toFixed(2)),
      'stability log-odds': Number(score.logOdds.toFixed(4)),
      charge: describeVerdict(charge),
      caution: stabilityCautions(score).join('; ') || null,
    })
  }
  for (const { line, reason } of outside) {
    yield row(line, { formula: formatFormula(line.composition), problem: outsideStabilityMessage(reason) })
  }
  for (const line of unread) yield row(line, { problem: line.problem.message })
}

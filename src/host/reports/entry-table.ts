import { balanceCharges, describeVerdict } from '../../domain/charge/index.ts'
import { electropositiveOrder, formatFormula, parseFormula } from '../../domain/formula/index.ts'
import type { ExportTable, TableCell } from '../../library/index.ts'
import { changeWords } from '../../report/index.ts'
import { namedApart, OWN_COLUMNS, type OwnColumn } from '../ranking-table.ts'
import { scoreCautions } from '../scoring.ts'
import { type Line, linesOf, type RankedRow } from './lines.ts'
import type { AskRows, ReportTask } from './report-task.ts'

type Cells = Partial<Record<OwnColumn | 'nearest known' | 'difference', TableCell>>

/** The lines of a report as a table, in their order, with why some have no rank. Columns the lists had of their own follow. */
export async function entryTable({ columns }: ReportTask, ask: AskRows): Promise<ExportTable> {
  const own = [
    ...OWN_COLUMNS.filter(column => {
      if (column === 'charge') return columns.charge
      return column === 'note' || column === 'caution' ? columns.note : true
    }),
    ...(columns.nearest ? (['nearest known', 'difference'] as const) : []),
  ]
  const others = new Set<string>()
  for await (const { row } of linesOf(ask, 'without')) {
    for (const heading of Object.keys(row.otherColumns)) others.add(heading)
  }
  const rows = async function* () {
    for await (const line of linesOf(ask, columns.nearest ? 'with' : 'without')) {
      const cells = cellsOf(line, columns)
      yield [
        ...own.map(column => cells[column] ?? null),
        ...Array.from(others, heading => line.row.otherColumns[heading] ?? null),
      ]
    }
  }
  return { columns: [...own, ...namedApart([...others], own)], rows: rows() }
}

function cellsOf(line: Line, columns: ReportTask['columns']): Cells {
  const { row } = line
  const composition = row.formula === null ? null : parseFormula(row.text.trim())
  return {
    formula: composition === null ? null : formatFormula(composition),
    'as written': row.text,
    line: row.line,
    id: row.externalId,
    label: row.label,
    note: row.note,
    e_above_hull: row.energyAboveHullEvPerAtom,
    ...(line.kind === 'ranked' ? rankedCells(line.row, columns) : { problem: line.problem.message }),
  }
}

function rankedCells(row: RankedRow, columns: ReportTask['columns']): Cells {
  const composition = parseFormula(row.text.trim())
  const nearest = row.nearest === null ? null : electropositiveOrder(parseFormula(row.nearest))
  return {
    rank: row.rank,
    rmse: Number(row.rmse.toFixed(6)),
    percentile: Number(row.percentile.toFixed(2)),
    charge: columns.charge ? describeVerdict(balanceCharges(composition)) : null,
    caution: scoreCautions(row).join('; ') || null,
    'nearest known': nearest === null ? null : formatFormula(nearest),
    difference: nearest === null ? null : changeWords(composition, nearest),
  }
}

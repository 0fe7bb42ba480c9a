import { balanceCharges, describeVerdict } from '../../domain/charge/index.ts'
import { electropositiveOrder, formatFormula, parseFormula } from '../../domain/formula/index.ts'
import type { ExportTable, TableCell } from '../../library/index.ts'
import { changeWords, whyWords } from '../../report/index.ts'
import { namedApart, OWN_COLUMNS, tagCell } from '../ranking-table.ts'
import { scoreCautions } from '../scoring.ts'
import { hostWords } from '../stability/scoring.ts'
import { isHosted } from './hosted.ts'
import { extrasOf, type Line, linesOf, type RankedRow } from './lines.ts'
import type { AskRows, ReportRow, ReportTask } from './report-task.ts'
import { comparedCells, comparedTitles, scoreCells, scoreTitles } from './score-cells.ts'

type Cells = Readonly<Record<string, TableCell>>

/** The lines of a report as a table, in their order, with why some have no rank. Columns the lists had of their own follow. */
export async function entryTable(task: ReportTask, ask: AskRows): Promise<ExportTable> {
  const others = new Set<string>()
  const have = { tags: false, hosts: false }
  for await (const { row } of linesOf(task, ask, [])) {
    for (const heading of Object.keys(row.otherColumns)) others.add(heading)
    have.tags ||= row.tags.length > 0
    have.hosts ||= stabilityOf(row, task) !== null && isHosted(row.formula)
  }
  const own = ownTitles(task, have)
  const rows = async function* () {
    for await (const line of linesOf(task, ask, extrasOf(task))) {
      const cells = cellsOf(line, task)
      yield [
        ...own.map(column => cells[column] ?? null),
        ...Array.from(others, heading => line.row.otherColumns[heading] ?? null),
      ]
    }
  }
  return { columns: [...own, ...namedApart([...others], own)], rows: rows() }
}

function stabilityOf({ score, comparedScore }: ReportRow, { frame }: ReportTask): number | null {
  if (frame.model.kind === 'stability') return score
  return frame.compared?.model.kind === 'stability' ? comparedScore : null
}

/** Scores stand where those of a ranking by RMSE do, the second model's behind the first's. */
function ownTitles(
  { columns, frame, notInUse }: ReportTask,
  have: { tags: boolean; hosts: boolean },
): string[] {
  const ranking = OWN_COLUMNS.flatMap((column): readonly string[] => {
    if (column === 'rmse') {
      return [
        ...scoreTitles(frame.model.kind),
        ...comparedTitles(frame),
        ...(have.hosts ? ['scored as'] : []),
      ]
    }
    if (column === 'percentile') return []
    if (column === 'tags') return have.tags ? [column] : []
    if (column === 'charge') return columns.charge ? [column] : []
    return column === 'note' || column === 'caution' ? (columns.note ? [column] : []) : [column]
  })
  return [
    ...ranking,
    ...(columns.nearest ? ['nearest known', 'difference'] : []),
    ...(columns.why ? ['known analogs'] : []),
    ...(notInUse.model ? ['model'] : []),
    ...(notInUse.compared ? ['model 2'] : []),
  ]
}

/** A model that is not in use stands in each line that it scored. */
const unusedModel = (name: string, score: number | null) => (score === null ? null : `${name} (not in use)`)

function cellsOf(line: Line, task: ReportTask): Cells {
  const { row } = line
  const { frame } = task
  const composition = row.formula === null ? null : parseFormula(row.text.trim())
  return {
    formula: composition === null ? null : formatFormula(composition),
    'as written': row.text,
    line: row.line,
    id: row.externalId,
    label: row.label,
    note: row.note,
    tags: tagCell(row.tags),
    'scored as': row.host === null ? null : hostWords(row.host),
    e_above_hull: row.energyAboveHullEvPerAtom,
    ...comparedCells(frame, row),
    model: unusedModel(frame.model.name, row.score),
    'model 2': frame.compared === null ? null : unusedModel(frame.compared.model.name, row.comparedScore),
    ...(line.kind === 'ranked' ? rankedCells(line.row, task) : { problem: line.problem.message }),
  }
}

function rankedCells(row: RankedRow, { columns, frame }: ReportTask): Cells {
  const composition = parseFormula(row.text.trim())
  const nearest = row.nearest === null ? null : electropositiveOrder(parseFormula(row.nearest))
  return {
    rank: row.rank,
    ...scoreCells(frame.model.kind, row.score, row.percentile),
    charge: columns.charge ? describeVerdict(balanceCharges(composition)) : null,
    caution: cautions(row, frame).join('; ') || null,
    'nearest known': nearest === null ? null : formatFormula(nearest),
    difference: nearest === null ? null : changeWords(composition, nearest),
    'known analogs': row.why === null ? null : whyWords(row.why, formatFormula),
  }
}

function cautions(row: RankedRow, { model }: ReportTask['frame']): string[] {
  if (model.kind === 'rmse') return scoreCautions(row)
  return row.trainedOn ? ['a compound that the model knows'] : []
}

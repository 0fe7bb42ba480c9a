import { AnomaliteError } from '../../domain/error.ts'
import { looksLikeFormula, parsesAsFormula } from './cell-content.ts'
import { type ColumnRole, energyFactor, formulaNameRank, nameRank } from './column-names.ts'
import type { TableRow } from './table.ts'

/** A column by its heading or by its number from 1; null for none. */
export type ColumnChoice = string | number | null

export interface LayoutChoice {
  readonly header?: 'present' | 'absent'
  readonly columns?: Readonly<Partial<Record<ColumnRole, ColumnChoice>>>
}

/** Where things are in a table. Columns count from 0. */
export interface Layout {
  /** Headings, or null when the first row is data already. */
  readonly header: readonly string[] | null
  /** Line of the header; rows up to it are no entries. 0 without a header. */
  readonly headerLine: number
  readonly formula: number
  readonly externalId: number | null
  readonly label: number | null
  readonly note: number | null
  readonly tags: number | null
  readonly energyAboveHull: number | null
  /** Factor from the energy column to eV per atom. */
  readonly energyFactor: number
}

const headerSoughtInRows = 10

/**
 * Finds the header row and the columns of a table from its first rows (blank ones left out): by heading first,
 * by content where headings do not say. A named formula column whose cells do not read as formulas gives way
 * to one whose cells do.
 *
 * Throws `import/no-formula-column` and, for a choice that the table does not have, `import/no-such-column`.
 */
export function detectLayout(sample: readonly TableRow[], choice: LayoutChoice): Layout {
  const headerIndex = findHeader(sample, choice)
  const header = headerIndex === null ? null : sample[headerIndex]!.cells.map(cell => cell.trim())
  const rows = headerIndex === null ? sample : sample.slice(headerIndex + 1)
  const width = Math.max(header?.length ?? 0, ...rows.map(row => row.cells.length))
  const chosen = (role: ColumnRole) => chooseColumn(choice.columns?.[role], header, width)
  const formula = chosen('formula') ?? findFormulaColumn(header, rows, width)
  const taken = new Set([formula])
  const find = (role: ColumnRole) => {
    if (choice.columns?.[role] === null) return null
    const column = chosen(role) ?? bestNamed(role, header ?? [], taken)
    if (column !== null) taken.add(column)
    return column
  }
  const energyAboveHull = find('energyAboveHull')
  return {
    header,
    headerLine: headerIndex === null ? 0 : sample[headerIndex]!.line,
    formula,
    externalId: find('externalId'),
    label: find('label'),
    note: find('note'),
    tags: find('tags'),
    energyAboveHull,
    energyFactor: energyAboveHull === null ? 1 : energyFactor(header?.[energyAboveHull] ?? ''),
  }
}

function findHeader(sample: readonly TableRow[], choice: LayoutChoice): number | null {
  if (choice.header === 'absent' || sample.length === 0) return null
  const named = sample.slice(0, headerSoughtInRows).findIndex(({ cells }) => isNamedHeader(cells))
  if (named >= 0 && !sample.slice(0, named).some(row => row.cells.some(hasFormula))) return named
  if (choice.header === 'present') return 0
  const { cells } = sample[0]!
  const chosen = choice.columns?.formula
  if (typeof chosen === 'string' && cells.some(cell => cell.trim() === chosen)) return 0
  return isLikelyHeader(cells) ? 0 : null
}

/** Names a formula column and holds no formula; symbols alone (No, In) may be headings. */
function isNamedHeader(cells: readonly string[]): boolean {
  const isNamed = cells.some(cell => formulaNameRank(cell) !== undefined)
  return isNamed && !cells.some(cell => cell.trim().length > 2 && hasFormula(cell))
}

function hasFormula(cell: string): boolean {
  return cell.trim() !== '' && parsesAsFormula(cell.trim())
}

/** Several headings and nothing but: words, no formulas, no numbers. One lone word may be a misspelt formula. */
function isLikelyHeader(cells: readonly string[]): boolean {
  const filled = cells.map(cell => cell.trim()).filter(cell => cell !== '')
  return (
    filled.length > 1 &&
    filled.every(cell => /^\p{L}[\p{L}\s_./()%-]*$/u.test(cell) && !parsesAsFormula(cell))
  )
}

function chooseColumn(
  choice: ColumnChoice | undefined,
  header: readonly string[] | null,
  width: number,
): number | null {
  if (choice === undefined || choice === null) return null
  const column = typeof choice === 'number' ? choice - 1 : (header?.indexOf(choice.trim()) ?? -1)
  if (Number.isInteger(column) && column >= 0 && column < width) return column
  const known =
    header === null ? `it has ${width} columns and no header` : `its columns are ${header.join(', ')}`
  const message = `The list has no column ${choice}: ${known}. Choose one of those.`
  throw new AnomaliteError('import/no-such-column', message, { column: choice, columns: header ?? [] })
}

function bestNamed(role: ColumnRole, header: readonly string[], taken: ReadonlySet<number>): number | null {
  let best: number | null = null
  let bestRank = Number.POSITIVE_INFINITY
  header.forEach((heading, column) => {
    const rank = taken.has(column) ? undefined : nameRank(role, heading)
    if (rank !== undefined && rank < bestRank) {
      best = column
      bestRank = rank
    }
  })
  return best
}

function findFormulaColumn(
  header: readonly string[] | null,
  rows: readonly TableRow[],
  width: number,
): number {
  const shares = Array.from({ length: width }, (_, column) => formulaShare(rows, column))
  const named = bestNamed('formula', header ?? [], new Set())
  if (named !== null && (shares[named]! >= 0.5 || Math.max(...shares) < 0.5)) return named
  const best = shares.indexOf(Math.max(...shares))
  if (shares[best]! >= 0.5) return best
  if (width === 1 && rows.some(row => looksLikeFormula(row.cells[0]!.trim()))) return 0
  const columns = header ?? []
  const found = columns.length > 0 ? ` Its columns are ${columns.join(', ')}.` : ''
  const message =
    `The list has no column whose cells read as chemical formulas.${found} ` +
    'Head the column “formula”, or say which one it is.'
  throw new AnomaliteError('import/no-formula-column', message, { columns })
}

function formulaShare(rows: readonly TableRow[], column: number): number {
  const filled = rows.map(row => row.cells[column]?.trim() ?? '').filter(cell => cell !== '')
  return filled.length === 0 ? 0 : filled.filter(parsesAsFormula).length / filled.length
}

import { canonicalFormula, FormulaError, parseFormula } from '../../domain/formula/index.ts'
import type { EntryText, LineProblem, ReadEntry, UnreadEntry } from '../library.ts'
import { tagsOfText } from '../tag-text.ts'
import { parseNumber } from './cell-content.ts'
import type { Layout } from './columns.ts'
import { damageKind, damageProblem } from './spreadsheet-damage.ts'
import type { TableRow } from './table.ts'

/**
 * A line of a list: `read`; `duplicate` of an earlier line, read all the same; or `problem`, kept with its
 * reason. Nothing of a line is dropped: cells without a role are in `otherColumns` by their heading.
 */
export type FormulaRow =
  | (ReadEntry & { readonly status: 'read' | 'duplicate' })
  | (UnreadEntry & { readonly status: 'problem' })

/** What became of the lines of a list. */
export interface LineCounts {
  read: number
  duplicates: number
  problems: number
  /** Lines without any text, comments, and lines above the header. */
  blank: number
  comments: number
  preamble: number
  /** Cells of the energy column that are no number; they are kept as text in `otherColumns`. */
  unreadEnergies: number
}

export function noLines(): LineCounts {
  return { read: 0, duplicates: 0, problems: 0, blank: 0, comments: 0, preamble: 0, unreadEnergies: 0 }
}

export function isBlank(row: TableRow): boolean {
  return row.cells.every(cell => cell.trim() === '')
}

/**
 * Reads the lines of a table one by one, counting as it goes. A composition seen before, however spelt, makes
 * a line a duplicate of the first line that had it.
 */
export async function* formulaRows(
  table: AsyncIterable<TableRow> | Iterable<TableRow>,
  layout: Layout,
  counts: LineCounts,
): AsyncGenerator<FormulaRow> {
  const firstLines = new Map<string, number>()
  for await (const row of table) {
    if (isBlank(row)) counts.blank++
    else if (row.line < layout.headerLine) counts.preamble++
    else if (row.line === layout.headerLine) continue
    else if (row.isComment) counts.comments++
    else yield readRow(row, layout, firstLines, counts)
  }
}

function readRow(
  row: TableRow,
  layout: Layout,
  firstLines: Map<string, number>,
  counts: LineCounts,
): FormulaRow {
  const entry = entryText(row, layout, counts)
  const nonText = row.nonText.get(layout.formula)
  const outcome = nonText === undefined ? readFormula(entry.text) : damageProblem(nonText, entry.text)
  if ('code' in outcome) {
    counts.problems++
    return { ...entry, status: 'problem', problem: outcome }
  }
  const canonical = canonicalFormula(outcome)
  const duplicateOfLine = firstLines.get(canonical) ?? null
  if (duplicateOfLine === null) {
    firstLines.set(canonical, row.line)
    counts.read++
    return { ...entry, status: 'read', composition: outcome, duplicateOfLine }
  }
  counts.duplicates++
  return { ...entry, status: 'duplicate', composition: outcome, duplicateOfLine }
}

/** Reads a line that says nothing but a formula: its composition, or why it has none. */
export function readFormula(text: string): ReturnType<typeof parseFormula> | LineProblem {
  const trimmed = text.trim()
  if (trimmed === '') {
    const message = 'The line has no formula. Enter one in the formula column.'
    return { code: 'import/missing-formula', message, position: null, suggestion: null }
  }
  try {
    return parseFormula(trimmed)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const damage = damageKind(trimmed)
    if (damage !== null) return damageProblem(damage, trimmed)
    const position = error.position + (text.length - text.trimStart().length)
    return { code: error.code, message: error.message, position, suggestion: error.suggestion }
  }
}

function entryText(row: TableRow, layout: Layout, counts: LineCounts): EntryText {
  const cell = (column: number | null) => {
    const text = column === null ? '' : (row.cells[column] ?? '')
    return text.trim() === '' ? null : text
  }
  const energyText = cell(layout.energyAboveHull)
  const energy = energyText === null ? null : parseNumber(energyText)
  const isEnergyUnread = energyText !== null && energy === null
  if (isEnergyUnread) counts.unreadEnergies++
  return {
    text: row.cells[layout.formula] ?? '',
    line: row.line,
    externalId: cell(layout.externalId),
    label: cell(layout.label),
    note: cell(layout.note),
    tags: tagsOfText(cell(layout.tags) ?? ''),
    energyAboveHullEvPerAtom: energy === null ? null : energy * layout.energyFactor,
    otherColumns: otherColumns(row, layout, isEnergyUnread),
  }
}

function otherColumns(row: TableRow, layout: Layout, keepsEnergyText: boolean): Record<string, string> {
  const others: [heading: string, text: string][] = []
  const used = new Set<string>()
  row.cells.forEach((text, column) => {
    const heading = uniqueHeading(layout.header?.[column] ?? '', column, used)
    if (text !== '' && (!hasRole(layout, column) || (keepsEnergyText && column === layout.energyAboveHull))) {
      others.push([heading, text])
    }
  })
  return Object.fromEntries(others)
}

function hasRole(layout: Layout, column: number): boolean {
  const { formula, externalId, label, note, tags, energyAboveHull } = layout
  return [formula, externalId, label, note, tags, energyAboveHull].includes(column)
}

/** Columns without a heading, and second ones of the same heading, go by their number too. */
function uniqueHeading(heading: string, column: number, used: Set<string>): string {
  const unique = heading !== '' && !used.has(heading) ? heading : `${heading} column ${column + 1}`.trim()
  used.add(unique)
  return unique
}

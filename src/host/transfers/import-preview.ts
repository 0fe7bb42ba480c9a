import type { ImportPreview, PreviewLine, ReadingChoice } from '../../contract/index.ts'
import { canonicalFormula } from '../../domain/formula/index.ts'
import {
  type FormulaRow,
  type ReadingChoice as LibraryChoice,
  type ListFormat,
  type ListSource,
  readFormulaList,
} from '../../library/index.ts'

/** How many lines a preview shows, and how many of those with a problem. */
const SHOWN_LINES = 100

/** What an import by the same choice would read, down to the last line. Throws what `readFormulaList` throws. */
export async function previewImport(source: ListSource, choice: ReadingChoice): Promise<ImportPreview> {
  const list = await readFormulaList(source, libraryChoice(choice))
  const lines: PreviewLine[] = []
  const problems: PreviewLine[] = []
  for await (const row of list.rows()) {
    if (lines.length < SHOWN_LINES) lines.push(previewLine(row))
    if (row.status === 'problem' && problems.length < SHOWN_LINES) problems.push(previewLine(row))
  }
  const { read, duplicates, problems: unread } = list.counts()
  return {
    choice: foundChoice(list.format),
    kind: list.format.kind,
    sheets: list.format.kind === 'xlsx' ? [...list.format.sheets] : [],
    columns: columnsOf(list.format),
    counts: { lines: read + duplicates + unread, read: read + duplicates, unread, repeated: duplicates },
    lines,
    problems,
  }
}

/** A window's choice as the library takes it: what is null was left open there. */
export function libraryChoice({ encoding, delimiter, sheet, header, columns }: ReadingChoice): LibraryChoice {
  const { formula, ...others } = columns
  return {
    ...(encoding !== null && { encoding }),
    ...(delimiter !== null && { delimiter }),
    ...(sheet !== null && { sheet }),
    ...(header !== null && { header }),
    columns: {
      ...(formula !== null && formula !== undefined && { formula }),
      ...Object.fromEntries(Object.entries(others).filter(([, column]) => column !== undefined)),
    },
  }
}

function foundChoice(format: ListFormat): ReadingChoice {
  const { layout } = format
  const number = (column: number | null) => (column === null ? null : column + 1)
  return {
    encoding: format.kind === 'text' ? format.encoding : null,
    delimiter: format.kind === 'text' ? format.delimiter : null,
    sheet: format.kind === 'xlsx' ? format.sheet : null,
    header: layout.header === null ? 'absent' : 'present',
    columns: {
      formula: layout.formula + 1,
      externalId: number(layout.externalId),
      label: number(layout.label),
      note: number(layout.note),
      tags: number(layout.tags),
      energyAboveHull: number(layout.energyAboveHull),
    },
  }
}

function columnsOf({ layout, width }: ListFormat): string[] {
  return Array.from({ length: width }, (_, column) => layout.header?.[column] || `column ${column + 1}`)
}

function previewLine(row: FormulaRow): PreviewLine {
  const { text, line, label, note, tags, externalId, energyAboveHullEvPerAtom } = row
  return {
    line,
    text,
    formula: 'composition' in row ? canonicalFormula(row.composition) : null,
    problem:
      'problem' in row
        ? {
            message: row.problem.message,
            position: row.problem.position,
            suggestion: row.problem.suggestion,
          }
        : null,
    duplicateOfLine: 'composition' in row ? row.duplicateOfLine : null,
    label,
    note,
    tags: [...tags],
    externalId,
    energyAboveHullEvPerAtom,
  }
}

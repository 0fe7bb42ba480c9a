import { AnomaliteError } from '../../../domain/error.ts'
import type { Archive } from '../../../durable/index.ts'
import type { TableRow } from '../table.ts'
import { broken, openWorkbookArchive } from './archive.ts'
import { readSharedStrings } from './cell-text.ts'
import { readDateStyles } from './dates.ts'
import { sheetRows } from './sheet.ts'
import { attribute, readXml } from './xml.ts'

/** A sheet of a workbook: its name, the names of all sheets, and its rows, read as they are taken. */
export interface WorkbookSheet {
  readonly name: string
  readonly sheets: readonly string[]
  rows(): Iterable<TableRow>
}

/**
 * Opens one sheet of an XLSX workbook, the first where no name is given. What the workbook may be, see
 * `openWorkbookArchive`; throws `import/no-such-sheet` too.
 */
export function openSheet(bytes: Buffer, sheetName: string | undefined): WorkbookSheet {
  const archive = openWorkbookArchive(bytes)
  const { sheets, firstDay } = readWorkbook(archive)
  const names = sheets.map(sheet => sheet.name)
  const sheet = sheetName === undefined ? sheets[0] : sheets.find(({ name }) => name === sheetName)
  if (sheet === undefined) {
    const message = `The workbook has no sheet “${sheetName ?? ''}”. Its sheets are ${names.join(', ')}.`
    throw new AnomaliteError('import/no-such-sheet', message, { sheet: sheetName ?? null, sheets: names })
  }
  const targets = readTargets(archive)
  const content = requiredPart(archive, targets.byId.get(sheet.relation) ?? '')
  const strings = archive.part(targets.byType.get('sharedStrings') ?? 'xl/sharedStrings.xml')
  const styles = archive.part(targets.byType.get('styles') ?? 'xl/styles.xml')
  const context = {
    sharedStrings: strings === undefined ? [] : readSharedStrings(strings),
    isDateStyle: styles === undefined ? [] : readDateStyles(styles),
    firstDay,
  }
  return { name: sheet.name, sheets: names, rows: () => sheetRows(content, context) }
}

function readWorkbook(archive: Archive) {
  const sheets: { readonly name: string; readonly relation: string }[] = []
  let firstDay: 1900 | 1904 = 1900
  for (const piece of readXml(requiredPart(archive, 'xl/workbook.xml'))) {
    if (piece.kind !== 'open') continue
    if (piece.name === 'workbookPr' && /^(1|true)$/.test(attribute(piece.attributes, 'date1904') ?? '')) {
      firstDay = 1904
    }
    const relation = piece.name === 'sheet' ? attribute(piece.attributes, 'id') : undefined
    if (relation !== undefined) sheets.push({ name: attribute(piece.attributes, 'name') ?? '', relation })
  }
  if (sheets.length === 0) throw broken('it has no sheets')
  return { sheets, firstDay }
}

/** Where the workbook's relations point: part names by relation id and by the last word of their type. */
function readTargets(archive: Archive) {
  const byId = new Map<string, string>()
  const byType = new Map<string, string>()
  for (const piece of readXml(requiredPart(archive, 'xl/_rels/workbook.xml.rels'))) {
    if (piece.kind !== 'open' || piece.name !== 'Relationship') continue
    const target = attribute(piece.attributes, 'Target') ?? ''
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
    byId.set(attribute(piece.attributes, 'Id') ?? '', part)
    byType.set((attribute(piece.attributes, 'Type') ?? '').split('/').at(-1)!, part)
  }
  return { byId, byType }
}

function requiredPart(archive: Archive, name: string): Buffer {
  const part = archive.part(name)
  if (part === undefined) throw broken(`it lacks the part ${name || 'of its sheet'}`)
  return part
}

import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { AnomaliteError } from '../../domain/error.ts'
import type { ExportTable, TableCell } from './table.ts'

const mostRows = 1_048_576
const longestCell = 32_767
const textStyle = 1
const headingStyle = 2
const bytesPerPush = 1 << 18

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="Anomalite" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
  // Format 49 is “text”: what is typed over such a cell stays text as well.
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
}

const sheetStart = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
const sheetEnd = '</sheetData></worksheet>'

/**
 * A table as an XLSX workbook piece by piece, its headings bold and frozen. Text is written as text, so that no
 * cell can become a formula, and numbers as numbers.
 *
 * Throws `export/too-many-rows` and `export/cell-too-long` where a spreadsheet has no room.
 */
export async function* xlsxPieces({ columns, rows }: ExportTable): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for (const [name, xml] of Object.entries(fixedParts)) {
    const part = new ZipPassThrough(name)
    zip.add(part)
    part.push(Buffer.from(declaration + xml), true)
  }
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 })
  zip.add(sheet)
  let xml = sheetStart + rowXml(columns, headingStyle, 1)
  let number = 1
  for await (const row of rows) {
    if (++number > mostRows) throw tooManyRows()
    xml += rowXml(row, textStyle, number)
    if (xml.length < bytesPerPush) continue
    sheet.push(Buffer.from(xml))
    xml = ''
    yield* ready.splice(0)
  }
  sheet.push(Buffer.from(xml + sheetEnd), true)
  zip.end()
  yield* ready
}

function tooManyRows(): AnomaliteError {
  const message = `A worksheet has room for ${mostRows} rows. Export as CSV or JSON instead.`
  return new AnomaliteError('export/too-many-rows', message, { limit: mostRows })
}

function rowXml(cells: readonly TableCell[], style: number, number: number): string {
  const xml = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${number}`, style))
  return `<row r="${number}">${xml.join('')}</row>`
}

/** A for column 0, Z for 25, AA for 26. */
function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

function cellXml(cell: TableCell, address: string, style: number): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${address}"><v>${cell}</v></c>` : ''
  if (cell === null || cell === '') return ''
  if (cell.length > longestCell) {
    const message = `Cell ${address} holds ${cell.length} characters; a worksheet has room for ${longestCell}. Export as CSV or JSON instead.`
    throw new AnomaliteError('export/cell-too-long', message, { cell: address, characters: cell.length })
  }
  return `<c r="${address}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
}

/** Characters that XML cannot hold become `_xHHHH_`, and text that looks like that is kept apart from it. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped.
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, character => {
        return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
      })
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  )
}

import { strToU8, type Zippable, zipSync } from 'fflate'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** What a workbook is made of; each part can be replaced to break it. */
export interface WorkbookParts {
  readonly sheets: Readonly<Record<string, string>>
  readonly sharedStrings?: string
  readonly styles?: string
  readonly workbookProperties?: string
}

/** XML of a sheet that holds these rows. */
export function sheetXml(rows: string): string {
  return `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`
}

/** A row of inline text cells, without row and cell numbers. */
export function textRow(...cells: string[]): string {
  return `<row>${cells.map(cell => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
}

/** The parts of a workbook, as a ZIP writer takes them. */
export function workbookZip(parts: WorkbookParts): Zippable {
  const names = Object.keys(parts.sheets)
  const sheets = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  const targets = names.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const zip: Zippable = {
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relationships}">${parts.workbookProperties ?? ''}<sheets>${sheets.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${targets.join('')}</Relationships>`),
  }
  names.forEach((name, i) => {
    zip[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(parts.sheets[name]!)
  })
  if (parts.sharedStrings !== undefined) zip['xl/sharedStrings.xml'] = strToU8(parts.sharedStrings)
  if (parts.styles !== undefined) zip['xl/styles.xml'] = strToU8(parts.styles)
  return zip
}

/** The bytes of a workbook. */
export function workbook(parts: WorkbookParts): Uint8Array {
  return zipSync(workbookZip(parts))
}

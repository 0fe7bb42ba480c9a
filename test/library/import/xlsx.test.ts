import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { randomStream } from '../../../src/domain/statistics/random.ts'
import { type FormulaRow, type ReadingChoice, readFormulaList } from '../../../src/library/index.ts'
import { processorMillisecondsSince } from '../../processor-time.ts'
import { sheetXml, textRow, workbook, workbookZip } from './workbook-file.ts'

async function read(bytes: Uint8Array, choice: ReadingChoice = {}) {
  const list = await readFormulaList({ bytes, fileName: 'list.xlsx' }, choice)
  const rows: FormulaRow[] = []
  for await (const row of list.rows()) rows.push(row)
  return { format: list.format, rows }
}

const oneSheet = (rows: string) => workbook({ sheets: { Sheet1: sheetXml(rows) } })

describe('a workbook is read', () => {
  test('as another program writes it, numbers in columns that are no formulas as numbers', async () => {
    const file = await writeXlsxFile([
      [{ value: 'formula' }, { value: 'e_above_hull' }, { value: 'note' }],
      [{ value: 'MgSiO3' }, { value: 0.1, type: Number }, { value: 'enstatite <&> "x"' }],
      [{ value: 'CuSO4·5H2O' }, { value: 0, type: Number }, null],
    ]).toBuffer()
    const { rows, format } = await read(file)
    expect(format).toMatchObject({ kind: 'xlsx', layout: { formula: 0, energyAboveHull: 1, note: 2 } })
    expect(
      rows.map(({ line, text, energyAboveHullEvPerAtom, note }) => [
        line,
        text,
        energyAboveHullEvPerAtom,
        note,
      ]),
    ).toEqual([
      [2, 'MgSiO3', 0.1, 'enstatite <&> "x"'],
      [3, 'CuSO4·5H2O', 0, null],
    ])
  })

  test('shared strings: rich text joined, phonetic readings left out, escapes undone', async () => {
    const bytes = workbook({
      sheets: { S: sheetXml([0, 1, 2].map(i => `<row><c t="s"><v>${i}</v></c></row>`).join('')) },
      sharedStrings: `<sst><si><r><t>Li</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><r><t>O</t></r></si>
        <si><t>Na2O</t><rPh sb="0" eb="1"><t>ナトリウム</t></rPh></si><si><t xml:space="preserve">K2O_x000D_</t></si></sst>`,
    })
    expect((await read(bytes)).rows.map(({ text }) => text)).toEqual(['Li2O', 'Na2O', 'K2O\r'])
  })

  test('rows and cells keep their places across gaps', async () => {
    const rows = `<row r="2"><c r="B2" t="inlineStr"><is><t>NaCl</t></is></c></row>
      <row r="900000"><c r="B900000" t="str"><f>A1</f><v>KCl</v></c><c r="D900000" t="inlineStr"><is><t>x</t></is></c></row>`
    expect((await read(oneSheet(rows))).rows).toMatchObject([
      { line: 2, text: 'NaCl', otherColumns: {} },
      { line: 900_000, text: 'KCl', otherColumns: { 'column 4': 'x' } },
    ])
  })

  test('numbers, dates, truth values and errors among formulas are pointed out, not taken for formulas', async () => {
    const bytes = workbook({
      sheets: {
        S: sheetXml(
          `${textRow('formula')}${textRow('NaCl')}<row><c><v>100000</v></c></row><row><c s="1"><v>45352</v></c></row>
           <row><c s="2"><v>45352.5</v></c></row><row><c t="b"><v>1</v></c></row><row><c t="e"><v>#NAME?</v></c></row>`,
        ),
      },
      styles: `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;x&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    })
    const found = (await read(bytes)).rows.map(row => [
      row.line,
      row.text,
      row.status === 'problem' && row.problem.code,
    ])
    // 45352 days after the last day of 1899 is 1 March 2024.
    expect(found).toEqual([
      [2, 'NaCl', false],
      [3, '100000', 'import/spreadsheet-number'],
      [4, '2024-03-01', 'import/spreadsheet-date'],
      [5, '2024-03-01 12:00:00', 'import/spreadsheet-date'],
      [6, 'TRUE', 'import/spreadsheet-boolean'],
      [7, '#NAME?', 'import/spreadsheet-error'],
    ])
  })

  test('days count from 1904 where the workbook says so', async () => {
    const bytes = workbook({
      sheets: { S: sheetXml(`${textRow('formula')}${textRow('NaCl')}<row><c s="0"><v>43890</v></c></row>`) },
      styles: '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
      workbookProperties: '<workbookPr date1904="1"/>',
    })
    expect((await read(bytes)).rows[1]!.text).toBe('2024-03-01')
  })

  test('the first sheet, or the one that is named', async () => {
    const bytes = workbook({
      sheets: { Oxides: sheetXml(textRow('MgO1')), 'Halides &amp; more': sheetXml(textRow('NaCl1')) },
    })
    expect((await read(bytes)).rows[0]!.text).toBe('MgO1')
    expect((await read(bytes, { sheet: 'Halides & more' })).rows[0]!.text).toBe('NaCl1')
    await expect(read(bytes, { sheet: 'Sulfides' })).rejects.toMatchObject({
      code: 'import/no-such-sheet',
      details: { sheets: ['Oxides', 'Halides & more'] },
    })
  })
})

describe('a hostile workbook is refused, and quickly', () => {
  /** Changes the size that the directory and the part's own header declare. */
  function declare(bytes: Uint8Array, part: string, inflatedBytes: number): Uint8Array {
    const lying = Buffer.from(bytes)
    const local = lying.indexOf(part)
    const central = lying.lastIndexOf(part)
    lying.writeUInt32LE(inflatedBytes, local - 30 + 22)
    lying.writeUInt32LE(inflatedBytes, central - 46 + 24)
    return lying
  }
  const part = 'xl/worksheets/sheet1.xml'
  const bomb = () =>
    zipSync({ ...workbookZip({ sheets: { S: '' } }), [part]: new Uint8Array(60_000_000) }, { level: 1 })
  const strings = (text: string, cells: number) =>
    workbook({
      sheets: { S: sheetXml('<row><c t="str"><v>NaCl</v></c><c t="s"><v>0</v></c></row>'.repeat(cells)) },
      sharedStrings: `<sst><si><t>${text}</t></si></sst>`,
    })

  test.each<[what: string, make: () => Uint8Array, code: string]>([
    [
      'over 20 MB',
      () => Buffer.concat([oneSheet(textRow('NaCl')), Buffer.alloc(20_000_000)]),
      'import/archive-too-large',
    ],
    [
      'over 100 MB unpacked, as it declares',
      () =>
        zipSync(
          {
            ...workbookZip({ sheets: { S: '' } }),
            a: new Uint8Array(60_000_000),
            b: new Uint8Array(60_000_000),
          },
          { level: 1 },
        ),
      'import/archive-too-large',
    ],
    ['60 MB that declare a thousand bytes', () => declare(bomb(), part, 1000), 'import/broken-workbook'],
    [
      'more than 200 parts',
      () =>
        zipSync({
          ...workbookZip({ sheets: { S: '' } }),
          ...Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${i}`, new Uint8Array(1)])),
        }),
      'import/archive-too-large',
    ],
    ['a cell over 32 KB', () => oneSheet(textRow('x'.repeat(40_000))), 'import/cell-too-long'],
    ['a shared string over 32 KB', () => strings('x'.repeat(40_000), 1), 'import/cell-too-long'],
    [
      'one long text in thousands of cells',
      () => strings('x'.repeat(30_000), 4000),
      'import/broken-workbook',
    ],
    [
      'row 10¹²',
      () => oneSheet('<row r="1000000000000"><c t="inlineStr"><is><t>NaCl</t></is></c></row>'),
      'import/broken-workbook',
    ],
    [
      'column ZZZ',
      () => oneSheet('<row r="1"><c r="ZZZ1" t="inlineStr"><is><t>NaCl</t></is></c></row>'),
      'import/broken-workbook',
    ],
    [
      'rows that go back',
      () => oneSheet(`<row r="5"/><row r="4">${textRow('NaCl')}</row>`),
      'import/broken-workbook',
    ],
    [
      'a billion laughs',
      () =>
        workbook({
          sheets: { S: `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheetXml(textRow('&b;'))}` },
        }),
      'import/broken-workbook',
    ],
    ['an entity of its own', () => oneSheet(textRow('&lol;')), 'import/broken-workbook'],
    [
      'XML that breaks off',
      () => workbook({ sheets: { S: '<worksheet><sheetData><row><c><v>1' } }),
      'import/broken-workbook',
    ],
    [
      'another kind of archive',
      () => zipSync({ 'word/document.xml': strToU8('<x/>') }),
      'import/broken-workbook',
    ],
    ['a part that is encrypted', () => encrypted(oneSheet(textRow('NaCl'))), 'import/password-protected'],
  ])('%s', async (_, make, code) => {
    const bytes = make()
    const start = process.cpuUsage()
    await expect(read(bytes)).rejects.toMatchObject({ code })
    // Ten times what it takes.
    expect(processorMillisecondsSince(start)).toBeLessThan(1000)
  })

  function encrypted(bytes: Uint8Array): Uint8Array {
    const marked = Buffer.from(bytes)
    const central = marked.lastIndexOf('xl/workbook.xml') - 46
    marked.writeUInt16LE(marked.readUInt16LE(central + 8) | 1, central + 8)
    return marked
  }
})

test('any truncation and any flipped byte gives the right rows or a typed error', async () => {
  const good = Buffer.from(oneSheet(['MgSiO3', 'MgAl2O4', 'Mg2SiO4'].map(text => textRow(text)).join('')))
  const random = randomStream(10)
  const outcomes = new Set<string>()
  for (let round = 0; round < 400; round++) {
    const broken = Buffer.from(round % 2 === 0 ? good : good.subarray(0, 4 + random.integer(good.length - 4)))
    if (round % 2 === 0) broken[random.integer(broken.length)]! ^= 1 << random.integer(8)
    try {
      expect((await read(broken)).rows.map(({ text }) => text)).toEqual(['MgSiO3', 'MgAl2O4', 'Mg2SiO4'])
      outcomes.add('read')
    } catch (error) {
      if (!(error instanceof AnomaliteError)) throw error
      outcomes.add('refused')
    }
  }
  expect(outcomes).toEqual(new Set(['read', 'refused']))
})

test('any XML in place of a sheet gives rows or a typed error', async () => {
  const scraps = fc.array(
    fc.constantFrom(
      '<row>',
      '</row>',
      '<row r="2"/>',
      '<c>',
      '<c r="B1" t="s">',
      '</c>',
      '<v>0</v>',
      '<v>',
      '<is>',
      '<t>',
      'NaCl',
      '</t>',
      '<sheetData>',
      '</sheetData>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&',
      '<',
      '>',
      '"',
      '<c t="b"/>',
    ),
    { maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(scraps, async pieces => {
      const bytes = workbook({ sheets: { S: `<sheetData>${pieces.join('')}` } })
      await read(bytes).catch(error => {
        if (!(error instanceof AnomaliteError)) throw error
      })
    }),
    { numRuns: 300 },
  )
})

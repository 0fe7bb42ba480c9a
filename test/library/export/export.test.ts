import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import {
  type Entry,
  type ExportTable,
  exportTable,
  importList,
  listTable,
  type NewEntry,
  openLibrary,
} from '../../../src/library/index.ts'
import { emptyFolder } from '../data-folder.ts'
import { newEntry } from '../new-entry.ts'

const table: ExportTable = {
  columns: ['formula', 'rmse', 'note'],
  rows: [
    ['MgSiO3', 0.0123456789012345, null],
    ['=1+1', -1e-7, 'two\nlines, "quoted"'],
    ['MAR1', Number.NaN, ' spaced '],
  ],
}

async function written(data: ExportTable, name: string): Promise<Buffer> {
  const path = join(await emptyFolder(), name)
  await exportTable(data, path)
  return readFile(path)
}

test('CSV: a byte order mark, CRLF, quotes where needed, numbers with all their digits', async () => {
  expect((await written(table, 'a.csv')).toString()).toBe(
    [
      '\ufeffformula,rmse,note',
      'MgSiO3,0.0123456789012345,',
      '\'=1+1,-1e-7,"two\nlines, ""quoted"""',
      'MAR1,," spaced "',
      '',
    ].join('\r\n'),
  )
})

test('JSON: an object a row, null for what is not there', async () => {
  expect(JSON.parse((await written(table, 'a.json')).toString())).toEqual([
    { formula: 'MgSiO3', rmse: 0.0123456789012345, note: null },
    { formula: '=1+1', rmse: -1e-7, note: 'two\nlines, "quoted"' },
    { formula: 'MAR1', rmse: null, note: ' spaced ' },
  ])
  expect(JSON.parse((await written({ columns: ['a'], rows: [] }, 'b.json')).toString())).toEqual([])
})

test('XLSX: another reader finds text as text and numbers as numbers', async () => {
  const [sheet] = await readXlsxFile(await written(table, 'a.xlsx'), { trim: false })
  expect(sheet!.data).toEqual([
    ['formula', 'rmse', 'note'],
    ['MgSiO3', 0.0123456789012345, null],
    ['=1+1', -1e-7, 'two\nlines, "quoted"'],
    ['MAR1', null, ' spaced '],
  ])
})

test('XLSX: no text is a formula, and what is typed over it stays text', async () => {
  const parts = unzipSync(await written(table, 'a.xlsx'))
  const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml']!).toString()
  expect(sheet).not.toMatch(/<f[ >]/)
  expect(sheet).toContain('<c r="A3" t="inlineStr" s="1"><is><t xml:space="preserve">=1+1</t></is></c>')
  const styles = Buffer.from(parts['xl/styles.xml']!).toString()
  expect(styles.match(/<cellXfs.*<\/cellXfs>/)![0].match(/numFmtId="\d+"/g)).toEqual([
    'numFmtId="0"',
    'numFmtId="49"',
    'numFmtId="49"',
  ])
})

describe('what cannot be written leaves no file', () => {
  test.each<[what: string, table: ExportTable, name: string, code: string]>([
    ['an ending of no known format', table, 'a.docx', 'export/unknown-ending'],
    ['no ending', table, 'a', 'export/unknown-ending'],
    ['two columns of one name', { columns: ['a', 'b', 'a'], rows: [] }, 'a.csv', 'export/repeated-column'],
    [
      'a cell longer than a worksheet holds',
      { columns: ['a'], rows: [['x'.repeat(32_768)]] },
      'a.xlsx',
      'export/cell-too-long',
    ],
  ])('%s', async (_, data, name, code) => {
    const path = join(await emptyFolder(), name)
    await expect(exportTable(data, path)).rejects.toMatchObject({ code })
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('more rows than a worksheet holds', async () => {
    function* rows(): Iterable<[null]> {
      for (let i = 0; i < 1_048_576; i++) yield [null]
    }
    const path = join(await emptyFolder(), 'a.xlsx')
    await expect(exportTable({ columns: ['a'], rows: rows() }, path)).rejects.toMatchObject({
      code: 'export/too-many-rows',
    })
  })
})

/** Text such as people and attackers write; cells of white space alone count as empty, so they are left out. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc
      .tuple(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          "'",
          "'=",
          '#',
          '\t',
          '\r\n',
          ' ',
          '"',
          '_x0041_',
          '＝',
          '\ufeff',
        ),
        fc.string(),
      )
      .map(([start, rest]) => start + rest),
    fc.constantFrom(
      '1E5',
      '-0.5',
      'TRUE',
      'NaN',
      'null',
      '1-Mar',
      '=cmd|x',
      'a,b;c\td|e',
      '"',
      '""',
      '\\',
      '\u0000',
    ),
  )
  .filter(text => text.trim() !== '')

/** As the library keeps them. */
const anyTags = fc
  .array(fc.oneof(anyText, fc.constantFrom('a; b', '"a"', 'a;"', ';', 'made "twice"')), { maxLength: 3 })
  .map(tags => [...new Set(tags.map(tag => tag.trim()))].sort())

const anyRow = fc.record({
  text: anyText,
  externalId: fc.option(anyText),
  label: fc.option(anyText),
  note: fc.option(anyText),
  tags: anyTags,
  // Adding zero takes the sign off −0, which no file keeps.
  energyAboveHullEvPerAtom: fc.option(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 }).map(x => x + 0),
  ),
  other: fc.option(anyText),
})

function described(entry: Entry | NewEntry) {
  const { text, externalId, label, note, tags, energyAboveHullEvPerAtom: energy, otherColumns } = entry
  return [text, externalId, label, note, tags, energy, otherColumns.route ?? null]
}

describe('export, then import, is the identity', () => {
  test.each(['csv', 'xlsx', 'json'])('%s, for 10,000 random rows', async ending => {
    const folder = await emptyFolder()
    const library = await openLibrary(folder)
    const rows = fc.sample(anyRow, { numRuns: 10_000, seed: 16 })
    const problem = { code: 'formula/unexpected-character', message: 'x', position: 0, suggestion: null }
    const entries: NewEntry[] = rows.map(({ other, ...row }, i) => {
      const otherColumns: Record<string, string> = other === null ? {} : { route: other }
      return { ...row, line: i + 1, otherColumns, problem }
    })
    // One readable formula stands first; the columns are found by their headings all the same.
    entries.unshift(newEntry('NaCl', 0))
    const { id } = library.createList('random', 'scratch', entries)
    const path = join(folder, `list.${ending}`)
    await exportTable(await listTable(() => library.entries(id)), path)
    const source = { bytes: await readFile(path), fileName: `list.${ending}` }
    const { list } = await importList(library, source, { into: { newList: 'again', kind: 'scratch' } })
    expect([...library.entries(list.id)].map(described)).toEqual(entries.map(described))
    await library.close()
  })
})

test('a list whose own headings are those of the export keeps both', async () => {
  const library = await openLibrary(await emptyFolder())
  const otherColumns = { note: 'his', 'note (as written)': 'hers' }
  const { id } = library.createList('l', 'scratch', [newEntry('NaCl', 1, { note: 'mine', otherColumns })])
  const { columns, rows } = await listTable(() => library.entries(id))
  expect(columns).toEqual([
    'formula',
    'id',
    'label',
    'e_above_hull',
    'note',
    'tags',
    'note (as written)',
    'note (as written) (as written)',
  ])
  expect(await Array.fromAsync(rows)).toEqual([['NaCl', null, null, null, 'mine', null, 'his', 'hers']])
  await library.close()
})

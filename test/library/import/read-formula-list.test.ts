import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type FormulaRow,
  type ListSource,
  type ReadingChoice,
  readFormulaList,
} from '../../../src/library/index.ts'

async function read(text: string, choice: ReadingChoice = {}, fileName?: string) {
  const bytes = Buffer.from(text)
  const list = await readFormulaList(fileName === undefined ? { bytes } : { bytes, fileName }, choice)
  const rows: FormulaRow[] = []
  for await (const row of list.rows()) rows.push(row)
  return { ...list.format, rows, counts: list.counts() }
}

async function readTexts(text: string, choice: ReadingChoice = {}, fileName?: string): Promise<string[]> {
  return (await read(text, choice, fileName)).rows.map(row => `${row.line} ${row.text}`)
}

describe('the delimiter and the formula column are found', () => {
  test.each([
    ['one formula a line', 'NaCl\nKCl\nRbCl\n', 'none', 0, null],
    ['one line without an end', 'NaCl', 'none', 0, null],
    ['a heading over one column', 'Formula\nNaCl\nKCl', 'none', 0, ['Formula']],
    ['commas', 'formula,note\nNaCl,a\nKCl,b', ',', 0, ['formula', 'note']],
    ['semicolons', 'note;formula\na;NaCl\nb;KCl', ';', 1, ['note', 'formula']],
    ['tabs without a header', 'mp-1\tNaCl\nmp-2\tKCl', '\t', 1, null],
    ['bars', 'NaCl|0.1\nKCl|0.2', '|', 0, null],
    ['decimal commas between semicolons', 'NaCl;0,1\nKCl;0,2\nRbCl;0,3', ';', 0, null],
    ['commas inside quotes', 'formula,note\nNaCl,"a, b"\nKCl,"c, d"', ',', 0, ['formula', 'note']],
    ['a comma in few lines', 'NaCl\nKCl\nRbCl\n(La,Sr)2CuO4\nCsCl', 'none', 0, null],
    [
      'content against names',
      'compound,reduced\ntable salt,NaCl\nsylvite,KCl',
      ',',
      1,
      ['compound', 'reduced'],
    ],
    [
      'the surest name',
      'pretty_formula,formula\nNaCl,Na4Cl4\nKCl,K4Cl4',
      ',',
      1,
      ['pretty_formula', 'formula'],
    ],
    ['unknown headings', 'phase,a (pm)\nNaCl,564\nKCl,629', ',', 0, ['phase', 'a (pm)']],
    ['Japanese headings', '番号,化学式\n1,NaCl\n2,KCl', ',', 1, ['番号', '化学式']],
    ['symbols that computers take for nothing', 'NaN\nNo\nIn\nY\nN\nI\nInF', 'none', 0, null],
  ])('%s', async (_, text, delimiter, formula, header) => {
    expect(await read(text)).toMatchObject({ kind: 'text', delimiter, layout: { formula, header } })
  })

  test('columns are found by many names', async () => {
    const { layout } = await read(
      'Material_ID\tComposition\tE above hull (eV/atom)\tComment\tLabel\tchemsys\nmp-1\tNaCl\t0\tx\ty\tCl-Na',
    )
    expect(layout).toMatchObject({ formula: 1, externalId: 0, energyAboveHull: 2, note: 3, label: 4 })
  })

  test('a header is found below a title and notes', async () => {
    const { rows, counts } = await read('Oxides of our group,\n2024,\nformula,note\nMgO,a\nCaO,b\n')
    expect(rows.map(({ text, note }) => [text, note])).toEqual([
      ['MgO', 'a'],
      ['CaO', 'b'],
    ])
    expect(counts.preamble).toBe(2)
  })

  test('a note that reads like a heading makes no header of its line', async () => {
    expect(await readTexts('NaCl,composition\nKCl,material\nRbCl,x\n')).toEqual(['1 NaCl', '2 KCl', '3 RbCl'])
  })

  test('headings that are symbols of elements are headings beside one that names the column', async () => {
    expect(await readTexts('No,Formula,In\n1,NaCl,2\n2,KCl,3\n')).toEqual(['2 NaCl', '3 KCl'])
  })

  test('a misspelt formula in the first line is no header', async () => {
    const { rows } = await read('Nacl\nKCl\nRbCl')
    expect(rows.map(({ status }) => status)).toEqual(['problem', 'read', 'read'])
  })
})

describe('every line is told of', () => {
  test('with its status, its place and what else it says', async () => {
    const { rows, counts } = await read(
      [
        'formula,id,e_above_hull,note,route,route',
        'Y3Al5O12,s1,0.0,first,melt,a',
        '',
        'Al5Y3O12,s2,0.012,,,',
        'Y3Xx5O12,s3,,,,',
        ',s4,0.5,no formula,,',
        'Li7La3Zr2O12,s5,n/a,,solid state',
        'LiCoO2,s6,0.1,,,,beyond the header',
      ].join('\r\n'),
    )
    const bare = { label: null, note: null, tags: [], otherColumns: {} }
    expect(rows.map(({ ...row }) => ('composition' in row ? { ...row, composition: 'read' } : row))).toEqual([
      {
        ...bare,
        status: 'read',
        line: 2,
        text: 'Y3Al5O12',
        externalId: 's1',
        energyAboveHullEvPerAtom: 0,
        note: 'first',
        otherColumns: { route: 'melt', 'route column 6': 'a' },
        composition: 'read',
        duplicateOfLine: null,
      },
      {
        ...bare,
        status: 'duplicate',
        line: 4,
        text: 'Al5Y3O12',
        externalId: 's2',
        energyAboveHullEvPerAtom: 0.012,
        composition: 'read',
        duplicateOfLine: 2,
      },
      {
        ...bare,
        status: 'problem',
        line: 5,
        text: 'Y3Xx5O12',
        externalId: 's3',
        energyAboveHullEvPerAtom: null,
        problem: expect.objectContaining({ code: 'formula/unknown-element', position: 2 }),
      },
      {
        ...bare,
        status: 'problem',
        line: 6,
        text: '',
        externalId: 's4',
        energyAboveHullEvPerAtom: 0.5,
        note: 'no formula',
        problem: expect.objectContaining({ code: 'import/missing-formula' }),
      },
      {
        ...bare,
        status: 'read',
        line: 7,
        text: 'Li7La3Zr2O12',
        externalId: 's5',
        energyAboveHullEvPerAtom: null,
        otherColumns: { e_above_hull: 'n/a', route: 'solid state' },
        composition: 'read',
        duplicateOfLine: null,
      },
      {
        ...bare,
        status: 'read',
        line: 8,
        text: 'LiCoO2',
        externalId: 's6',
        energyAboveHullEvPerAtom: 0.1,
        otherColumns: { 'column 7': 'beyond the header' },
        composition: 'read',
        duplicateOfLine: null,
      },
    ])
    expect(counts).toEqual({
      read: 3,
      duplicates: 1,
      problems: 2,
      blank: 1,
      comments: 0,
      preamble: 0,
      unreadEnergies: 1,
    })
  })

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('line numbers count quoted line ends (%s)', async (_, end) => {
    const text = ['formula,note', '"NaCl","two', 'lines"', 'KCl,x', '"RbCl","a', '', 'b"', 'CsCl,y'].join(end)
    expect(await readTexts(text)).toEqual(['2 NaCl', '4 KCl', '5 RbCl', '8 CsCl'])
  })

  test('comment lines are counted, and what a spreadsheet left of a formula is no comment', async () => {
    const { rows, counts } = await read('# our list\nNaCl\n#NAME?\n# end\nKCl\n')
    expect(rows.map(({ line, status }) => [line, status])).toEqual([
      [2, 'read'],
      [3, 'problem'],
      [5, 'read'],
    ])
    expect(counts.comments).toBe(2)
  })

  test.each([
    ['1E5', 'import/spreadsheet-number'],
    ['1.00E+05', 'import/spreadsheet-number'],
    ['100000', 'import/spreadsheet-number'],
    ['MAR1', 'import/spreadsheet-date'],
    ['1-Mar', 'import/spreadsheet-date'],
    ['Sep-02', 'import/spreadsheet-date'],
    ['2024-03-01', 'import/spreadsheet-date'],
    ['01.03.2024', 'import/spreadsheet-date'],
    ['3月1日', 'import/spreadsheet-date'],
    ['TRUE', 'import/spreadsheet-boolean'],
    ['#DIV/0!', 'import/spreadsheet-error'],
  ])('%s is pointed out as %s', async (text, code) => {
    const { rows } = await read(`NaCl\nKCl\n${text}\nRbCl`)
    expect(rows[2]).toMatchObject({ status: 'problem', text, problem: { code } })
  })

  test('positions of problems count from the start of the cell, spaces included', async () => {
    const { rows } = await read('NaCl\n   KXx\n')
    expect(rows[1]).toMatchObject({ text: '   KXx', problem: { position: 4 } })
  })

  test('energies are in eV per atom whatever the heading counts in, with decimal commas too', async () => {
    const { rows } = await read('formula;e above hull (meV/atom)\nNaCl;12,5\nKCl;−3\nRbCl;1e2\n')
    expect(rows.map(row => row.energyAboveHullEvPerAtom)).toEqual([0.0125, -0.003, 0.1])
  })

  test('quotation marks in a plain list harm no other line', async () => {
    expect(await readTexts('NaCl\n"KCl\nRbCl\n')).toEqual(['1 NaCl', '2 "KCl', '3 RbCl'])
  })
})

describe('a choice overrides what is found', () => {
  const text = 'a;b\nNaCl;KCl\nRbCl;CsCl\n'
  test.each<[ReadingChoice, string[]]>([
    [{}, ['2 NaCl', '3 RbCl']],
    [{ columns: { formula: 'b' } }, ['2 KCl', '3 CsCl']],
    [{ columns: { formula: 2 } }, ['2 KCl', '3 CsCl']],
    [{ header: 'absent' }, ['1 a', '2 NaCl', '3 RbCl']],
    [{ delimiter: 'none', header: 'present', columns: { formula: 1 } }, ['2 NaCl;KCl', '3 RbCl;CsCl']],
  ])('%j', async (choice, expected) => {
    expect(await readTexts(text, choice)).toEqual(expected)
  })

  test.each([[{ columns: { formula: 'c' } }], [{ columns: { formula: 3 } }], [{ columns: { note: 0 } }]])(
    '%j does not fit',
    async choice => {
      await expect(read(text, choice)).rejects.toMatchObject({
        code: 'import/no-such-column',
        details: { columns: ['a', 'b'] },
      })
    },
  )
})

describe('what is no list is refused with what to do', () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  test.each<[what: string, source: ListSource, code: string]>([
    ['nothing', { bytes: Buffer.alloc(0) }, 'import/empty'],
    ['blank lines', { bytes: Buffer.from('\n \r\n\t\n') }, 'import/empty'],
    ['prose', { bytes: Buffer.from('It was a dark\nand stormy night\n') }, 'import/no-formula-column'],
    [
      'a table without formulas',
      { bytes: Buffer.from('name,age\nAnn,31\nBob,27\n') },
      'import/no-formula-column',
    ],
    ['a PNG', { bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }, 'import/binary'],
    ['a PDF', { bytes: Buffer.from('%PDF-1.7\n') }, 'import/binary'],
    ['an old workbook', { bytes: ole }, 'import/legacy-xls'],
    [
      'a locked workbook',
      { bytes: Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]) },
      'import/password-protected',
    ],
    [
      'a quote that never ends',
      { bytes: Buffer.from('formula,x\nNaCl,1\n"KCl,2\nRbCl,3\n') },
      'import/unclosed-quote',
    ],
  ])('%s', async (_, source, code) => {
    const reading = (async () => {
      const list = await readFormulaList(source)
      for await (const _row of list.rows());
    })()
    await expect(reading).rejects.toMatchObject({ code })
  })

  test('a quote that never ends is named by the line in which it opens', async () => {
    const text = `formula,x\n${'NaCl,1\n'.repeat(20)}"KCl,2\n${'RbCl,3\n'.repeat(20)}`
    await expect(readAll({ bytes: Buffer.from(text) })).rejects.toMatchObject({ details: { line: 22 } })
  })

  test('a line of 100 MB is refused without being held', async () => {
    const bytes = Buffer.alloc(100_000_000, 'NaCl')
    bytes.write('NaCl\nKCl\n')
    await expect(readAll({ bytes })).rejects.toMatchObject({
      code: 'import/line-too-long',
      details: { line: 3 },
    })
  })

  test('a wrong encoding that shows only at the end is an error of the reading', async () => {
    const bytes = Buffer.concat([Buffer.from('NaCl\n'.repeat(30_000)), Buffer.from([0xff, 0x0a])])
    const list = await readFormulaList({ bytes }, { encoding: 'utf-8', delimiter: 'none' })
    const reading = (async () => {
      for await (const _row of list.rows());
    })()
    await expect(reading).rejects.toMatchObject({ code: 'import/wrong-encoding' })
  })
})

async function readAll(source: ListSource): Promise<void> {
  const list = await readFormulaList(source)
  for await (const _row of list.rows());
}

test('bytes may come in pieces, as from standard input', async () => {
  async function* pieces() {
    yield Buffer.from('CuSO4\xc2', 'latin1')
    yield Buffer.from('\xb75H2O\nNa', 'latin1')
    yield Buffer.from('Cl')
  }
  const list = await readFormulaList({ bytes: pieces() })
  const texts: string[] = []
  for await (const { text, status } of list.rows()) texts.push(`${text} ${status}`)
  expect(texts).toEqual(['CuSO4·5H2O read', 'NaCl read'])
})

test('a list can be read more than once', async () => {
  const list = await readFormulaList({ bytes: Buffer.from('NaCl\nClNa\n') })
  for (let round = 0; round < 2; round++) {
    for await (const _row of list.rows());
    expect(list.counts()).toMatchObject({ read: 1, duplicates: 1 })
  }
})

const dataFolder = process.env.ANOMALITE_DATA
describe.skipIf(!dataFolder)('reference lists (skipped unless ANOMALITE_DATA names their folder)', () => {
  test.each([
    ['literature_formulas.csv', 715, { formula: 0, externalId: null, energyAboveHull: 9 }],
    ['mp_stability.csv', 83_247, { formula: 0, externalId: 2, energyAboveHull: 1 }],
  ])('%s has %i lines, all of which read', async (name, lines, layout) => {
    const list = await readFormulaList({ bytes: readFileSync(join(dataFolder!, name)), fileName: name })
    expect(list.format.layout).toMatchObject(layout)
    for await (const row of list.rows()) expect(row.status).toBe('read')
    expect(list.counts()).toMatchObject({ read: lines, unreadEnergies: 0 })
  })
})

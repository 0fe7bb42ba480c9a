import { describe, expect, test } from 'vitest'
import { readFormulaList } from '../../../src/library/index.ts'

async function linesOf(text: string, fileName?: string) {
  const list = await readFormulaList({ bytes: Buffer.from(text), ...(fileName && { fileName }) })
  const rows = await Array.fromAsync(list.rows())
  return { kind: list.format.kind, rows }
}

describe('a list in JSON', () => {
  test('has an entry for each object, with the keys of all of them as headings', async () => {
    const { kind, rows } = await linesOf(`[
      {"formula": "NaCl", "id": 149, "tags": ["to make", "a; b"], "furnace": {"name": "A", "hot": true}},
      {"note": "escaped \\"brackets\\" ]}", "formula": "Fe2O3", "e_above_hull": 0.02, "furnace": null}
    ]`)
    expect(kind).toBe('json')
    expect(rows).toMatchObject([
      {
        line: 1,
        text: 'NaCl',
        externalId: '149',
        tags: ['a; b', 'to make'],
        otherColumns: { furnace: '{"name":"A","hot":true}' },
      },
      {
        line: 2,
        text: 'Fe2O3',
        note: 'escaped "brackets" ]}',
        energyAboveHullEvPerAtom: 0.02,
        otherColumns: {},
      },
    ])
  })

  test('may be one of formulas alone, in a line, and longer than is decoded at once', async () => {
    const formulas = Array.from({ length: 12_000 }, (_, i) => `Na${i + 1}Cl`)
    const { rows } = await linesOf(JSON.stringify(formulas))
    expect(rows.map(({ text }) => text)).toEqual(formulas)
  })

  test.each(['[NH4]Cl\nNaCl', '{Fe(CN)6}K4\nNaCl', '[Co(NH3)6]Cl3'])(
    'is not %j, a list of formulas',
    async text => {
      expect((await linesOf(text)).kind).toBe('text')
    },
  )
})

describe('what is no list is refused, with the line and what to do', () => {
  test.each([
    ['{"formula": "NaCl"}', 1, /“{” stands where the list, an opening “\[”, should/],
    ['[\n {"formula": "NaCl"}\n {"formula": "KCl"}\n]', 3, /“{” stands where a comma/],
    ['[\n {"formula": "NaCl"},\n]', 3, /“]” stands where an entry/],
    ['[\n {"formula": "NaCl", }\n]', 2, /cannot be read/],
    ['[\n {"formula": "NaCl"},\n {"formula": "K', 3, /has no end: the file is cut off/],
    ['[\n {"formula": "NaCl"}', 2, /the file ends where a comma/],
    ['[{"formula": "NaCl"}] x', 1, /“x” stands where nothing more should/],
  ])('%j', async (text, line, message) => {
    await expect(linesOf(text)).rejects.toMatchObject({
      code: 'import/bad-json',
      message: expect.stringMatching(message),
      details: { line },
    })
    await expect(linesOf(text)).rejects.toThrow(/such as \[\{"formula": "NaCl"/)
  })

  test('a file that is called JSON and is something else', async () => {
    await expect(linesOf('NaCl\n', 'list.json')).rejects.toMatchObject({ code: 'import/bad-json' })
  })

  test.each(['[]', '[{}]'])('%s is empty', async text => {
    await expect(linesOf(text)).rejects.toMatchObject({ code: 'import/empty' })
  })
})

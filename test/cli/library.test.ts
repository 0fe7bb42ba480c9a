import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from './anomalite.ts'

const LIST = `formula,id,note,furnace
NaCl,s1,"=1+1, not a sum",A
ClNa,s2,,B
Na(Cl,s3,<img onerror=alert(1)>,
,s4,no formula,A
`

describe('import, lists and export', () => {
  let place: Workplace
  beforeAll(async () => {
    place = await workplace()
    await writeFile(place.path('our list.csv'), LIST)
  })
  afterAll(() => place.remove())

  it('is empty at first, and says how to go on', async () => {
    expect((await place.run(['lists'])).stdout).toContain('anomalite import')
    expect(await place.json(['lists'])).toEqual([])
  })

  it('keeps every line and reports those that were not read', async () => {
    expect(await place.json(['import', 'our list.csv', '--into', '試料 A', '--kind', 'scratch'])).toEqual({
      list: '試料 A',
      kind: 'scratch',
      lines: 4,
      counts: expect.objectContaining({ read: 1, duplicates: 1, problems: 2 }),
      problems: [
        {
          line: 4,
          formula: 'Na(Cl',
          error: expect.objectContaining({ code: 'formula/unmatched-bracket', position: 2 }),
        },
        { line: 5, formula: '', error: expect.objectContaining({ code: 'import/missing-formula' }) },
      ],
    })
  })

  it('adds to a list that is there, and speaks of what was added only', async () => {
    const { code, stdout, stderr } = await place.run(['import', '-', '--into', '試料 A'], 'KCl\nXx\n')
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '"試料 A": 1 compositions read, 0 lines that repeat one, 1 not read. It has 6 lines now.\n',
      stderr: 'line 2: Xx: Xx is not an element.\n',
    })
    expect(await place.json(['lists'])).toEqual([
      {
        name: '試料 A',
        kind: 'scratch',
        createdAt: expect.any(String),
        entryCount: 6,
        unreadCount: 3,
      },
    ])
  })

  it.each(['csv', 'xlsx'])('gives the same list when its export as %s is imported', async ending => {
    const file = place.path('new folder', `export.${ending}`)
    expect(await place.json(['export', '試料 A', '--out', file])).toEqual({ list: '試料 A', lines: 6, file })
    await place.json(['import', file, '--into', ending])
    for (const [name, out] of [['試料 A', 'a.json'] as const, [ending, 'b.json'] as const]) {
      expect(await place.run(['export', name, '--out', out])).toMatchObject({ code: 0 })
    }
    const [exported, again] = ['a.json', 'b.json'].map(name =>
      JSON.parse(readFileSync(place.path(name), 'utf8')),
    )
    expect(again).toEqual(exported)
    expect(exported.slice(0, 4)).toEqual([
      {
        formula: 'NaCl',
        id: 's1',
        label: null,
        e_above_hull: null,
        note: '=1+1, not a sum',
        tags: null,
        furnace: 'A',
      },
      { formula: 'ClNa', id: 's2', label: null, e_above_hull: null, note: null, tags: null, furnace: 'B' },
      {
        formula: 'Na(Cl',
        id: 's3',
        label: null,
        e_above_hull: null,
        note: '<img onerror=alert(1)>',
        tags: null,
        furnace: null,
      },
      {
        formula: '',
        id: 's4',
        label: null,
        e_above_hull: null,
        note: 'no formula',
        tags: null,
        furnace: 'A',
      },
    ])
  })

  it.each([
    { what: 'no such file', args: ['import', 'missing.csv', '--into', 'x'], code: 'file/not-read' },
    { what: 'a folder', args: ['import', '.', '--into', 'x'], code: 'file/not-read' },
    { what: 'nothing', args: ['import', '-', '--into', 'x'], code: 'import/empty' },
    {
      what: 'a picture',
      args: ['import', '-', '--into', 'x'],
      input: '\u0089PNG\r\n\u001a\n',
      code: /^import\//,
    },
    {
      what: 'prose',
      args: ['import', '-', '--into', 'x'],
      input: 'dear all\nmany thanks\n',
      code: 'import/no-formula-column',
    },
    { what: 'no such list', args: ['export', 'x', '--out', 'x.csv'], code: 'library/no-such-list' },
  ])('refuses $what with a typed error', async ({ args, input, code }) => {
    const outcome = await place.run([...args, '--json'], input)
    const { error } = JSON.parse(outcome.stdout)
    expect(outcome.code).toBe(1)
    expect(error.code).toMatch(code)
    expect(outcome.stderr).toBe(`anomalite: ${error.message}\n`)
  })

  it('takes back what it exported as JSON, and says where a file is none', async () => {
    await place.run(['export', '試料 A', '--out', 'again.json'])
    const imported = await place.json(['import', 'again.json', '--into', 'Again'])
    expect(imported).toMatchObject({ problems: [{ line: 3 }, { line: 4 }, { line: 6 }] })
    await place.run(['export', 'Again', '--out', 'once more.json'])
    const written = (name: string) => readFileSync(place.path(name), 'utf8')
    expect(written('once more.json')).toBe(written('again.json'))
    await writeFile(place.path('cut.json'), written('again.json').slice(0, -20))
    const { code, stderr } = await place.run(['import', 'cut.json', '--into', 'Cut'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/Line 7 of the JSON: the entry that begins there has no end/)
  })
})

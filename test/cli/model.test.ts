import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STABLE_AND_NOT, TINY, type Workplace, workplace, workplaceFor } from './anomalite.ts'

/** The formulas of the fixture with an energy at or above the limit alone, canonical. */
const ABOVE_LIMIT =
  `ClNa2 Cl3Na MgO2 Ca2O Al3O Fe5O2 O5Ti O4Si Ga3N CdS3 LiO4 Ba5O3Ti Cl2K3 OZn4 OSrTi5 AlLa4O3`.split(' ')

interface Summary {
  readonly folder: string
  readonly positives: { readonly training: number; readonly heldOut: number }
  readonly evaluation: { readonly source: string; readonly result: Readonly<Record<string, unknown>> }
}

let place: Workplace
let trained: Summary
let trainedSaying: string
const engine = ['--engine', 'wasm']
const tiny = ['--model', 'tiny', ...engine]

beforeAll(async () => {
  place = await workplace()
  const args = ['train', '--positives', STABLE_AND_NOT, '--name', 'Tiny', ...TINY, '--json']
  const { stdout, stderr } = await place.run(args)
  trained = JSON.parse(stdout)
  trainedSaying = stderr
})
afterAll(() => place.remove())

describe('train', () => {
  it('trains on compositions below the limit alone, and says what it left out', async () => {
    expect(trained.positives).toEqual({ training: 42, heldOut: 18 })
    expect(trainedSaying.split('\n')[0]).toBe(
      `60 positives in ${STABLE_AND_NOT}. Left out: 1 lines that repeat a composition, 18 at or above 0.01 eV/atom, 2 without an energy, 1 not read, 1 with elements the descriptor has no data for.`,
    )
    const seen = ['training.txt', 'held-out.txt'].flatMap(file =>
      readFileSync(join(trained.folder, file), 'utf8').trim().split('\n'),
    )
    expect(seen).toHaveLength(60)
    expect(new Set(seen).size).toBe(60)
    // Without an energy (BeO, CuO), too.
    expect(seen.filter(formula => [...ABOVE_LIMIT, 'BeO', 'CuO', 'LrN'].includes(formula))).toEqual([])
  })

  it('judges the model by the rows above the limit, as evaluate does on the same file', async () => {
    const args = ['evaluate', '--labelled', STABLE_AND_NOT, ...tiny]
    const { model, unread, withoutEnergy, repeated, outsideModel, ...result } = (await place.json(
      args,
    )) as Record<string, unknown>
    expect({ model, unread, withoutEnergy, repeated, outsideModel }).toEqual({
      model: 'tiny',
      unread: 1,
      withoutEnergy: 2,
      repeated: 2,
      outsideModel: 2,
    })
    expect(result).toMatchObject({
      n: 76,
      positives: 60,
      negatives: 16,
      trainedOn: 42,
      negativesTrainedOn: 0,
    })
    expect(trained.evaluation).toEqual({ source: 'stable-and-not.csv', result })
  })

  it('refuses a name that is taken, before it reads the list', async () => {
    const again = await place.run(['train', '--positives', 'missing.csv', '--name', 'tiny'])
    expect(again).toMatchObject({ code: 1, stdout: '' })
    expect(again.stderr).toContain('There is a model "tiny" already.')
  })

  it('takes standard input, all of it when it has no energies', async () => {
    const list = readFileSync(STABLE_AND_NOT, 'utf8').replaceAll(/,.*/g, '')
    const args = ['train', '--positives', '-', ...TINY, '--epochs', '1']
    expect(await place.json(args, list)).toMatchObject({
      name: 'standard input',
      positives: { training: 55, heldOut: 23 },
      evaluation: null,
    })
  })

  it('says when a list is too short', async () => {
    const { code, stderr } = await place.run(['train', '--positives', '-', '--name', 'short'], 'NaCl\nKCl\n')
    expect(code).toBe(1)
    expect(stderr).toContain('standard input gives 2 positives; training needs at least 10.')
  })
})

describe('evaluate', () => {
  it('refuses a list without energies', async () => {
    const { code, stderr } = await place.run(['evaluate', '--labelled', '-', ...tiny], 'NaCl\n')
    expect(code).toBe(1)
    expect(stderr).toContain('has no column of energies above hull')
  })
})

describe('score', () => {
  it('gives RMSE, percentile and verdict, and errors in their place', async () => {
    const scored = {
      canonical: expect.any(String),
      rmse: expect.closeTo(0.08, 1),
      percentile: expect.any(Number),
      chargePerAtom: expect.toBeOneOf([expect.any(Number), null]),
      cautions: [],
    }
    expect(await place.json(['score', 'CuO', 'Na(Cl', 'LrN', 'PuNi', ...tiny])).toEqual([
      { ...scored, formula: 'CuO', canonical: 'CuO', verdict: 'neutral', description: 'neutral' },
      {
        formula: 'Na(Cl',
        error: expect.objectContaining({ code: 'formula/unmatched-bracket', position: 2 }),
      },
      {
        formula: 'LrN',
        error: {
          code: 'model/outside',
          message: 'Outside the model: it has no data for Lr.',
          position: null,
          suggestion: null,
        },
      },
      {
        ...scored,
        formula: 'PuNi',
        canonical: 'NiPu',
        verdict: 'not-ionic',
        description: 'not ionic (all metals)',
        cautions: ['Pu in none of the compositions trained on'],
      },
    ])
  })

  it('fails when it could score none', async () => {
    expect(await place.run(['score', 'Xx', ...tiny])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Xx: Xx is not an element.\n',
    })
  })

  it('says which models there are when it does not know one', async () => {
    const { code, stdout, stderr } = await place.run(['score', 'NaCl', '--model', 'huge', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout).error.code).toBe('model/unknown')
    expect(stderr).toContain('There is no model "huge".')
    expect(stderr).toContain('tiny')
  })
})

describe('rank', () => {
  const LIST = [
    'formula,note,rank,constructor',
    'Ba Ti O3,<img onerror=alert(1)>,first,x',
    'NaCl,,,',
    'Xx2O3,,,',
    'LrN,,,',
    ',,,',
    'ClNa,again,,',
    'Ti O3 Ba,,,',
  ].join('\n')

  interface Document {
    readonly candidates: readonly {
      rank: number
      canonical: string
      asWritten: string
      line: number
      rmse: number
    }[]
    readonly outside: readonly { line: number }[]
    readonly unread: readonly { line: number }[]
  }

  it('accounts for every line, and writes what it was asked for', async () => {
    const outs = ['csv', 'json', 'html'].map(ending => place.path('new', `ranking.${ending}`))
    const ranking = (await place.json(
      ['rank', '-', ...tiny, ...outs.flatMap(out => ['--out', out]), '--title', '<b>Ours</b>'],
      LIST,
    )) as Document
    const lines = [...ranking.candidates, ...ranking.outside, ...ranking.unread].map(({ line }) => line)
    // Line 6 is blank but for its delimiters.
    expect(lines.sort()).toEqual([2, 3, 4, 5, 7, 8])
    expect(ranking.outside).toEqual([
      { line: 5, formula: 'LrN', error: expect.objectContaining({ code: 'model/outside', position: null }) },
    ])
    expect(ranking.unread).toEqual([
      {
        line: 4,
        formula: 'Xx2O3',
        error: expect.objectContaining({ code: 'formula/unknown-element', position: 0 }),
      },
    ])
    const ranks = Object.groupBy(ranking.candidates, ({ canonical }) => canonical)
    expect(Object.values(ranks).map(group => group!.map(({ rank }) => rank))).toEqual([
      [1, 1],
      [3, 3],
    ])
    expect(ranks.ClNa!.map(({ asWritten }) => asWritten)).toEqual(['NaCl', 'ClNa'])

    const table = JSON.parse(readFileSync(outs[1]!, 'utf8'))
    expect(table).toHaveLength(6)
    expect(table.find((row: { line: number }) => row.line === 2)).toMatchObject({
      formula: 'BaTiO3',
      'as written': 'Ba Ti O3',
      'rank (in the list)': 'first',
      constructor: 'x',
    })
    for (const { rmse, percentile } of table.slice(0, 4)) {
      expect([rmse, percentile]).toEqual([Number(rmse.toFixed(6)), Number(percentile.toFixed(2))])
    }
    const page = readFileSync(outs[2]!, 'utf8')
    expect(page).not.toMatch(/<img|<b>Ours/)
    expect(page).toContain('&lt;img')
  })

  it('ranks its own ranking again', async () => {
    const [first, second] = [place.path('new', 'ranking.csv'), place.path('new', 'second.csv')]
    for (const [list, out] of [
      [first, second],
      [second, place.path('new', 'third.csv')],
    ] as const) {
      expect(await place.run(['rank', list, ...tiny, '--out', out])).toMatchObject({ code: 0 })
    }
    expect(await place.run(['rank', first, ...tiny, '--out', first])).toMatchObject({ code: 1, stdout: '' })
  })

  it('shows formulas as they were written, and what became of the other lines', async () => {
    const { code, stdout, stderr } = await place.run(['rank', '-', ...tiny], LIST)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ +1 {2}(Ba Ti O3|NaCl) /m)
    expect(stdout).toContain('6 lines: 4 ranked by "Tiny", 1 outside the model, 1 not read.')
    expect(stderr).toBe(
      'line 4: Xx2O3: Xx is not an element.\nline 5: LrN: Outside the model: it has no data for Lr.\n',
    )
  })

  it('ranks a list of the library by its name', async () => {
    await place.run(['import', '-', '--into', 'our list'], 'NaCl\nXx\n')
    await place.run(['import', '-', '--into', 'our list'], 'MgO\nNaCl\n')
    const ranking = (await place.json(['rank', 'our list', ...tiny])) as Document
    expect(ranking.candidates.map(({ canonical }) => canonical).sort()).toEqual(['ClNa', 'ClNa', 'MgO'])
    expect(ranking.unread).toHaveLength(1)
  })

  it('fails when no line could be ranked, and says why for each', async () => {
    expect(await place.run(['rank', '-', ...tiny], 'formula\nXx\nLrN\n')).toEqual({
      code: 1,
      stdout: '2 lines: 0 ranked by "Tiny", 1 outside the model, 1 not read.\n',
      stderr: 'line 2: Xx: Xx is not an element.\nline 3: LrN: Outside the model: it has no data for Lr.\n',
    })
  })

  it.each([
    { list: 'missing.csv', code: 'list/unknown' },
    { list: '.', code: 'file/not-read' },
    { list: '-', code: 'import/empty' },
  ])('refuses $list with $code', async ({ list, code }) => {
    const outcome = await place.run(['rank', list, ...tiny, '--json'])
    expect({ code: outcome.code, error: JSON.parse(outcome.stdout).error.code }).toEqual({
      code: 1,
      error: code,
    })
  })
})

describe('models', () => {
  it('lists broken models with their reason, and goes on with the others', async () => {
    await mkdir(place.path('home', 'models', 'hollow'))
    const manifest = await readFile(join(trained.folder, 'model.json'), 'utf8')
    await mkdir(place.path('home', 'models', 'forged'))
    await writeFile(
      place.path('home', 'models', 'forged', 'model.json'),
      manifest.replace('"Tiny"', '"Huge"'),
    )

    const models = (await place.json(['models'])) as {
      id: string
      error?: { code: string }
      origin?: string
    }[]
    expect(models.filter(({ origin }) => origin !== 'ready')).toEqual([
      expect.objectContaining({ id: 'standard-input', origin: 'own' }),
      expect.objectContaining({ id: 'tiny', name: 'Tiny', origin: 'own', evaluation: trained.evaluation }),
      { id: 'forged', folder: expect.any(String), error: expect.objectContaining({ code: 'model/broken' }) },
      { id: 'hollow', folder: expect.any(String), error: expect.objectContaining({ code: 'model/missing' }) },
    ])
    const { code, stdout, stderr } = await place.run(['models'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^tiny +Tiny +60 /m)
    expect(stderr).toContain('forged')
    expect(await place.run(['score', 'NaCl', '--model', 'forged'])).toMatchObject({ code: 1, stdout: '' })
    expect(await place.run(['score', 'NaCl', '--model', trained.folder, ...engine])).toMatchObject({
      code: 0,
    })
  })

  it('go from one place to another in one file, and are renamed, used and removed there', async test => {
    const file = place.path('tiny.anomalite-model')
    expect(await place.json(['models', 'export', 'tiny', '--out', file])).toEqual({ model: 'tiny', file })
    const other = await workplaceFor(test)
    const arrive = async () => (await other.json(['models', 'import', file])) as { id: string; name: string }
    expect(await arrive()).toMatchObject({ id: 'tiny', name: 'Tiny', evaluation: trained.evaluation })
    expect(await arrive()).toMatchObject({ id: 'tiny-2', name: 'Tiny (2)' })

    const score = ['score', 'BaTiO3', ...engine, '--model']
    expect(await other.json([...score, 'tiny-2'])).toEqual(await place.json([...score, 'tiny']))

    await other.run(['models', 'note', 'tiny-2', '-'], 'Made of salts.\nAsk Aya.\n')
    await other.json(['models', 'rename', 'tiny-2', 'Again'])
    const { stdout } = await other.run(['models', 'show', 'Again'])
    expect(stdout).toMatch(/^Again\nid +tiny-2\ngives +RMSE\n/)
    expect(stdout).toMatch(/\n\nMade of salts\.\nAsk Aya\.\n$/)
    expect((await other.run(['models'])).stdout).toMatch(/tiny-2 .* Made of salts\.…\n/)
    await other.json(['models', 'activate', 'Again'])
    const refused = await other.run(['models', 'remove', 'Again', '--json'])
    expect(JSON.parse(refused.stdout).error.code).toBe('model/in-use')
    expect(await other.json(['models', 'remove', 'tiny'])).toMatchObject({
      model: 'tiny',
      binned: expect.stringMatching(/^tiny-\d+$/),
    })
    const listed = (await other.json(['models'])) as { name: string; score: string }[]
    expect(listed.map(({ name, score }) => [name, score])).toEqual([
      ['Known stable', 'rmse'],
      ['Known stable, analogs', 'stability'],
      ['Again', 'rmse'],
    ])
  })

  it('say which held-out positives they reconstruct worst, and where they err', async () => {
    interface Found {
      readonly heldOut: number
      readonly worst: readonly { formula: string; rmse: number; percentile: number }[]
      readonly blocks: readonly { label: string; worst: number; all: number }[]
    }
    const { heldOut, worst, blocks } = (await place.json([
      'models',
      'worst',
      'tiny',
      '--count',
      '4',
      ...engine,
    ])) as Found
    expect([heldOut, worst.length, blocks.length]).toEqual([18, 4, 39])
    const scored = (await place.json([
      'score',
      ...worst.map(({ formula }) => formula),
      ...tiny,
    ])) as Found['worst']
    scored.forEach(({ rmse, percentile }, i) => {
      expect([worst[i]!.rmse, worst[i]!.percentile]).toEqual([
        expect.closeTo(rmse, 6),
        expect.closeTo(percentile, 1),
      ])
    })
    const { code, stdout } = await place.run(['models', 'worst', 'tiny', '--count', '4', ...engine])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ +1 {2}\S+ +0\.\d{4} +0\.0 % {2}/m)
    expect(stdout).toContain('These 4 of 18 held-out positives have ')
    expect(await place.run(['models', 'worst', 'tiny', '--count', '0'])).toMatchObject({ code: 2 })
  })

  it('that are no models are not imported', async () => {
    const { code, stdout } = await place.run(['models', 'import', STABLE_AND_NOT, '--json'])
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 1, error: 'model/broken' })
  })
})

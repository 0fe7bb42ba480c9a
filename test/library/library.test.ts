import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFormula } from '../../src/domain/formula/index.ts'
import { elementMasks, storeCompound } from '../../src/library/compounds.ts'
import { openDatabase } from '../../src/library/database/open.ts'
import { type CompoundId, type NewEntry, openLibrary, type WritableLibrary } from '../../src/library/index.ts'
import { migrations } from '../../src/library/migrations/index.ts'
import { emptyFolder } from './data-folder.ts'
import { killed, spawnLibraryProcess } from './library-process.ts'
import { newEntry } from './new-entry.ts'

async function withLibrary<T>(use: (library: WritableLibrary) => T | Promise<T>): Promise<T> {
  const library = await openLibrary(await emptyFolder())
  try {
    return await use(library)
  } finally {
    await library.close()
  }
}

const bare = { externalId: null, label: null, note: null, energyAboveHullEvPerAtom: null, otherColumns: {} }
const untouched = { tags: [], binnedAt: null }

function compoundsOf(library: WritableLibrary, list: string): CompoundId[] {
  return [...library.entries(library.listNamed(list).id)].flatMap(entry =>
    entry.compound ? [entry.compound.id] : [],
  )
}

describe('lists', () => {
  test('keep what each line said, in order, unread lines with their reason', () =>
    withLibrary(library => {
      const problem = {
        code: 'formula/unknown-element',
        message: 'Xx is no element',
        position: 6,
        suggestion: null,
      }
      const unread = { ...bare, tags: [], text: 'Na3Zr2Xx', line: 3, problem }
      const entries: NewEntry[] = [
        newEntry('Na3Zr2Si2PO12', 2, {
          externalId: 'mp-6444',
          label: 'NASICON',
          note: '<img onerror=alert(1)>',
          energyAboveHullEvPerAtom: 0.018,
          otherColumns: { route: 'sol-gel', 'T / °C': '1200' },
        }),
        unread,
        newEntry('Zr2Si2PO12Na3', 4),
      ]
      const list = library.createList('NASICON', 'literature', entries)
      expect(list).toMatchObject({ name: 'NASICON', kind: 'literature', entryCount: 3, unreadCount: 1 })
      const compound = { id: 1, formula: 'Na3O12PSi2Zr2' }
      expect([...library.entries(list.id)]).toEqual([
        {
          id: 1,
          text: 'Na3Zr2Si2PO12',
          line: 2,
          externalId: 'mp-6444',
          label: 'NASICON',
          note: '<img onerror=alert(1)>',
          energyAboveHullEvPerAtom: 0.018,
          otherColumns: { route: 'sol-gel', 'T / °C': '1200' },
          compound,
          duplicateOfLine: null,
          ...untouched,
        },
        {
          ...bare,
          ...untouched,
          id: 2,
          text: 'Na3Zr2Xx',
          line: 3,
          compound: null,
          problem,
        },
        { ...bare, ...untouched, id: 3, text: 'Zr2Si2PO12Na3', line: 4, compound, duplicateOfLine: null },
      ])
    }))

  test('come by name; the names are their own', () =>
    withLibrary(library => {
      library.createList('perovskites', 'reference', [])
      library.createList('apatites', 'positives', [newEntry('Ca5P3O13H', 1)])
      expect(library.lists().map(({ name, entryCount }) => [name, entryCount])).toEqual([
        ['apatites', 1],
        ['perovskites', 0],
      ])
      expect(() => library.createList('apatites', 'scratch', [newEntry('NaCl', 1)])).toThrow(
        expect.objectContaining({ code: 'library/list-exists' }),
      )
      expect(() => library.createList(' ', 'scratch', [])).toThrow(
        expect.objectContaining({ code: 'library/list-exists' }),
      )
      expect(() => library.listNamed('zeolites')).toThrow(
        expect.objectContaining({ code: 'library/no-such-list' }),
      )
    }))

  test('are made whole or not at all', () =>
    withLibrary(library => {
      function* failing() {
        yield newEntry('NaCl', 1)
        throw new RangeError('the source broke off')
      }
      expect(() => library.createList('halides', 'scratch', failing())).toThrow(RangeError)
      expect(library.lists()).toEqual([])
    }))

  test('in the making show nowhere until they are published, or join another list at its end', () =>
    withLibrary(library => {
      const draft = library.draftList()
      draft.add([newEntry('LiCoO2', 1)])
      draft.add([newEntry('LiNiO2', 2)])
      expect(library.lists()).toEqual([])
      const list = draft.publishAs('cathodes', 'literature')
      const more = library.draftList()
      more.add([newEntry('LiFePO4', 1)])
      expect(more.appendTo(list.id).entryCount).toBe(3)
      expect([...library.entries(list.id)].map(({ text }) => text)).toEqual(['LiCoO2', 'LiNiO2', 'LiFePO4'])
    }))

  test('longer than a page are read to the end while other work goes on', () =>
    withLibrary(library => {
      const many = Array.from({ length: 2500 }, (_, i) => newEntry(`Fe${i + 1}O${i + 2}`, i + 1))
      const { id } = library.createList('long', 'generated', many)
      const lines: number[] = []
      for (const { line } of library.entries(id)) {
        lines.push(line)
        library.setSetting('last line', line)
      }
      expect(lines).toEqual(many.map(({ line }) => line))
    }))

  test('take any text as it is', async () => {
    await withLibrary(library => {
      let n = 0
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (note, label) => {
          const { id } = library.createList(`list ${n++}`, 'scratch', [newEntry('MgO', 1, { note, label })])
          expect([...library.entries(id)][0]).toMatchObject({ note, label })
        }),
        { numRuns: 50 },
      )
    })
  })
})

describe('compounds', () => {
  test('two spellings of one composition are one', () =>
    withLibrary(library => {
      const spellings = ['Ca(OH)2', 'CaO2H2', 'H2CaO2', 'Ca2(OH)4', 'Ca0.5OH']
      library.createList(
        'slaked lime',
        'scratch',
        spellings.map((text, i) => newEntry(text, i + 1)),
      )
      expect(new Set(compoundsOf(library, 'slaked lime')).size).toBe(1)
    }))

  test('have a bit for each element, 60 in the low word', () => {
    expect(elementMasks(['H', 'Nd'])).toEqual({ low: (1n << 59n) | 1n, high: 0n })
    expect(elementMasks(['Pm', 'Og'])).toEqual({ low: 0n, high: (1n << 57n) | 1n })
  })

  test('are found in SQL by only, at least and without certain elements', async () => {
    const { connection, close } = await openDatabase(await emptyFolder(), migrations)
    for (const text of ['Fe2O3', 'FeO', 'FeUO4', 'UO2', 'Fe', 'NaCl'])
      storeCompound(connection, parseFormula(text))
    const { low, high } = elementMasks(['Fe', 'O'])
    const find = (condition: string, ...masks: bigint[]) =>
      connection
        .all<{ formula: string }>(
          `SELECT formula FROM compound WHERE ${condition} ORDER BY formula`,
          ...masks,
        )
        .map(({ formula }) => formula)
    expect({
      only: find('elements_low & ~? = 0 AND elements_high & ~? = 0', low, high),
      atLeast: find('elements_low & ? = ? AND elements_high & ? = ?', low, low, high, high),
      without: find('elements_low & ? = 0 AND elements_high & ? = 0', low, high),
    }).toEqual({ only: ['Fe', 'Fe2O3', 'FeO'], atLeast: ['Fe2O3', 'FeO', 'FeO4U'], without: ['ClNa'] })
    await close()
  })
})

describe('models and scores', () => {
  test('a score belongs to a compound and a model; a later one replaces it', () =>
    withLibrary(library => {
      library.createList(
        'l',
        'scratch',
        ['NaCl', 'KCl', 'RbCl'].map((text, i) => newEntry(text, i + 1)),
      )
      const [nacl, kcl, rbcl] = compoundsOf(library, 'l') as [CompoundId, CompoundId, CompoundId]
      const a = library.registerModel('rmse', '/models/a', 'A', { seed: 42 })
      const b = library.registerModel('rmse', '/models/b', 'B', { seed: 43 })
      library.saveScores(a.id, [
        { compoundId: nacl, value: 0.1 },
        { compoundId: kcl, value: 0.2 },
      ])
      library.saveScores(b.id, [{ compoundId: nacl, value: 0.3 }])
      library.saveScores(a.id, [{ compoundId: kcl, value: 0.25 }])
      expect([...library.scores(a.id, [kcl, rbcl, nacl])].sort()).toEqual([
        [nacl, 0.1],
        [kcl, 0.25],
      ])
      expect([...library.scores(b.id, [nacl, kcl])]).toEqual([[nacl, 0.3]])
    }))

  test('no score that is no number is ever kept, nor what came with it', () =>
    withLibrary(library => {
      library.createList('l', 'scratch', [newEntry('NaCl', 1), newEntry('KCl', 2)])
      const [nacl, kcl] = compoundsOf(library, 'l') as [CompoundId, CompoundId]
      const { id } = library.registerModel('rmse', '/models/a', 'A', {})
      const scores = [
        { compoundId: nacl, value: 0.1 },
        { compoundId: kcl, value: Number.NaN },
      ]
      expect(() => library.saveScores(id, scores)).toThrow(
        expect.objectContaining({ code: 'library/failed' }),
      )
      expect(library.scores(id, [nacl, kcl]).size).toBe(0)
    }))

  test('a model that was trained again loses its scores, one that is only renamed does not', () =>
    withLibrary(library => {
      library.createList('l', 'scratch', [newEntry('NaCl', 1)])
      const [nacl] = compoundsOf(library, 'l') as [CompoundId]
      const { id } = library.registerModel('rmse', '/models/a', 'A', { name: 'A', weights: 'sha-1' })
      library.saveScores(id, [{ compoundId: nacl, value: 0.1 }])
      library.registerModel('rmse', '/models/a', 'Renamed', { name: 'Renamed', weights: 'sha-1' })
      expect(library.scores(id, [nacl]).size).toBe(1)
      expect(library.registerModel('rmse', '/models/a', 'A', { name: 'A', weights: 'sha-2' }).id).toBe(id)
      expect(library.scores(id, [nacl]).size).toBe(0)
    }))

  test('one model at a time is active', () =>
    withLibrary(library => {
      expect(library.activeModel('rmse')).toBeUndefined()
      const a = library.registerModel('rmse', '/models/a', 'A', { layers: [1994, 3] })
      const b = library.registerModel('rmse', '/models/b', 'B', null)
      library.activateModel(a.id)
      library.activateModel(b.id)
      expect(library.models()).toEqual([
        { ...b, active: true },
        { ...a, active: false, manifest: { layers: [1994, 3] } },
      ])
      expect(() => library.activateModel(99 as typeof a.id)).toThrow(
        expect.objectContaining({ code: 'library/no-such-model' }),
      )
      expect(library.activeModel('rmse')?.name).toBe('B')
    }))
})

describe('jobs and settings', () => {
  test('a job goes from queued to done with its result', () =>
    withLibrary(library => {
      const { id, createdAt } = library.createJob('train', 'Oxides', { epochs: 500 })
      library.updateJob(id, { state: 'running', progress: 0 })
      const running = library.updateJob(id, { state: 'running', progress: 0.5 })
      expect(running).toMatchObject({ state: 'running', progress: 0.5, finishedAt: null })
      const done = library.updateJob(id, { state: 'done', result: { auc: 0.71 } })
      expect(done).toEqual({
        id,
        kind: 'train',
        subject: 'Oxides',
        state: 'done',
        progress: 1,
        parameters: { epochs: 500 },
        result: { auc: 0.71 },
        error: null,
        createdAt,
        startedAt: running.startedAt,
        finishedAt: done.finishedAt,
      })
      expect(done.finishedAt! >= done.startedAt!).toBe(true)
      expect(() => library.job(99 as typeof id)).toThrow(
        expect.objectContaining({ code: 'library/no-such-job' }),
      )
    }))

  test('a failed job keeps its error and how far it came', () =>
    withLibrary(library => {
      const { id } = library.createJob('score', 'Oxides', null)
      library.updateJob(id, { state: 'running', progress: 0.3 })
      library.updateJob(id, { state: 'failed', error: { code: 'engine/lost' } })
      expect(library.jobs()).toMatchObject([
        { state: 'failed', progress: 0.3, error: { code: 'engine/lost' } },
      ])
    }))

  test('jobs that a kill ended are interrupted at the next start', async () => {
    const folder = await emptyFolder()
    const child = await spawnLibraryProcess(`
      const library = await openLibrary(${JSON.stringify(folder)})
      library.createJob('study', 'Oxides', {})
      library.updateJob(library.createJob('train', 'Oxides', {}).id, { state: 'running', progress: 0.4 })
      library.updateJob(library.createJob('import', 'Oxides', {}).id, { state: 'done', result: 1 })
      ready()`)
    await killed(child)
    const library = await openLibrary(folder)
    expect(library.jobs().map(({ kind, state, progress }) => [kind, state, progress])).toEqual([
      ['import', 'done', 1],
      ['train', 'interrupted', 0.4],
      ['study', 'interrupted', 0],
    ])
    await library.close()
  })

  test('settings hold what JSON holds; one that was never set is undefined', () =>
    withLibrary(library => {
      const values = ['dark', 12.5, false, null, ['a', { b: 1 }]]
      for (const value of values) {
        library.setSetting('s', value)
        expect(library.setting('s')).toEqual(value)
      }
      expect(library.setting('other')).toBeUndefined()
    }))
})

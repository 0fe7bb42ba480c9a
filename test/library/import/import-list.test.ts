import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { randomStream } from '../../../src/domain/statistics/random.ts'
import { importList, type ListSource, openLibrary, type WritableLibrary } from '../../../src/library/index.ts'
import { emptyFolder } from '../data-folder.ts'
import { killed, spawnLibraryProcess } from '../library-process.ts'

const bytes = (text: string): ListSource => ({ bytes: Buffer.from(text) })
const manyFormulas = (count: number) =>
  Array.from({ length: count }, (_, i) => `Fe${i + 1}O${i + 2}`).join('\n')

async function withLibrary<T>(use: (library: WritableLibrary) => Promise<T>): Promise<T> {
  const library = await openLibrary(await emptyFolder())
  try {
    return await use(library)
  } finally {
    await library.close()
  }
}

test('an import keeps every line in order: read, duplicate and unread', () =>
  withLibrary(async library => {
    const source = bytes('formula,id,route\nLiCoO2,a,melt\nCoLiO2,b,\nLiXxO2,c,sol-gel\n')
    const { list, counts } = await importList(library, source, {
      into: { newList: 'cathodes', kind: 'literature' },
    })
    expect(list).toMatchObject({ name: 'cathodes', kind: 'literature', entryCount: 3, unreadCount: 1 })
    expect(counts).toMatchObject({ read: 1, duplicates: 1, problems: 1 })
    const untouched = { tags: [], binnedAt: null }
    const bare = { ...untouched, label: null, note: null, energyAboveHullEvPerAtom: null, otherColumns: {} }
    const compound = { id: 1, formula: 'CoLiO2' }
    expect([...library.entries(list.id)]).toEqual([
      {
        ...bare,
        id: 1,
        line: 2,
        text: 'LiCoO2',
        externalId: 'a',
        otherColumns: { route: 'melt' },
        compound,
        duplicateOfLine: null,
      },
      { ...bare, id: 2, line: 3, text: 'CoLiO2', externalId: 'b', compound, duplicateOfLine: 2 },
      {
        ...bare,
        id: 3,
        line: 4,
        text: 'LiXxO2',
        externalId: 'c',
        otherColumns: { route: 'sol-gel' },
        compound: null,
        problem: expect.objectContaining({ code: 'formula/unknown-element', position: 2 }),
      },
    ])
  }))

test('an import into a list that exists adds to its end', () =>
  withLibrary(async library => {
    const first = await importList(library, bytes('NaCl\n'), {
      into: { newList: 'halides', kind: 'scratch' },
    })
    const into = { existingList: first.list.id }
    const { list } = await importList(library, bytes('KCl\nNaCl\n'), { into })
    expect([...library.entries(list.id)].map(({ line, text }) => [line, text])).toEqual([
      [1, 'NaCl'],
      [1, 'KCl'],
      [2, 'NaCl'],
    ])
    expect(library.lists()).toHaveLength(1)
  }))

describe('nothing stays of an import that', () => {
  test('meets a name that is taken; it says so before it reads', () =>
    withLibrary(async library => {
      await importList(library, bytes('NaCl\n'), { into: { newList: 'halides', kind: 'scratch' } })
      const again = importList(library, bytes(manyFormulas(5000)), {
        into: { newList: 'halides', kind: 'scratch' },
        onProgress: () => expect.unreachable(),
      })
      await expect(again).rejects.toMatchObject({ code: 'library/list-exists' })
      expect(library.listNamed('halides').entryCount).toBe(1)
    }))

  test('breaks off in the middle', () =>
    withLibrary(async library => {
      const text = `formula,x\n${'NaCl,1\n'.repeat(5000)}"KCl,2\n`
      const broken = importList(library, bytes(text), { into: { newList: 'halides', kind: 'scratch' } })
      await expect(broken).rejects.toMatchObject({ code: 'import/unclosed-quote', details: { line: 5002 } })
      expect(library.lists()).toEqual([])
    }))

  test('is cancelled; other work goes on in the meantime', () =>
    withLibrary(async library => {
      const controller = new AbortController()
      const progress: number[] = []
      const cancelled = importList(library, bytes(manyFormulas(10_000)), {
        into: { newList: 'oxides', kind: 'generated' },
        signal: controller.signal,
        onProgress: lines => {
          progress.push(lines)
          library.setSetting('progress', lines)
          if (lines >= 4000) controller.abort(new RangeError('enough'))
        },
      })
      await expect(cancelled).rejects.toThrow('enough')
      expect(progress).toEqual([500, 1000, 1500, 2000, 2500, 3000, 3500, 4000])
      expect(library.setting('progress')).toBe(4000)
      expect(library.lists()).toEqual([])
    }))
})

/** Kills an import at a random moment and checks what the next start finds. */
async function killAnImport(folder: string, round: number, delayMs: number): Promise<'whole' | 'absent'> {
  const before = await openLibrary(folder)
  const acknowledged = before.lists().map(({ name, entryCount }) => [name, entryCount])
  await before.close()
  const child = await spawnLibraryProcess(`
    const library = await openLibrary(${JSON.stringify(folder)})
    const text = Array.from({ length: 6000 }, (_, i) => 'Fe' + (i + 1) + 'O' + (${round} + 2)).join('\\n')
    ready()
    await importList(library, { bytes: Buffer.from(text) }, { into: { newList: 'round ${round}', kind: 'generated' } })`)
  await new Promise(resolve => setTimeout(resolve, delayMs))
  await killed(child)

  const library = await openLibrary(folder)
  const lists = library.lists().map(({ name, entryCount }) => [name, entryCount])
  const isWhole = lists.some(([name]) => name === `round ${round}`)
  const expected = isWhole ? [...acknowledged, [`round ${round}`, 6000]] : acknowledged
  expect(lists).toEqual(expected.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)))
  await library.close()

  const database = new Database(join(folder, 'library.db'), { readonly: true })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(database.pragma('foreign_key_check')).toEqual([])
  expect(
    database.prepare('SELECT count(*) AS n FROM entry WHERE list_id NOT IN (SELECT id FROM list)').get(),
  ).toEqual({ n: 0 })
  database.close()
  return isWhole ? 'whole' : 'absent'
}

test('kill -9 in the middle leaves the import whole or absent, and all else as it was', async () => {
  const folder = await emptyFolder()
  for (let round = 0; round < 4; round++) await killAnImport(folder, round, 15 + 50 * round)
})

test.skipIf(!process.env.ANOMALITE_SOAK)(
  'kill -9, 100 times (skipped unless ANOMALITE_SOAK is set, for it takes minutes)',
  async () => {
    const folder = await emptyFolder()
    const random = randomStream(9)
    const outcomes = { whole: 0, absent: 0 }
    for (let round = 0; round < 100; round++) {
      outcomes[await killAnImport(folder, round, random.integer(800))]++
    }
    expect(outcomes.whole + outcomes.absent).toBe(100)
    expect(Math.min(outcomes.whole, outcomes.absent)).toBeGreaterThan(0)
  },
  900_000,
)

const dataFolder = process.env.ANOMALITE_DATA
test.skipIf(!dataFolder)(
  '83,247 reference lines go in (skipped unless ANOMALITE_DATA names their folder)',
  () =>
    withLibrary(async library => {
      const source = { bytes: await readFile(join(dataFolder!, 'mp_stability.csv')) }
      const { list, counts } = await importList(library, source, {
        into: { newList: 'mp', kind: 'reference' },
      })
      expect(counts).toMatchObject({ read: 83_247, problems: 0 })
      const entries = [...library.entries(list.id)]
      expect(entries).toHaveLength(83_247)
      expect(entries[1]).toMatchObject({
        line: 3,
        text: 'Ac2AgIr',
        externalId: 'mp-861724',
        energyAboveHullEvPerAtom: 0,
        otherColumns: { chemsys: 'Ac-Ag-Ir', nelements: '3' },
      })
    }),
)

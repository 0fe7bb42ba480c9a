import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { AnomaliteError } from '../../../src/domain/error.ts'
import { type EntryId, type EntryQuery, openLibrary, openLibraryThreads } from '../../../src/library/index.ts'
import { emptyFolder } from '../data-folder.ts'
import { newEntry } from '../new-entry.ts'

const everything: EntryQuery = {
  list: null,
  bin: 'without',
  text: '',
  elements: { only: [], atLeast: [], without: [] },
  labels: [],
  tags: [],
  reading: 'all',
  energyAboveHullEvPerAtom: { min: null, max: null },
  unranked: 'with',
  score: { min: null, max: null },
  comparedScore: { min: null, max: null },
  model: null,
  comparedModel: null,
  sort: { by: 'formula', direction: 'ascending' },
}

async function threads() {
  const folder = await emptyFolder()
  const revisions: number[] = []
  const deaths: AnomaliteError[] = []
  const opened = await openLibraryThreads(folder, {
    onRevision: revision => revisions.push(revision),
    onDeath: error => deaths.push(error),
  })
  onTestFinished(() => opened.library.close().catch(() => undefined))
  const texts = async (query: Partial<EntryQuery> = {}) => {
    const { output, revision } = await opened.entries.page({ ...everything, ...query }, 0, 1000)
    return { texts: output.rows.map(({ text }) => text), revision }
  }
  return { ...opened, folder, revisions, deaths, texts }
}

const bytesOf = (count: number) =>
  Buffer.from(
    Array.from({ length: count }, (_, i) => `Fe${(i % 997) + 1}O${Math.floor(i / 997) + 1}`).join('\n'),
  )

test('what was acknowledged is in every later answer, and a revision is told when it can be seen', async () => {
  const { library, revisions, texts } = await threads()
  const { id } = await library.createList('Oxides', 'scratch', [newEntry('MgO', 1)])
  for (let n = 2; n <= 30; n++) {
    await library.addEntries(id, [newEntry(`Mg${n}O`, n)])
    const seen = await texts()
    expect(seen.texts).toHaveLength(n)
    expect(seen.revision).toBeGreaterThanOrEqual(revisions.at(-1)!)
  }
  const { revision } = await texts()
  await expect.poll(() => revisions.at(-1)).toBe(revision)
})

test('each change tells its step of undo, and none when nothing had to change', async () => {
  const { library, texts } = await threads()
  const { result, step } = await library.change('createList', 'Oxides', 'scratch', [newEntry('MgO', 1)])
  const binned = await library.change('binEntries', [1 as EntryId])
  expect(binned).toEqual({ result: 1, step: (step ?? 0) + 1 })
  expect(await library.change('binEntries', [1 as EntryId])).toEqual({ result: 0, step: null })
  expect((await texts()).texts).toEqual([])
  await library.undo(binned.step)
  expect((await texts({ list: result.id })).texts).toEqual(['MgO'])
})

test('an import lets other work in between, tells how far it is, and shows when it is whole', async () => {
  const { library, revisions, texts } = await threads()
  await expect.poll(() => revisions.length).toBeGreaterThan(0)
  const { revision } = await texts()
  const progress: number[] = []
  let isDone = false
  const importing = library
    .importList(
      { bytes: bytesOf(20_000) },
      {
        into: { newList: 'Iron oxides', kind: 'generated' },
        onProgress: lines => progress.push(lines),
      },
    )
    .finally(() => {
      isDone = true
    })
  let turns = 0
  for (; !isDone; turns++) {
    await library.setSetting('turn', turns)
    const seen = await texts()
    // It may be whole a moment before it says so.
    expect(seen.texts).toHaveLength(seen.revision === revision ? 0 : 1000)
  }
  expect((await importing).list.entryCount).toBe(20_000)
  expect(turns).toBeGreaterThan(3)
  expect(progress.at(-1)).toBe(20_000)
  expect((await texts()).texts).toHaveLength(1000)
  await library.undo(null)
  expect((await texts()).texts).toEqual([])
})

test('a cancelled import leaves nothing', async () => {
  const { library, texts } = await threads()
  const control = new AbortController()
  const importing = library.importList(
    { bytes: bytesOf(50_000) },
    {
      into: { newList: 'Iron oxides', kind: 'generated' },
      signal: control.signal,
      onProgress: () => control.abort(new RangeError('enough')),
    },
  )
  await expect(importing).rejects.toThrow('enough')
  expect(await library.lists()).toEqual([])
  expect((await texts()).texts).toEqual([])
})

test('errors keep their code and details, and drafts work step by step', async () => {
  const { library, entries } = await threads()
  await library.createList('Oxides', 'scratch', [])
  await expect(library.createList('Oxides', 'scratch', [])).rejects.toMatchObject({
    code: 'library/list-exists',
    details: { name: 'Oxides' },
  })
  const query = { ...everything, elements: { only: ['Xx'], atLeast: [], without: [] } }
  await expect(entries.page(query, 0, 1)).rejects.toMatchObject({ code: 'library/no-such-element' })
  const draft = await library.draftList()
  const stored = await draft.add([newEntry('MgO', 1)])
  expect(stored).toEqual([{ id: 1, compound: 1 }])
  expect((await draft.publishAs('More', 'scratch')).entryCount).toBe(1)
})

test('emptying the bin removes all that is in it', async () => {
  const { library, texts } = await threads()
  const { id } = await library.createList('Oxides', 'scratch', [newEntry('MgO', 1), newEntry('CaO', 2)])
  const { id: other } = await library.createList('More', 'scratch', [newEntry('SrO', 1)])
  await library.binList(other)
  await library.binEntries([1 as EntryId])
  await setTimeout(2)
  expect(await library.emptyBin()).toEqual({ lists: 1, entries: 2 })
  expect(await library.binnedLists()).toEqual([])
  expect((await texts({ list: id })).texts).toEqual(['CaO'])
  expect((await texts({ bin: 'only' })).texts).toEqual([])
})

test('a thread that dies says so, is started again, and loses nothing that was acknowledged', async () => {
  const { library, entries, texts, deaths } = await threads()
  await library.createList('Oxides', 'scratch', [newEntry('MgO', 1)])
  // Nothing that a caller with the right types could send: the thread breaks off, as at a defect of its own.
  await expect(entries.page(null as never, 0, 1)).rejects.toMatchObject({ code: 'library/thread-died' })
  expect((await texts()).texts).toEqual(['MgO'])
  await expect(library.addEntries(1 as never, null as never)).rejects.toMatchObject({
    code: 'library/thread-died',
  })
  expect(deaths).toHaveLength(2)
  await library.addEntries(1 as never, [newEntry('CaO', 2)])
  expect((await texts()).texts).toEqual(['CaO', 'MgO'])
  for (let n = 0; n < 2; n++) await library.addEntries(1 as never, null as never).catch(() => undefined)
  await expect(library.lists()).rejects.toMatchObject({ code: 'library/stopped' })
})

test('closing seals the library, and opening refuses what the library refuses', async () => {
  const { library, folder } = await threads()
  const other = { onRevision: () => undefined, onDeath: () => undefined }
  await expect(openLibraryThreads(folder, other)).rejects.toMatchObject({ code: 'library/in-use' })
  await library.createList('Oxides', 'scratch', [newEntry('MgO', 1)])
  await library.close()
  expect(existsSync(join(folder, 'library.db.sha256'))).toBe(true)
  const again = await openLibrary(folder)
  expect(again.listNamed('Oxides').entryCount).toBe(1)
  await again.close()
})

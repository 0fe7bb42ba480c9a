import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type EntryId,
  importList,
  type List,
  type ListId,
  openLibrary,
  type WritableLibrary,
} from '../../src/library/index.ts'
import { emptyFolder } from './data-folder.ts'
import { killed, spawnLibraryProcess } from './library-process.ts'
import { newEntry } from './new-entry.ts'

async function emptyLibrary(): Promise<WritableLibrary> {
  const library = await openLibrary(await emptyFolder())
  onTestFinished(() => library.close())
  return library
}

const entriesOf = (...texts: string[]) => texts.map((text, i) => newEntry(text, i + 1))
const textsOf = (library: WritableLibrary, list: ListId) =>
  Array.from(library.entries(list), ({ text }) => text)
const idsOf = (library: WritableLibrary, list: ListId) => Array.from(library.entries(list), ({ id }) => id)

/** All that a person sees of lists and entries. */
function seen(library: WritableLibrary) {
  return [...library.lists(), ...library.binnedLists()].map((list: List) => ({
    ...list,
    entries: [...library.entries(list.id)],
  }))
}

/** The moment from which on all that was binned is older. */
const now = () => new Date(Date.now() + 1000).toISOString()

describe('each change is one step, in words', () => {
  test.each<[what: string, change: (library: WritableLibrary, list: ListId) => unknown]>([
    [
      'make the list “Nitrides”',
      library => library.createList('Nitrides', 'scratch', entriesOf('AlN', 'GaN')),
    ],
    ['add 2 entries to “Oxides”', (library, list) => library.addEntries(list, entriesOf('ZnO', 'CdO'))],
    ['rename “Oxides” to “Rock salts”', (library, list) => library.renameList(list, 'Rock salts')],
    ['change the kind of “Oxides”', (library, list) => library.changeListKind(list, 'positives')],
    ['bin the list “Oxides”', (library, list) => library.binList(list)],
    ['bin 3 entries', (library, list) => library.binEntries(idsOf(library, list))],
    ['bin 1 entry', (library, list) => library.binEntries(idsOf(library, list).slice(1, 2))],
    [
      'edit 3 entries',
      (library, list) =>
        library.editEntries(idsOf(library, list), { label: 'rock salt', note: null, addTags: ['made'] }),
    ],
    ['correct line 2 of “Oxides”', (library, list) => library.correctEntry(idsOf(library, list)[1]!, 'BaO')],
    ['copy 3 entries to “Oxides”', (library, list) => library.copyEntries(idsOf(library, list), list)],
    [
      'copy 3 entries to “Copies”',
      (library, list) => library.copyEntriesToNewList(idsOf(library, list), 'Copies', 'scratch'),
    ],
    [
      'add the list “cathodes”',
      library =>
        importList(
          library,
          { bytes: Buffer.from('LiCoO2\nLiXx\n') },
          { into: { newList: 'cathodes', kind: 'literature' } },
        ),
    ],
    [
      'add 2 entries to “Oxides”',
      (library, list) =>
        importList(library, { bytes: Buffer.from('ZnO\nZn(O\n') }, { into: { existingList: list } }),
    ],
  ])('%s', async (what, change) => {
    const library = await emptyLibrary()
    const list = library.createList('Oxides', 'literature', entriesOf('MgO', 'CaO', 'SrO')).id
    const before = seen(library)
    await change(library, list)
    const after = seen(library)
    expect(after).not.toEqual(before)
    expect(library.history()).toMatchObject({ undo: { what }, redo: null })
    expect(library.undo(null)).toMatchObject({ undo: { what: 'make the list “Oxides”' }, redo: { what } })
    expect(seen(library)).toEqual(before)
    expect(library.redo(null)).toMatchObject({ undo: { what }, redo: null })
    expect(seen(library)).toEqual(after)
  })

  test('what changes nothing makes none, and keeps what can be redone', async () => {
    const library = await emptyLibrary()
    const { id } = library.createList('Oxides', 'literature', entriesOf('MgO'))
    library.binEntries(idsOf(library, id))
    const history = library.undo(null)
    library.renameList(id, 'Oxides')
    library.changeListKind(id, 'literature')
    library.restoreList(id)
    expect(library.editEntries(idsOf(library, id), { label: null, removeTags: ['none such'] })).toBe(0)
    expect(library.restoreEntries(idsOf(library, id))).toBe(0)
    expect(library.binEntries([99 as EntryId])).toBe(0)
    expect(library.history()).toEqual(history)
    expect(history.redo?.what).toBe('bin 1 entry')
  })
})

test('the undo of a notice takes back what it speaks of, or nothing', async () => {
  const library = await emptyLibrary()
  const { id } = library.createList('Collected', 'scratch', entriesOf('MgO'))
  const made = library.history().undo!.step
  library.addEntries(id, entriesOf('CaO'))
  expect(() => library.undo(made)).toThrow(expect.objectContaining({ code: 'library/step-passed' }))
  expect(textsOf(library, id)).toEqual(['MgO', 'CaO'])
  library.undo(library.history().undo!.step)
  expect(textsOf(library, id)).toEqual(['MgO'])
  library.undo(made)
  expect(library.lists()).toEqual([])
  expect(() => library.undo(null)).toThrow(expect.objectContaining({ code: 'library/nothing-to-undo' }))
})

describe('the bin', () => {
  test('keeps a list with its entries until it is emptied', async () => {
    const library = await emptyLibrary()
    const { id } = library.createList('Oxides', 'literature', entriesOf('MgO', 'CaO'))
    expect(library.binList(id).binnedAt).not.toBeNull()
    expect(library.lists()).toEqual([])
    expect(library.binnedLists()).toMatchObject([{ name: 'Oxides', entryCount: 2 }])
    expect(() => library.listNamed('Oxides')).toThrow(
      expect.objectContaining({ code: 'library/no-such-list' }),
    )
    expect(library.restoreList(id)).toMatchObject({ name: 'Oxides', binnedAt: null, entryCount: 2 })
  })

  test('gives a list back under a numbered name where its name is taken', async () => {
    const library = await emptyLibrary()
    const names = () => library.lists().map(({ name }) => name)
    for (let round = 0; round < 3; round++) {
      const { id } = library.createList('Oxides', 'scratch', [])
      if (round < 2) library.binList(id)
    }
    for (const { id } of library.binnedLists()) library.restoreList(id)
    expect(names()).toEqual(['Oxides', 'Oxides (2)', 'Oxides (3)'])
  })

  test('is emptied for good: of lists, entries, and what undo could bring back of them', async () => {
    const library = await emptyLibrary()
    const oxides = library.createList('Oxides', 'literature', entriesOf('MgO', 'CaO', 'SrO')).id
    const halides = library.createList('Halides', 'literature', entriesOf('NaCl', 'KCl')).id
    const [mgo, cao, sro] = idsOf(library, oxides) as [EntryId, EntryId, EntryId]
    library.editEntries([mgo, sro], { label: 'made' })
    library.binEntries([cao, sro])
    library.binList(halides)
    expect(library.emptyBin(now(), 1)).toEqual({ lists: 1, entries: 3, isDone: false })
    expect(library.emptyBin(now(), 1)).toEqual({ lists: 0, entries: 1, isDone: false })
    expect(library.emptyBin(now(), 1)).toEqual({ lists: 0, entries: 0, isDone: true })
    expect(library.binnedLists()).toEqual([])
    expect(library.history().undo?.what).toBe('edit 2 entries')
    library.undo(null)
    expect(Array.from(library.entries(oxides), ({ text, label }) => [text, label])).toEqual([['MgO', null]])
    expect(library.undo(null)).toMatchObject({ undo: null })
  })

  test('leaves what was binned after the question was asked', async () => {
    const library = await emptyLibrary()
    const { id } = library.createList('Oxides', 'literature', entriesOf('MgO'))
    const asked = new Date(Date.now() - 1000).toISOString()
    library.binList(id)
    expect(library.emptyBin(asked, 100)).toEqual({ lists: 0, entries: 0, isDone: true })
    expect(library.binnedLists()).toHaveLength(1)
  })
})

test('tags are a set in alphabetical order', async () => {
  const library = await emptyLibrary()
  const { id } = library.createList('Oxides', 'literature', entriesOf('MgO', 'CaO'))
  const [mgo] = idsOf(library, id) as [EntryId]
  const tags = () => Array.from(library.entries(id), entry => entry.tags)
  expect(library.editEntries([mgo], { addTags: ['XRD', 'made', 'XRD'] })).toBe(1)
  expect(library.editEntries(idsOf(library, id), { addTags: ['made'], removeTags: ['XRD'] })).toBe(2)
  expect(tags()).toEqual([['made'], ['made']])
  expect(library.editEntries(idsOf(library, id), { addTags: ['made'] })).toBe(0)
  expect(library.editEntries([mgo], { removeTags: ['made'] })).toBe(1)
  expect(tags()).toEqual([[], ['made']])
})

test('a step of 100,000 entries is one, and undo takes it back whole', async () => {
  const library = await emptyLibrary()
  const text = Array.from(
    { length: 100_000 },
    (_, i) => `Fe${(i % 250) + 1}O${Math.floor(i / 250) + 1}`,
  ).join('\n')
  const { id } = library.createList('Oxides', 'scratch', entriesOf('MgO'))
  await importList(library, { bytes: Buffer.from(text) }, { into: { existingList: id } })
  const entries = idsOf(library, id)
  expect(library.editEntries(entries, { label: 'iron', addTags: ['to score'] })).toBe(100_001)
  expect(library.binEntries(entries)).toBe(100_001)
  expect(library.history().undo?.what).toBe('bin 100,001 entries')
  library.undo(null)
  library.undo(null)
  library.undo(null)
  expect(Array.from(library.entries(id), ({ label, tags, text }) => [label, tags, text])).toEqual([
    [null, [], 'MgO'],
  ])
})

test('history goes back 100 steps and lasts beyond the end of the program', async () => {
  const folder = await emptyFolder()
  const first = await openLibrary(folder)
  const { id } = first.createList('list 0', 'scratch', [])
  for (let n = 1; n <= 120; n++) first.renameList(id, `list ${n}`)
  await first.close()
  const library = await openLibrary(folder)
  let undone = 0
  for (; library.history().undo !== null; undone++) library.undo(null)
  expect(undone).toBe(100)
  expect(library.listWithId(id).name).toBe('list 20')
  await library.close()
})

test('a kill leaves each step whole or absent, with what undoes it', async () => {
  const folder = await emptyFolder()
  const before = await openLibrary(folder)
  before.createList(
    'Oxides',
    'scratch',
    Array.from({ length: 3000 }, (_, i) => newEntry(`Fe${i + 1}O`, i + 1)),
  )
  await before.close()
  const child = await spawnLibraryProcess(`
    const library = await openLibrary(${JSON.stringify(folder)})
    const { id } = library.listNamed('Oxides')
    const entries = Array.from(library.entries(id), entry => entry.id)
    ready()
    await new Promise(resolve => setTimeout(resolve, 10))
    for (let n = 1; ; n++) library.editEntries(entries, { label: 'round ' + n, addTags: ['tag ' + n] })`)
  await new Promise(resolve => setTimeout(resolve, 300))
  await killed(child)
  const library = await openLibrary(folder)
  const { id } = library.listNamed('Oxides')
  for (;;) {
    const states = new Set(Array.from(library.entries(id), ({ label, tags }) => `${label} ${tags.length}`))
    const [state] = states
    const round = state === 'null 0' ? 0 : Number(/\d+/.exec(state!)![0])
    expect(states).toEqual(new Set([round === 0 ? 'null 0' : `round ${round} ${round}`]))
    if (round === 0) break
    library.undo(null)
  }
  await library.close()
})

describe('whatever is done', () => {
  type Change = (library: WritableLibrary, pick: (below: number) => number) => void

  const listOf = (library: WritableLibrary, pick: (below: number) => number) => {
    const lists = [...library.lists(), ...library.binnedLists()]
    return lists[pick(lists.length)]?.id ?? null
  }
  const someEntries = (pick: (below: number) => number): EntryId[] => {
    const from = 1 + pick(30)
    return Array.from({ length: 1 + pick(12) }, (_, i) => (from + 2 * i) as EntryId)
  }
  const onList =
    (act: (library: WritableLibrary, list: ListId, pick: (below: number) => number) => unknown): Change =>
    (library, pick) => {
      const list = listOf(library, pick)
      if (list !== null) act(library, list, pick)
    }
  const texts = ['MgO', 'CaO', 'NaCl', 'FeS2', 'UO2']
  const changes: readonly Change[] = [
    (library, pick) => library.createList(`list ${pick(4)}`, 'scratch', entriesOf(...texts.slice(pick(5)))),
    onList((library, list, pick) => library.addEntries(list, entriesOf(...texts.slice(pick(5))))),
    onList((library, list, pick) => {
      const draft = library.draftList()
      draft.add(entriesOf(...texts.slice(pick(5))))
      draft.appendTo(list)
    }),
    onList((library, list, pick) => library.renameList(list, `list ${pick(4)}`)),
    onList((library, list, pick) => library.changeListKind(list, pick(2) === 0 ? 'scratch' : 'reference')),
    onList((library, list) => library.binList(list)),
    onList((library, list) => library.restoreList(list)),
    library => library.sweepCompounds(null, 1000),
    (library, pick) => library.binEntries(someEntries(pick)),
    (library, pick) => library.restoreEntries(someEntries(pick)),
    (library, pick) =>
      library.editEntries(someEntries(pick), {
        ...(pick(2) === 0 && { label: pick(2) === 0 ? null : `label ${pick(3)}` }),
        ...(pick(2) === 0 && { note: `note ${pick(3)}` }),
        addTags: [`tag ${pick(3)}`],
        removeTags: [`tag ${pick(3)}`],
      }),
    (library, pick) => {
      const [entry] = someEntries(pick)
      if (entry !== undefined) library.correctEntry(entry, [...texts, 'Ca(O', 'CaO'][pick(texts.length + 2)]!)
    },
    onList((library, list, pick) => library.copyEntries(someEntries(pick), list)),
    (library, pick) => library.copyEntriesToNewList(someEntries(pick), `list ${pick(4)}`, 'scratch'),
  ]

  test('undo gives every earlier state back, and redo every later one', async () => {
    const seeds = fc.array(fc.tuple(fc.nat(changes.length - 1), fc.infiniteStream(fc.nat(1000))), {
      minLength: 5,
      maxLength: 25,
    })
    await fc.assert(
      fc.asyncProperty(seeds, fc.nat(25), async (plan, halfway) => {
        const library = await openLibrary(await emptyFolder())
        try {
          const states = [seen(library)]
          const carryOut = ([n, numbers]: (typeof plan)[number]) => {
            const pick = (below: number) => (below === 0 ? 0 : numbers.next().value! % below)
            const before = library.history().undo?.step
            try {
              changes[n]!(library, pick)
            } catch (error) {
              expect(error).toMatchObject({ code: expect.stringMatching(/^library\//) })
            }
            if (library.history().undo?.step !== before) states.push(seen(library))
          }
          plan.forEach((step, i) => {
            carryOut(step)
            // Back a little, so that the next change ends what could be redone.
            if (i === halfway && states.length > 2) {
              states.pop()
              library.undo(null)
            }
          })
          for (const state of states.toReversed()) {
            expect(seen(library)).toEqual(state)
            if (library.history().undo !== null) library.undo(null)
          }
          for (const state of states) {
            expect(seen(library)).toEqual(state)
            if (library.history().redo !== null) library.redo(null)
          }
        } finally {
          await library.close()
        }
      }),
      { numRuns: 40 },
    )
  })
})

test('what a killed import has left is never seen, and is swept a piece at a time', async () => {
  const folder = await emptyFolder()
  const child = await spawnLibraryProcess(`
    const library = await openLibrary(${JSON.stringify(folder)})
    const text = Array.from({ length: 30_000 }, (_, i) => 'Fe' + (i % 500 + 1) + 'O' + (i % 7 + 1)).join('\\n')
    const onProgress = lines => lines === 25_000 && ready()
    await importList(library, { bytes: Buffer.from(text) }, { into: { newList: 'Oxides', kind: 'scratch' }, onProgress })`)
  await killed(child)
  const library = await openLibrary(folder)
  expect(library.lists()).toEqual([])
  const swept = []
  for (let isDone = false; !isDone; ) {
    const removed = library.sweep(2000)
    swept.push(removed.entries)
    isDone = removed.isDone
  }
  expect(Math.max(...swept)).toBe(2000)
  expect(swept.reduce((sum, entries) => sum + entries, 0)).toBeGreaterThanOrEqual(5000)
  await library.close()
  const database = new Database(join(folder, 'library.db'), { readonly: true })
  expect(
    database.prepare('SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM list)').pluck().get(),
  ).toBe(0)
  database.close()
})

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { type CompoundId, type EntryId, openLibrary, openLibraryThreads } from '../../src/library/index.ts'
import { emptyFolder } from './data-folder.ts'
import { newEntry } from './new-entry.ts'

const entriesOf = (...texts: string[]) => texts.map((text, i) => newEntry(text, i + 1))
const now = () => new Date(Date.now() + 1000).toISOString()

/** Canonical formulas in the library, and how many scores there are. */
function kept(folder: string): { formulas: unknown[]; scores: unknown } {
  const database = new Database(join(folder, 'library.db'), { readonly: true })
  try {
    return {
      formulas: database.prepare('SELECT formula FROM compound ORDER BY id').pluck().all(),
      scores: database.prepare('SELECT count(*) FROM score').pluck().get(),
    }
  } finally {
    database.close()
  }
}

/** A library with two lists, scored, of which the first is in the bin; CaO is in both. */
async function libraryWithBinnedList() {
  const folder = await emptyFolder()
  const library = await openLibrary(folder)
  const { id: oxides } = library.createList('Oxides', 'generated', entriesOf('MgO', 'CaO', 'SrO'))
  library.createList('Kept', 'generated', entriesOf('CaO', 'NaCl'))
  const model = library.registerModel('rmse', '/m', 'M', {}).id
  library.saveScores(
    model,
    [1, 2, 3, 4].map(id => ({ compoundId: id as CompoundId, value: 0.1 * id })),
  )
  library.binList(oxides)
  return { folder, library, model }
}

test('what only an emptied bin had goes with its scores, a piece at a time; the newest compound keeps its number', async () => {
  const { folder, library } = await libraryWithBinnedList()
  onTestFinished(() => library.close())
  expect(library.sweepCompounds(null, 100)).toBeNull()
  expect(kept(folder).formulas).toHaveLength(4)
  while (!library.emptyBin(now(), 100).isDone);
  while (!library.sweep(100).isDone);
  library.forgetHistory()
  expect(library.sweepCompounds(null, 2)).toBe(2)
  expect(kept(folder)).toEqual({ formulas: ['CaO', 'OSr', 'ClNa'], scores: 3 })
  expect(library.sweepCompounds(2 as CompoundId, 2)).toBe(4)
  expect(library.sweepCompounds(4 as CompoundId, 2)).toBeNull()
  expect(kept(folder)).toEqual({ formulas: ['CaO', 'ClNa'], scores: 2 })
})

test('what undo could bring back stays, and so does what a draft has', async () => {
  const folder = await emptyFolder()
  const library = await openLibrary(folder)
  onTestFinished(() => library.close())
  const { id } = library.createList('Oxides', 'scratch', entriesOf('MgO', 'CaO'))
  const [first] = [...library.entries(id)]
  library.correctEntry(first!.id as EntryId, 'BaO')
  const draft = library.draftList()
  draft.add(entriesOf('ZnO', 'CdO'))
  library.sweepCompounds(null, 100)
  expect(kept(folder).formulas).toEqual(['MgO', 'CaO', 'BaO', 'CdO', 'OZn'].toSorted(byAddition))
  library.undo(null)
  library.undo(null)
  library.sweepCompounds(null, 100)
  library.redo(null)
  library.redo(null)
  expect(Array.from(library.entries(id), ({ text }) => text)).toEqual(['BaO', 'CaO'])
  draft.discard()
  library.createList('Newest', 'scratch', entriesOf('NaCl'))
  library.sweepCompounds(null, 100)
  expect(kept(folder).formulas).not.toContain('OZn')
})

/** In the order in which they came into the library. */
const ADDED = ['MgO', 'CaO', 'BaO', 'OZn', 'CdO']
const byAddition = (a: string, b: string) => ADDED.indexOf(a) - ADDED.indexOf(b)

test('a score of a compound that is gone is passed over', async () => {
  const { folder, library, model } = await libraryWithBinnedList()
  onTestFinished(() => library.close())
  library.saveScores(model, [{ compoundId: 99 as CompoundId, value: 0.5 }])
  expect(kept(folder).scores).toBe(4)
})

test('a program sweeps at its start and when the bin is emptied', async () => {
  const { folder, library } = await libraryWithBinnedList()
  await library.close()
  const { library: service } = await openLibraryThreads(folder, {
    onRevision: () => undefined,
    onDeath: error => {
      throw error
    },
  })
  onTestFinished(() => service.close())
  await service.emptyBin()
  await expect.poll(() => kept(folder)).toEqual({ formulas: ['CaO', 'ClNa'], scores: 2 })
})

import { expect, onTestFinished, test } from 'vitest'
import {
  type EntryId,
  importList,
  type ListId,
  openLibrary,
  type WritableLibrary,
} from '../../src/library/index.ts'
import { emptyFolder } from './data-folder.ts'

/** The library with one list, read from these lines. */
async function libraryOf(
  ...lines: string[]
): Promise<{ library: WritableLibrary; list: ListId; ids: EntryId[] }> {
  const library = await openLibrary(await emptyFolder())
  onTestFinished(() => library.close())
  const source = { bytes: Buffer.from(lines.join('\n')) }
  const { list } = await importList(library, source, { into: { newList: 'Cathodes', kind: 'literature' } })
  return { library, list: list.id, ids: Array.from(library.entries(list.id), ({ id }) => id) }
}

/** Line, text, canonical formula or the code of the problem, and the line that it repeats. */
const readings = (library: WritableLibrary, list: ListId) =>
  Array.from(library.entries(list), entry =>
    entry.compound === null
      ? [entry.line, entry.text, entry.problem.code]
      : [entry.line, entry.text, entry.compound.formula, entry.duplicateOfLine],
  )

test('a line that could not be read is read as it was corrected, in its place; one undo brings the author’s back', async () => {
  const { library, list, ids } = await libraryOf('LiCoO2', 'LiMn2O4)', 'LiFePO4')
  const asWritten = readings(library, list)
  expect(library.correctEntry(ids[1]!, 'LiMn2O4')).toBeNull()
  const corrected = [
    [1, 'LiCoO2', 'CoLiO2', null],
    [2, 'LiMn2O4', 'LiMn2O4', null],
    [3, 'LiFePO4', 'FeLiO4P', null],
  ]
  expect(readings(library, list)).toEqual(corrected)
  expect(library.listWithId(list).unreadCount).toBe(0)
  library.undo(null)
  expect(readings(library, list)).toEqual(asWritten)
  expect(library.listWithId(list).unreadCount).toBe(1)
  library.redo(null)
  expect(readings(library, list)).toEqual(corrected)
})

test('a correction that cannot be read either stands with its own problem', async () => {
  const { library, list, ids } = await libraryOf('LiCoO2', 'LiMn2O4)')
  expect(library.correctEntry(ids[1]!, 'LiMn2Xx4')).toMatchObject({
    code: 'formula/unknown-element',
    position: 5,
  })
  expect(readings(library, list)[1]).toEqual([2, 'LiMn2Xx4', 'formula/unknown-element'])
})

test('what repeated a line that was read wrongly no longer does, and what the correction says again repeats', async () => {
  const { library, list, ids } = await libraryOf('NaCl', 'KCl', 'NaCl', 'ClNa', 'KBr')
  library.correctEntry(ids[0]!, 'KBr')
  expect(readings(library, list)).toEqual([
    [1, 'KBr', 'BrK', 5],
    [2, 'KCl', 'ClK', null],
    [3, 'NaCl', 'ClNa', null],
    [4, 'ClNa', 'ClNa', 3],
    [5, 'KBr', 'BrK', null],
  ])
})

test('the same text again is no step; an entry that is gone cannot be corrected', async () => {
  const { library, ids } = await libraryOf('NaCl', 'KCl')
  const before = library.history()
  library.correctEntry(ids[0]!, 'NaCl')
  expect(library.history()).toEqual(before)
  expect(() => library.correctEntry(999 as EntryId, 'NaCl')).toThrow(
    expect.objectContaining({ code: 'library/no-such-entry' }),
  )
})

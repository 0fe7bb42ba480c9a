import { expect, it, onTestFinished } from 'vitest'
import { offerSamples } from '../../src/host/first-start.ts'
import { openLibrary, serveLibrary } from '../../src/library/index.ts'
import { emptyFolder } from '../library/data-folder.ts'

async function start(folder: string) {
  const library = await openLibrary(folder)
  await offerSamples(serveLibrary(library), error => expect.unreachable(String(error)))
  return library
}

it('gives a new library a sample list, and who removes it never sees it again', async () => {
  const folder = await emptyFolder()
  const first = await start(folder)
  const [sample] = first.lists()
  expect(sample).toMatchObject({ name: 'Sample: functional compounds', kind: 'literature', entryCount: 43 })
  expect(sample!.unreadCount).toBe(4)
  expect(first.history()).toEqual({ undo: null, redo: null })
  first.binList(sample!.id)
  first.emptyBin(new Date(Date.now() + 1000).toISOString(), 1000)
  await first.close()
  const second = await start(folder)
  expect(second.lists()).toEqual([])
  await second.close()
})

it('leaves a library that has lists, in use or in the bin, as it is', async () => {
  const folder = await emptyFolder()
  const library = await openLibrary(folder)
  onTestFinished(() => library.close())
  library.binList(library.createList('Ours', 'positives', []).id)
  await offerSamples(serveLibrary(library), error => expect.unreachable(String(error)))
  expect(library.lists()).toEqual([])
  expect(library.history().undo?.what).toBe('bin the list “Ours”')
})

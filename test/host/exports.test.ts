import { describe, expect, it } from 'vitest'
import { exportHandlers } from '../../src/host/handlers/exports.ts'
import { openFileStore } from '../../src/host/transfers/file-store.ts'
import { safeTitle } from '../../src/host/transfers/safe-title.ts'
import { importList, openLibrary, serveLibrary } from '../../src/library/index.ts'
import { emptyFolder } from '../library/data-folder.ts'

async function program() {
  const library = await openLibrary(await emptyFolder())
  const transfers = await openFileStore(await emptyFolder())
  const handlers = exportHandlers({ library: serveLibrary(library), transfers })
  return { library, transfers, handlers, call: { signal: new AbortController().signal } }
}

describe('lists.export', () => {
  it('writes every line of a list as it came, and more than are read at once', async () => {
    const { library, transfers, handlers, call } = await program()
    const lines = Array.from({ length: 2500 }, (_, i) => `Li${i + 1}O,garnet ${i},sol-gel`)
    const bytes = Buffer.from(['formula,note,route', 'NaCL,a slip,', ...lines].join('\n'))
    const { list } = await importList(
      library,
      { bytes, fileName: 'papers.csv' },
      { into: { newList: 'Garnets: 2014/2018', kind: 'literature' } },
    )
    const { file, fileName } = await handlers['lists.export']({ list: list.id, format: 'csv' }, call)
    expect(fileName).toBe('Garnets 2014 2018.csv')
    const written = Buffer.from((await transfers.whole(file)).bytes).toString('utf8')
    const rows = written.replace('\ufeff', '').trimEnd().split(/\r?\n/)
    expect(rows).toHaveLength(2502)
    expect(rows.slice(0, 3)).toEqual([
      'formula,id,label,e_above_hull,note,tags,route',
      'NaCL,,,,a slip,,',
      'Li1O,,,,garnet 0,,sol-gel',
    ])
    expect(rows.at(-1)).toBe('Li2500O,,,,garnet 2499,,sol-gel')
    await library.close()
  })

  it('knows no list that is not there', async () => {
    const { library, handlers, call } = await program()
    await expect(handlers['lists.export']({ list: 99, format: 'json' }, call)).rejects.toMatchObject({
      code: 'library/no-such-list',
    })
    await library.close()
  })
})

describe('a title as a file name', () => {
  it.each([
    ['Li7La3Zr2O12, first half', 'Li7La3Zr2O12, first half'],
    ['a/b\\c:d*e?', 'a b c d e'],
    ['dots at its end...', 'dots at its end'],
    ['///', 'List'],
  ])('%j is %j', (title, name) => {
    expect(safeTitle(title, 'List')).toBe(name)
  })
})

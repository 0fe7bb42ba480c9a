import { readdir, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { FILE_PIECE_BYTES } from '../../../src/contract/index.ts'
import { openFileStore } from '../../../src/host/transfers/file-store.ts'
import { emptyFolder } from '../../library/data-folder.ts'

const HOUR_MS = 3_600_000

describe('a file that is sent in pieces', () => {
  it('is whole when its last piece has come', async () => {
    const store = await openFileStore(await emptyFolder())
    const id = await store.announce('list.txt', 9)
    await store.append(id, Buffer.from('NaCl\n'))
    await expect(store.whole(id)).rejects.toMatchObject({ code: 'transfer/incomplete' })
    expect(await store.append(id, Buffer.from('MgO\n'))).toBe(9)
    const { fileName, bytes } = await store.whole(id)
    expect([fileName, Buffer.from(bytes).toString()]).toEqual(['list.txt', 'NaCl\nMgO\n'])
  })

  it.each([
    ['is announced beyond 200 MiB', 201 * 2 ** 20, 0],
    ['is longer than announced', 3, 4],
    ['comes in pieces beyond 1 MiB', FILE_PIECE_BYTES + 1, FILE_PIECE_BYTES + 1],
  ])('is refused when it %s', async (_, announced, sent) => {
    const store = await openFileStore(await emptyFolder())
    const send = async () => store.append(await store.announce('list.txt', announced), new Uint8Array(sent))
    await expect(send()).rejects.toMatchObject({ code: 'transfer/too-large' })
  })

  it('is gone when it is discarded, an hour after its last use, and at the next start', async () => {
    const folder = await emptyFolder()
    let time = 0
    const store = await openFileStore(folder, () => time)
    const discarded = await store.announce('a.txt', 0)
    const idle = await store.announce('b.txt', 0)
    await store.discard(discarded)
    time = HOUR_MS + 1
    await store.announce('c.txt', 0)
    for (const id of [discarded, idle]) {
      await expect(store.whole(id)).rejects.toMatchObject({ code: 'transfer/unknown-file' })
    }
    expect(await readdir(folder)).toHaveLength(1)
    await openFileStore(folder)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a file that the program makes', () => {
  it('is read piece by piece to its end', async () => {
    const store = await openFileStore(await emptyFolder())
    const content = Buffer.alloc(FILE_PIECE_BYTES + 5, 'x')
    const { id, bytes } = await store.make('Übersicht/1.csv', path => writeFile(path, content))
    expect(bytes).toBe(content.length)
    const lengths: number[] = []
    for (let offset = 0; ; ) {
      const piece = await store.read(id, offset)
      lengths.push(piece.length)
      if (piece.length === 0) break
      offset += piece.length
    }
    expect(lengths).toEqual([FILE_PIECE_BYTES, 5, 0])
  })
})

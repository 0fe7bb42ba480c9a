import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeFolderAtomically } from '../../src/durable/index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomalite-durable-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('writes all files and leaves nothing else', async () => {
  await writeFolderAtomically(join(folder, 'models', 'salt'), { 'a.txt': 'NaCl', 'b.bin': Uint8Array.of(65) })
  expect(await readdir(join(folder, 'models'))).toEqual(['salt'])
  expect(await readFile(join(folder, 'models', 'salt', 'a.txt'), 'utf8')).toBe('NaCl')
  expect(await readFile(join(folder, 'models', 'salt', 'b.bin'), 'utf8')).toBe('A')
})

test('a file that fails leaves no folder', async () => {
  async function* failing() {
    yield 'half'
    throw new RangeError('no more')
  }
  await expect(
    writeFolderAtomically(join(folder, 'salt'), { a: 'whole', b: failing() }),
  ).rejects.toMatchObject({
    code: 'file/not-written',
    details: { path: join(folder, 'salt') },
  })
  expect(await readdir(folder)).toEqual([])
})

test('a folder that is there stays as it is', async () => {
  await writeFile(join(folder, 'salt'), 'a file of that name')
  await expect(writeFolderAtomically(join(folder, 'salt'), { a: 'new' })).rejects.toMatchObject({
    code: 'file/not-written',
  })
  expect(await readFile(join(folder, 'salt'), 'utf8')).toBe('a file of that name')
  expect(await readdir(folder)).toEqual(['salt'])
})

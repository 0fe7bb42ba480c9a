import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeFileAtomically } from '../../src/durable/index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomalite-durable-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function* inPieces(...list: (string | Uint8Array)[]) {
  yield* list
}

test.each([
  ['text', 'NaCl·½H₂O\n', 'NaCl·½H₂O\n'],
  ['bytes', new TextEncoder().encode('Fe2O3'), 'Fe2O3'],
  ['pieces of both', inPieces('Li', new TextEncoder().encode('CoO2')), 'LiCoO2'],
  ['nothing', '', ''],
])('writes %s and leaves no other file', async (_, content, expected) => {
  const path = join(folder, 'new', 'list.txt')
  await writeFileAtomically(path, content)
  expect(await readFile(path, 'utf8')).toBe(expected)
  expect(await readdir(join(folder, 'new'))).toEqual(['list.txt'])
})

test('content that fails half way leaves the old file and passes its own error on', async () => {
  const path = join(folder, 'report.html')
  await writeFile(path, 'old')
  async function* failing() {
    yield 'half of the new'
    throw new RangeError('no more')
  }
  await expect(writeFileAtomically(path, failing())).rejects.toThrow(RangeError)
  expect(await readFile(path, 'utf8')).toBe('old')
  expect(await readdir(folder)).toEqual(['report.html'])
})

test('a place that cannot be written gives a typed error that names the path', async () => {
  await writeFile(join(folder, 'file'), '')
  const path = join(folder, 'file', 'list.csv')
  await expect(writeFileAtomically(path, 'x')).rejects.toMatchObject({
    code: 'file/not-written',
    details: { path },
  })
})

test('kill -9 while writing leaves the old file or the new one, never half', async () => {
  const path = join(folder, 'model.json')
  const size = 2_000_000
  await writeFile(path, 'o'.repeat(size))
  const module = new URL('../../src/durable/index.ts', import.meta.url).href
  const script = `import { writeFileAtomically } from '${module}'
    process.stdout.write('ready')
    for (;;) await writeFileAtomically(${JSON.stringify(path)}, 'n'.repeat(${size}))`
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    await new Promise(resolve => child.stdout.once('data', resolve))
    await new Promise(resolve => setTimeout(resolve, round * 7))
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect(['o', 'n'].map(letter => letter.repeat(size))).toContain(await readFile(path, 'utf8'))
  }
})

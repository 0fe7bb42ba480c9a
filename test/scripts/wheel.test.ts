import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { start, temporaryFolder } from './processes.ts'

const script = fileURLToPath(new URL('../../scripts/setup/tensorflow_wheel.py', import.meta.url))
const processor = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
const hasPython = spawnSync('python3', ['--version']).status === 0
const text = (words: string) => new TextEncoder().encode(words)

describe.skipIf(!hasPython)('the wheel script (skipped without python3)', () => {
  it('unpacks only the members asked for, and nothing outside the target', async () => {
    const folder = temporaryFolder()
    const wheels = join(folder, 'wheels')
    const target = join(folder, 'target')
    mkdirSync(wheels)
    const wheel = zipSync({
      'tensorflow/libtensorflow_cc.so.2': text('library'),
      'tensorflow/include/tensorflow/c/c_api.h': text('header'),
      'tensorflow/python/big.py': text('not wanted'),
      'tensorflow/include/../../../outside.h': text('hostile'),
    })
    writeFileSync(join(wheels, 'tensorflow_cpu-2.21.0-cp312.whl'), wheel)
    const patterns = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/include/*']
    expect((await start('python3', [script, 'unpack', wheels, target, ...patterns]).ended).code).toBe(0)
    expect(readFileSync(join(target, 'tensorflow/libtensorflow_cc.so.2'), 'utf8')).toBe('library')
    expect(readFileSync(join(target, 'tensorflow/include/tensorflow/c/c_api.h'), 'utf8')).toBe('header')
    expect(existsSync(join(target, 'tensorflow/python'))).toBe(false)
    expect(existsSync(join(folder, 'outside.h'))).toBe(false)
    expect(existsSync(join(wheels, 'tensorflow_cpu-2.21.0-cp312.whl'))).toBe(false)
  })

  it.each([
    ['whole', 'wheel', 0],
    ['damaged', 'whee', 1],
  ])(
    'fetches a wheel from the package index without pip and checks that it arrived %s',
    async (_, sent, code) => {
      const server = createServer((request, response) => {
        if (request.url !== '/tensorflow-cpu/2.21.0/json') return response.end(sent)
        const { port } = server.address() as AddressInfo
        const file = (filename: string) => ({
          filename,
          url: `http://127.0.0.1:${port}/${filename}`,
          digests: { sha256: createHash('sha256').update('wheel').digest('hex') },
        })
        const name = (tag: string) => `tensorflow_cpu-2.21.0-cp312-cp312-${tag}.whl`
        const urls = [file(name('win_amd64')), file(name(`manylinux_2_27_${processor}`))]
        return response.end(JSON.stringify({ urls }))
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
      const folder = temporaryFolder()
      const { port } = server.address() as AddressInfo
      const call = `import runpy
runpy.run_path(${JSON.stringify(script)})['fetch'](${JSON.stringify(folder)}, 'tensorflow-cpu==2.21.0', 'http://127.0.0.1:${port}')`
      const ended = await start('python3', ['-c', call]).ended
      expect(ended.code).toBe(code)
      const kept = existsSync(
        join(folder, `tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_${processor}.whl`),
      )
      expect(kept).toBe(code === 0)
    },
  )
})

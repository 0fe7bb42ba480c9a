import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const standIn = fileURLToPath(new URL('./host-process-stand-in.ts', import.meta.url))

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'anomalite-host-process-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function run(home: string) {
  const { stdout } = await promisify(execFile)(process.execPath, [standIn], {
    env: { ...process.env, ANOMALITE_HOME: home },
  }).catch((error: { stdout: string; code: unknown }) => {
    if (error.code !== 1) throw error
    return error
  })
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

it('opens the library, serves a page over a port with a compute process of its own, backs up and ends', async () => {
  const home = temporaryFolder()
  const [described, restarted, ...others] = await run(home)
  expect(described).toMatchObject({ id: 1, output: { dataFolder: home } })
  expect(restarted).toMatchObject({ id: 2, output: { trouble: null } })
  expect(others).toEqual([])
  expect(existsSync(join(home, 'backups'))).toBe(true)
})

it('says why it cannot start, and ends', async () => {
  const home = temporaryFolder()
  writeFileSync(join(home, 'file'), '')
  const heard = await run(join(home, 'file'))
  expect(heard).toEqual([{ kind: 'failed', message: expect.stringContaining(join(home, 'file')) }])
})

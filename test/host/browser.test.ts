import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/host/browser.ts'

describe.skipIf(process.platform === 'win32')('findBrowser', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'anomalite-browser-'))
    for (const name of ['google-chrome', 'microsoft-edge', 'my-own']) {
      await writeFile(join(folder, name), '#!/bin/sh\n')
      await chmod(join(folder, name), 0o755)
    }
    await writeFile(join(folder, 'chromium'), 'a file, not a program')
    await chmod(join(folder, 'chromium'), 0o644)
  })
  afterAll(() => rm(folder, { recursive: true }))

  const inFolder = (environment: NodeJS.ProcessEnv) =>
    findBrowser({ PATH: ['/nowhere', folder].join(delimiter), ...environment }, 'linux')

  it('takes the first name on the search path that is a program', async () => {
    expect(await inFolder({})).toBe(join(folder, 'google-chrome'))
  })

  it('prefers the one that was chosen, by path or by name', async () => {
    expect(await inFolder({ ANOMALITE_CHROMIUM: join(folder, 'my-own') })).toBe(join(folder, 'my-own'))
    expect(await inFolder({ ANOMALITE_CHROMIUM: 'my-own' })).toBe(join(folder, 'my-own'))
  })

  it('takes no other when the chosen one is missing', async () => {
    expect(await inFolder({ ANOMALITE_CHROMIUM: '/nowhere/chromium' })).toBeNull()
  })

  it('finds none on an empty search path', async () => {
    expect(await findBrowser({ PATH: '' }, 'linux')).toBeNull()
    expect(await findBrowser({}, 'win32')).toBeNull()
  })
})

/** What a start finds and shows: nothing yet, or a library that was damaged. The first score is told of in compose.test.ts. */
import { closeSync, mkdtempSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { connectClient } from '../../src/contract/index.ts'
import { openProgram } from '../../src/host/index.ts'
import { channelPair } from '../host/wire/channel-pair.ts'
import { inEachShell } from './in-each-shell.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

inEachShell(program => {
  describe('the first start', () => {
    it('has a sample list with its scores', async () => {
      const page = await program.open('library')
      await page.getByRole('button', { name: /^Sample: functional compounds/ }).click()
      const first = page.getByRole('grid', { name: 'Entries' }).locator('[data-index="0"]')
      await first.getByText(/^0\.\d{4}$/).waitFor()
      await page.context().close()
    })
  })
})

describe('a library that was damaged since the last start', () => {
  let program: ProgramInBrowser
  afterAll(() => program?.stop())

  it('opens as its backup has it, and the window says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'anomalite-e2e-'))
    const first = await openProgram({ dataFolder: folder })
    const [window, end] = channelPair()
    first.connect(end)
    const host = connectClient(window)
    await host.call('lists.create', {
      name: 'Garnets',
      kind: 'positives',
      lines: ['Li7La3Zr2O12', 'Y3Al5O12'],
    })
    await host.call('program.backUp', {})
    host.close()
    await first.close()
    overwrite(join(folder, 'library.db'))

    program = await startInBrowser(folder)
    const page = await program.open('library')
    await page
      .getByRole('region', { name: 'Notices' })
      .getByText(/^The library was damaged .* has been restored: what was changed later is missing\./)
      .waitFor()
    await page.getByRole('button', { name: /^Garnets/ }).click()
    await page.getByRole('grid', { name: 'Entries' }).getByText('Al').first().waitFor()
    expect(readdirSync(folder).filter(name => name.startsWith('library-damaged-'))).toHaveLength(1)
  })
})

/** Writes over a piece in the middle of a file, as a failing disk does. */
function overwrite(path: string): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(statSync(path).size / 2))
  closeSync(file)
}

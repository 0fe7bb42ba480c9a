/** A library that nobody would type, in Chromium against the real host, database and engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectClient, type HostClient } from '../../src/contract/index.ts'
import { channelPair } from '../host/wire/channel-pair.ts'
import { seriousFindings } from './accessibility.ts'
import { button, count, entries, row } from './library-page.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

let program: ProgramInBrowser
/** The host without a page. */
let host: HostClient

beforeAll(async () => {
  program = await startInBrowser()
  const [here, there] = channelPair()
  program.connect(there)
  host = connectClient(here)
})
afterAll(async () => {
  host?.close()
  await program?.stop()
})

async function newList(name: string, lines: readonly string[]): Promise<number> {
  const { list } = await host.call('lists.create', { name, kind: 'literature', lines: [...lines] })
  return list.id
}

describe('a list of 100,000', () => {
  const ROWS = 100_000
  const CATIONS = ['Li', 'Na', 'K', 'Mg', 'Ca', 'Sr', 'Ba', 'Ti', 'Zr', 'Nb']
  let list: number

  beforeAll(async () => {
    // Ten of ten cations, amounts from 1 to 100 and oxygen: all different.
    const formula = (n: number) =>
      `${CATIONS[n % 10]}${1 + (Math.floor(n / 10) % 100)}Al${101 + Math.floor(n / 1000)}O9`
    list = await newList('A hundred thousand', [])
    for (let from = 0; from < ROWS; from += 10_000) {
      const lines = Array.from({ length: 10_000 }, (_, i) => formula(from + i))
      await host.call('lists.addLines', { list, lines })
    }
  })

  it('scrolls to its end, sorts and filters', async () => {
    const page = await program.open(`library?list=${list}`)
    await count(page, '100,000 entries')
    await entries(page).focus()
    await page.keyboard.press('End')
    await row(page, 'Nb100Al200O9').waitFor()
    await button(page, 'Sort by Line').click()
    await row(page, 'Nb100Al200O9').waitFor()
    await expect
      .poll(() => entries(page).locator('[aria-rowindex="2"]').textContent())
      .toContain('Nb100Al200O9')
    await button(page, 'Elements').click()
    await page.getByRole('gridcell', { name: /^Niobium/ }).click()
    await page.keyboard.press('Escape')
    await count(page, '10,000 entries')
    await entries(page).focus()
    await page.keyboard.press('Control+a')
    await count(page, '10,000 of 10,000 selected')
    await page.keyboard.press('Delete')
    await page.getByText('10,000 entries in the bin.').waitFor()
    await button(page, 'Undo').last().click()
    await count(page, '10,000 entries')
    await page.context().close()
  })
})

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  it('has no serious fault of accessibility, with a filter, a menu and the details open', async () => {
    const id = await newList(`Looked at in ${colorScheme}`, ['LiCoO2', 'NaCL', 'LrCl3'])
    const page = await program.open(`library?list=${id}`, { colorScheme })
    await row(page, 'LiCoO2').click()
    await button(page, 'Details').click()
    await button(page, 'Elements').click()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await row(page, 'LiCoO2').click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  })
})

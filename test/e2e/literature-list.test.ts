/** A list from papers: imported, ranked, reported, in Chromium against the real host, database and engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

const list = 'formula,note\nLi7La3Zr2O12,garnet\n"CuSO4·5H2O",\nNaCL,a slip\nBaTiO3,\nLrCl3,\n'
let program: ProgramInBrowser

beforeAll(async () => {
  program = await startInBrowser()
}, 120_000)
afterAll(() => program?.stop())

describe('a literature list', () => {
  it('is imported with every line explained, ranked, and put into a report', {
    timeout: 120_000,
  }, async () => {
    const page = await program.open()
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByText('Sample: functional compounds').waitFor()
    await page.getByRole('button', { name: 'Import…' }).first().click()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'papers.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    await page.getByText('1 not read').waitFor()
    await page.getByRole('button', { name: 'Import 5 lines' }).click()
    await page.getByText('5 lines are in “papers”.').waitFor()
    await page.getByRole('button', { name: 'See the ranking' }).click()

    await page.getByRole('button', { name: 'Ranked 3' }).waitFor()
    await page.getByRole('button', { name: 'Unranked 2' }).click()
    await page.getByText('1 not read · 1 outside the model').waitFor()
    await page.getByRole('button', { name: 'Ranked 3' }).click()
    const ranks = page.getByRole('grid', { name: 'Ranking' })
    await ranks.getByText('garnet').waitFor()

    await page.getByRole('button', { name: 'Report…' }).click()
    const report = page.frameLocator('iframe')
    await report.getByRole('heading', { name: 'papers' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    expect((await download).suggestedFilename()).toBe('papers.csv')
    await page.context().close()
  })

  it('is refused when it is no list, with what to do', { timeout: 60_000 }, async () => {
    const page = await program.open()
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('button', { name: 'Import…' }).first().click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'old.xls',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]),
    })
    await page.getByText(/xls/i).nth(1).waitFor()
    expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0)
    await page.context().close()
  })
})

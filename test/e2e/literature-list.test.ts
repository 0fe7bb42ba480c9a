/** A list from papers: imported, ranked, reported, in Chromium against the real host, database and engine. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inEachShell } from './in-each-shell.ts'

const list = 'formula,note,tags\nLi7La3Zr2O12,garnet,made; XRD\n"CuSO4·5H2O",\nNaCL,a slip\nBaTiO3,\nLrCl3,\n'
inEachShell(program => {
  describe('a literature list', () => {
    it('is imported with every line explained, ranked, and put into a report', async () => {
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
      await page.getByRole('button', { name: 'Show the list' }).click()
      await page.getByRole('heading', { name: 'papers' }).waitFor()
      await page.getByRole('grid', { name: 'Entries' }).getByText('XRD, made').waitFor()
      await page.getByRole('button', { name: 'Rank', exact: true }).click()

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

    it('goes on coming in after the wizard is closed, and is taken back in one step', async () => {
      const page = await program.open('library')
      const choose = async (name: string, lines: readonly string[]) => {
        await page.getByRole('button', { name: 'Import…' }).first().click()
        const buffer = Buffer.from(lines.join('\n'))
        await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
        await page.getByRole('button', { name: /^Import [\d,]+ lines/ }).click()
      }
      // So many that they still come in when the button is pressed, of compounds that are soon scored.
      await choose(
        'many.csv',
        Array.from({ length: 120_000 }, (_, i) => `LiO${1 + (i % 173)}`),
      )
      await page.getByRole('button', { name: 'Go on in the background' }).click()
      await choose('few.csv', ['NaCl', 'MgO'])
      await page.getByText('120,000 lines are in “many”.').waitFor()
      await page.getByText('2 lines are in “few”.').waitFor()
      await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
      await page.getByText('The import was taken back.').waitFor()
      await expect.poll(() => page.getByText('few', { exact: true }).count()).toBe(0)
      await page.context().close()
    })

    const data = process.env.ANOMALITE_DATA
    it.skipIf(!data)(
      'of 715 real lines becomes a PDF (skipped unless ANOMALITE_DATA names their folder)',
      async () => {
        const page = await program.open('library')
        await page.getByRole('button', { name: 'Import…' }).first().click()
        await page.locator('input[type=file]').setInputFiles(join(data!, 'literature_formulas.csv'))
        await page.getByRole('button', { name: 'Import 715 lines' }).click()
        await page.getByRole('button', { name: 'See the ranking' }).click()
        await page.getByRole('button', { name: /^Ranked 7\d\d$/ }).waitFor()
        await page.getByRole('button', { name: 'Report…' }).click()
        await page.getByText('Nearest known compound', { exact: true }).click()
        const report = page.frameLocator('iframe')
        // Seven hundred searches among all known compounds.
        await report
          .getByRole('columnheader', { name: 'Nearest known compound' })
          .waitFor({ timeout: 400_000 })
        const download = page.waitForEvent('download')
        await page.getByRole('button', { name: 'Save PDF' }).click()
        const file = await (await download).path()
        expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
        await page.context().close()
      },
    )

    it('is refused when it is no list, with what to do', async () => {
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
})

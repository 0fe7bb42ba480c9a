/** A search for the best settings: begun, looked at again after a reload, stopped, gone on with, and made a model. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { seriousFindings } from './accessibility.ts'
import { inEachShell } from './in-each-shell.ts'

const HELD_OUT = fileURLToPath(new URL('../../resources/models/known-stable/held-out.txt', import.meta.url))

/** A study leaves the processor to others: beside other tests its process takes its time to start. */
const PATIENCE_MS = 300_000

/** Sixty compounds that exist, as a group would have them in a table. */
function madeHere(): Buffer {
  const formulas = readFileSync(HELD_OUT, 'utf8').trim().split('\n').slice(0, 60)
  return Buffer.from(`formula\n${formulas.join('\n')}\n`)
}

/** How many trials have ended, by the table of trials. */
async function ended(page: Page): Promise<number> {
  const rows = page.getByRole('region', { name: 'Trials' }).locator('tbody tr')
  return (await rows.count()) - (await rows.filter({ hasText: /under way|goes on with/ }).count())
}

async function fill(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.fill(text)
  await field.blur()
}

inEachShell(program => {
  describe('a search', () => {
    it('is stopped and goes on where it was, and its best trial becomes a model', async () => {
      const page = await program.open('library')
      page.setDefaultTimeout(PATIENCE_MS)
      await page.getByRole('button', { name: 'Import…' }).first().click()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'sixty.csv', mimeType: 'text/csv', buffer: madeHere() })
      await page.getByLabel('Kind').selectOption('in-house positives')
      await page.getByRole('button', { name: 'Import 60 lines' }).click()
      await page.getByText('60 lines are in “sixty”.').waitFor()
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: 'Studies' }).click()
      await page.getByText('No study yet').waitFor()
      await page.getByRole('button', { name: 'New search…' }).click()
      await page.getByText('42 to train on, 18 held out').waitFor()
      await fill(page, 'Name of the study', 'Sixty')
      await fill(page, 'Trials', '6')
      await fill(page, 'Smallest batch', '90')
      await page.getByText('A range begins with its smaller end.').waitFor({ state: 'detached' })
      await fill(page, 'Largest batch', '40')
      await page.getByText('A range begins with its smaller end.').waitFor()
      expect(await page.getByRole('button', { name: 'Start the search' }).isDisabled()).toBe(true)
      await fill(page, 'Smallest batch', '4')
      await fill(page, 'Epochs', '150')
      await page.getByText('Network, optimiser and split').click()
      await fill(page, 'Widths of the encoder', '32, 16')
      await fill(page, 'Latent size', '4')
      await page.getByRole('button', { name: 'Start the search' }).click()

      await expect.poll(() => ended(page), { timeout: PATIENCE_MS }).toBeGreaterThan(0)
      await page.reload()
      await page.getByText('Lowest RMSE so far').waitFor()
      await page.getByRole('button', { name: 'Stop' }).click()
      await page.getByText('“Sixty” is stopped. What it tried is kept.').waitFor()
      const kept = await ended(page)
      expect(kept).toBeLessThan(6)

      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByText('Search, done').waitFor({ timeout: 2 * PATIENCE_MS })
      expect(await ended(page)).toBe(6)
      expect(await page.getByRole('cell', { name: 'best', exact: true }).count()).toBe(1)
      expect(await seriousFindings(page)).toEqual([])

      await page.getByRole('button', { name: 'Make it a model…' }).click()
      await page.getByLabel('Name of the model').fill('Best of sixty')
      await page.getByRole('button', { name: 'Make the model' }).click()
      await page.getByRole('button', { name: 'See the model' }).click()
      await page.getByRole('button', { name: 'Best of sixty' }).waitFor()

      await page.getByRole('link', { name: 'Studies' }).click()
      await page.getByRole('link', { name: 'Sixty' }).click()
      await page.getByRole('button', { name: 'Remove…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.getByText('“Sixty” is in the bin.').waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('link', { name: 'Sixty' }).waitFor()
      await page.context().close()
    })
  })
})

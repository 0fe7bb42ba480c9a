/** A stability model of one's own: fitted through a reload and a stop, and one whose tables are added to. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { seriousFindings } from './accessibility.ts'
import { inEachShell } from './in-each-shell.ts'
import { button, makeList, row } from './library-page.ts'

const HELD_OUT = fileURLToPath(new URL('../../resources/models/known-stable/held-out.txt', import.meta.url))
const madeHere = readFileSync(HELD_OUT, 'utf8').trim().split('\n').slice(0, 120)

/** A fit leaves the processor to others: beside other tests it takes its time. */
const PATIENCE_MS = 300_000

/** The percentile of a stability score that the library shows of an entry. */
async function percentile(page: Page, formula: string): Promise<number> {
  const heading = page.getByRole('columnheader').filter({ hasText: 'Stability' })
  const column = await heading.getAttribute('aria-colindex')
  const text = await row(page, formula).locator(`[role=gridcell][aria-colindex="${column}"]`).textContent()
  return Number.parseFloat(text ?? '')
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Colours take a moment to pass from one scheme to the other.
    await expect.poll(() => seriousFindings(page)).toEqual([])
  }
}

inEachShell(program => {
  describe('a stability model of one’s own', () => {
    it('is fitted, whatever happens meanwhile, and taken into use', async () => {
      const page = await program.open('library')
      page.setDefaultTimeout(PATIENCE_MS)
      await makeList(page, 'Made here', madeHere)

      await page.getByRole('link', { name: 'Models' }).click()
      await button(page, 'New model…').click()
      await page.getByRole('link', { name: 'Stability score (known analogs)' }).click()
      await page.getByLabel('Name of the model').fill('Of ours')
      if (!(await page.getByRole('checkbox', { name: 'Made here' }).isChecked())) {
        await page.getByRole('checkbox', { name: 'Made here' }).click()
      }
      await page.getByText('96 to fit to, 24 held out').waitFor()
      await expectAccessible(page)
      await button(page, 'Start the fit').click()

      const bar = page.getByRole('progressbar', { name: 'Fit “Of ours”' })
      await bar.waitFor()
      await page.reload()
      await bar.waitFor()
      await expect
        .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: PATIENCE_MS })
        .toBeGreaterThan(4)
      await button(page, 'Stop').click()
      await page.getByText('What it has computed is kept').waitFor()
      await expectAccessible(page)
      await button(page, 'Go on').click()
      await page.getByText('“Of ours” is fitted').waitFor()
      await page.getByText('Beside the model in use').waitFor()
      await button(page, 'Use this model').click()
      await page.getByText('“Of ours” is in use.').first().waitFor()
      await button(page, 'See the model').click()
      await page.getByRole('region', { name: 'Of ours' }).getByText('96 fitted to, 24 held out').waitFor()
      await expectAccessible(page)
      await page.context().close()
    })

    it('learns of compounds that were made, at once', async () => {
      const page = await program.open('models')
      page.setDefaultTimeout(PATIENCE_MS)
      await button(page, 'Known stable, analogs').click()
      await button(page, 'Use this model').click()
      await page.getByRole('link', { name: 'Library' }).click()
      await makeList(page, 'Wanted', ['K5Ge3Sb2S12', 'BaTiO3'])
      await expect.poll(() => percentile(page, 'K5Ge3Sb2S12'), { timeout: PATIENCE_MS }).toBeGreaterThan(0)
      const before = await percentile(page, 'K5Ge3Sb2S12')
      await makeList(page, 'New phases', ['Na5Ge3Sb2S12', 'Rb5Ge3Sb2S12', 'Sr2MgWO6', 'Na0.123457Cl'])

      const act = async (role: 'menuitem' | 'menuitemradio', name: string) => {
        await button(page, 'Actions for “New phases”').click()
        await page.getByRole(role, { name }).click()
      }
      await act('menuitemradio', 'In-house positives')
      await page.getByRole('region', { name: 'In-house positives' }).getByText('New phases').waitFor()
      await act('menuitem', 'Add to the stability model…')
      const dialog = page.getByRole('dialog', { name: 'Add positives to “Known stable, analogs”' })
      expect(await dialog.getByRole('checkbox', { name: 'New phases' }).isChecked()).toBe(true)
      await dialog.getByText('2 compounds are new to the model').waitFor()
      await dialog.getByText('known already').waitFor()
      await dialog.getByText('without whole amounts').waitFor()
      await dialog.getByLabel('Name of the new model').fill('With new phases')
      await expectAccessible(page)
      await button(dialog, 'Add 2 compounds').click()
      await page.getByText('2 compounds added; not refitted. “With new phases” is in use.').waitFor()
      const card = page.getByRole('region', { name: 'With new phases' })
      await card.getByText('2 compounds of “New phases”, to “Known stable, analogs”; not refitted').waitFor()

      await page.getByRole('link', { name: 'Library' }).click()
      await button(page, 'Wanted').first().click()
      await expect
        .poll(() => percentile(page, 'K5Ge3Sb2S12'), { timeout: PATIENCE_MS })
        .toBeGreaterThan(before + 5)
      await page.context().close()
    })
  })
})

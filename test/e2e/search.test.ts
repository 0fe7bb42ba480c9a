/** A search, in Chromium against the real host, database and engine: rules by keyboard, a sample, its ranking. */
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { inEachShell } from './in-each-shell.ts'
import { typeWord } from './type-word.ts'

const count = (page: Page) => page.getByTestId('count')
const table = (page: Page, role: string) => page.getByRole('grid', { name: `Elements of ${role}` })

/** Types a number into a field and goes on. */
async function fill(page: Page, field: string, value: number): Promise<void> {
  const input = page.getByLabel(field, { exact: true })
  await input.fill(String(value))
  await input.press('Tab')
}

async function waitForCount(page: Page, text: string): Promise<void> {
  await expect.poll(() => count(page).textContent()).toContain(text)
}

inEachShell(program => {
  describe('a search', () => {
    it('begins with the neutral oxides, changes by keyboard, and ends in a ranking', async () => {
      const page = await program.open('screen')
      await waitForCount(page, '15,590,550')

      // To tantalum by its name, required by +; then to iron, which comes in with its usual states.
      await page.getByRole('gridcell', { name: /Hydrogen/ }).focus()
      await typeWord(page, 'ta')
      await page.keyboard.press('+')
      await table(page, 'Cations')
        .getByRole('gridcell', { name: /Tantalum.*required/ })
        .waitFor()
      // Ta and one to three of 24 others: 24 · 23 + 276 · 181 + 2024 · 1199
      await waitForCount(page, '2,477,284')
      // What is typed after a pause is another word.
      await page.waitForTimeout(900)
      await typeWord(page, 'fe')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Fe 2+ 3+' }).waitFor()
      await page.keyboard.press('Delete')
      await waitForCount(page, '2,477,284')

      // Undone step by step, and done again.
      for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
      await waitForCount(page, '15,590,550')
      for (let step = 0; step < 3; step++) await page.keyboard.press('Control+y')
      await waitForCount(page, '2,477,284')

      await fill(page, 'Candidates in the sample', 600)
      await page.getByRole('button', { name: 'Run 600' }).press('Enter')
      await page.getByText('600 candidates scored.').waitFor()
      await page.getByRole('button', { name: 'See the ranking' }).click()
      await page
        .getByText(/600 .*ranked|600 entries|600 lines/)
        .first()
        .waitFor()
      await page.getByRole('grid').getByText('Ta').first().waitFor()
      await page.context().close()
    })

    it('says beside the field what cannot be, and counts again once it can', async () => {
      const page = await program.open('screen')
      await waitForCount(page, '15,590,550')
      await fill(page, 'Number of different elements of Cations: at most', 40)
      await page.getByRole('alert').getByText('at most 25 can be taken').waitFor()
      await expect.poll(() => page.getByRole('button', { name: /^Run/ }).isDisabled()).toBe(true)
      await fill(page, 'Number of different elements of Cations: at most', 2)
      await waitForCount(page, '6,900')
      await page.getByRole('radio', { name: 'Neutral' }).press('Space')
      await page.getByRole('button', { name: /^B Anions 1 element/ }).waitFor()
      await page.context().close()
    })

    it('leaves nothing when it is cancelled, and is found again after a reload', async () => {
      const page = await program.open('screen')
      await waitForCount(page, '15,590,550')
      await fill(page, 'Candidates in the sample', 200_000)
      await page.getByLabel('Name of the list').fill('Long')
      await page.getByRole('button', { name: /^Run 200,000/ }).click()
      const card = page.getByRole('region', { name: 'Search “Long”' })
      await card.getByText(/\d scored/).waitFor()

      await page.reload()
      await card.getByText(/of 200,000 scored/).waitFor()
      await card.getByRole('button', { name: 'Cancel' }).click()
      await card.getByText('Nothing of it was kept').waitFor()
      await page.getByRole('link', { name: 'Library' }).click()
      await page.getByText('Neutral oxides', { exact: true }).waitFor()
      expect(await page.getByText('Long', { exact: true }).count()).toBe(0)
      await page.getByRole('link', { name: 'Screen' }).click()

      // What it was comes back by one button, under a name that is free.
      await card.getByRole('button', { name: 'Change and run again' }).click()
      await expect.poll(() => page.getByLabel('Candidates in the sample').inputValue()).toBe('200,000')
      await expect.poll(() => page.getByLabel('Name of the list').inputValue()).toBe('Long')
      await page.context().close()
    })

    it('starts empty, and says what to do', async () => {
      const page = await program.open('screen')
      await page.getByRole('button', { name: 'Begin with' }).click()
      await page.getByText('Start empty').click()
      await page.getByText('No elements yet.').waitFor()
      await table(page, 'Cations')
        .getByRole('gridcell', { name: /Lithium/ })
        .click()
      await page.getByRole('button', { name: /^B Anions/ }).click()
      await table(page, 'Anions')
        .getByRole('gridcell', { name: /Oxygen/ })
        .click()
      // Only Li2O is neutral.
      await waitForCount(page, '1')
      await page.getByTitle('Compose Li2O').waitFor()
      await page.context().close()
    })
  })
})

import type { Locator, Page } from 'playwright'

export const entries = (page: Page) => page.getByRole('grid', { name: 'Entries' })
export const row = (page: Page, formula: string) =>
  entries(page).getByRole('row').filter({ hasText: formula })
export const button = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name })
/** Waits until the bar above the entries says so. */
export const count = (page: Page, text: string) =>
  page.getByRole('toolbar').getByText(text, { exact: true }).waitFor()

/** Makes a list as a person does, on the library's screen. */
export async function makeList(page: Page, name: string, lines: readonly string[]): Promise<void> {
  await button(page, 'New list…').first().click()
  const dialog = page.getByRole('dialog', { name: 'New list' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel(/^Formulas/).fill(lines.join('\n'))
  await button(dialog, 'Create').click()
  await page.getByRole('heading', { name }).waitFor()
  // A dialog gives the focus back when it is gone.
  await dialog.waitFor({ state: 'hidden' })
}

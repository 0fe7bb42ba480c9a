/** Every screen, light and dark: free of serious faults of accessibility, and what it is there for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from './accessibility.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

let program: ProgramInBrowser

beforeAll(async () => {
  program = await startInBrowser()
})
afterAll(() => program?.stop())

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  it.each([
    'compose',
    'compose?formula=Li10GeP2S12',
    'screen',
    'library',
    'ranking',
    'models',
    'models?train=new',
    'studies',
    'studies?new=search',
    'studies?new=sweep',
    'settings',
  ])('%s has no serious fault of accessibility', async place => {
    const page = await program.open(place, { colorScheme })
    await page.waitForLoadState('networkidle')
    await page.getByRole('main').waitFor()
    if (place.includes('formula=')) await page.getByText('of known stable compounds score higher').waitFor()
    if (place === 'screen') await page.getByText('15,590,550').waitFor()
    if (place === 'models') await page.getByText('Loss over epochs').waitFor()
    if (place.includes('train=')) await page.getByText('Network, optimiser and split').click()
    if (place.includes('new=')) await page.getByText('Network, optimiser and split').click()
    if (place === 'settings') await page.getByText('Appearance').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  })
})

it('keeps the theme that is chosen in the settings', async () => {
  const page = await program.open('compose', { colorScheme: 'light' })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark')
  await page.reload()
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark')
  await page.context().close()
})

it('shows the ready model with its figures', async () => {
  const page = await program.open()
  await page.getByRole('link', { name: 'Models' }).click()
  await page.getByText('AUC, held-out positives').waitFor()
  await page.getByText('0.643 (0.638–0.648)').waitFor()
  await page.context().close()
})

it('backs the library up when asked', async () => {
  const page = await program.open()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText(/^Backed up and verified: /).waitFor()
  await page.context().close()
})

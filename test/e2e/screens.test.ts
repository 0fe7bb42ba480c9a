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
    'models?reconstruction=known-stable',
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
    if (place.includes('reconstruction=')) await page.getByRole('slider').waitFor()
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

it('shows what a model reconstructs worst, feature by feature, by keys alone', async () => {
  const page = await program.open('models?model=known-stable')
  await page.getByRole('link', { name: 'Worst reconstructions…' }).press('Enter')
  const compounds = page.getByRole('group', { name: 'Worst first' }).getByRole('radio')
  await page.getByText('The 20 worst of 10,151 have 1.1 % of the squared error.').waitFor()
  expect(await compounds.count()).toBe(20)

  const chart = page.getByRole('slider')
  const told = (text: string) => expect.poll(() => chart.getAttribute('aria-valuetext')).toContain(text)
  await page.getByRole('heading', { name: 'Ti₄Te₉I₄O and its reconstruction' }).waitFor()
  await told('group pairs 16 with 17: composition 1.0000, rebuilt −0.08')
  await compounds.first().press('ArrowDown')
  await page.getByRole('heading', { name: 'Rb₁₂Sn₂As₆O and its reconstruction' }).waitFor()

  await chart.press('Home')
  await told('atomic number 1: composition 0.0000')
  await chart.press('ArrowRight')
  await told('atomic number 2: ')
  await chart.press('PageUp')
  await told('electronegativity −1.00 to −0.88: ')
  await chart.press('Enter')
  const features = page.getByRole('combobox', { name: 'Features shown' })
  await expect.poll(() => features.inputValue()).toBe('EN')
  await expect.poll(() => chart.getAttribute('aria-valuemax')).toBe('150')

  await page.getByRole('combobox', { name: /^Show/ }).selectOption('50 worst')
  await expect.poll(() => compounds.count()).toBe(50)
  expect(await compounds.nth(1).isChecked()).toBe(true)
  await page.getByRole('link', { name: 'Models' }).last().press('Enter')
  await page.getByText('Loss over epochs').waitFor()
  await page.context().close()
})

it('backs the library up when asked', async () => {
  const page = await program.open()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText(/^Backed up and verified: /).waitFor()
  await page.context().close()
})

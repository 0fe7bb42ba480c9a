/** A stability score and what it rests on, in Chromium against the real host and the ready model. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from './accessibility.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

let program: ProgramInBrowser
beforeAll(async () => {
  program = await startInBrowser()
})
afterAll(() => program?.stop())

const formulaField = (page: Page) => page.getByRole('textbox', { name: 'Composition' })
const score = (page: Page) => page.getByTestId('stability')
const percentile = (page: Page) => page.getByTestId('stability-percentile')
const reasons = (page: Page) => page.getByTestId('stability-reasons')

/** Waits until the stability score is a number; on a busy machine the tables of known compounds take their time. */
const isScored = (page: Page) => expect.poll(() => percentile(page).textContent()).toMatch(/\d %/)

describe('composing', () => {
  let page: Page
  beforeAll(async () => {
    page = await program.open()
    await page.getByRole('button', { name: 'Skip the tour' }).click()
  })
  afterAll(() => page?.context().close())

  it('a perovskite shows its percentile first, and its log-odds on demand', async () => {
    await formulaField(page).fill('LaMnO3')
    await isScored(page)
    expect(await percentile(page).textContent()).toMatch(/^\s*52\.2 %\s*$/)
    await score(page).getByText('of known stable compounds score lower').waitFor()
    const logOdds = score(page).getByText('2.85', { exact: true })
    expect(await logOdds.count()).toBe(0)
    await score(page).getByRole('button', { name: 'Show the log-odds' }).click()
    await logOdds.waitFor()
  })

  it('it shows the compounds that speak for it, which can be composed themselves', async () => {
    await formulaField(page).fill('LaMnO3')
    await reasons(page).getByText('Known with one element exchanged').waitFor()
    await reasons(page)
      .getByRole('img', { name: /^What speaks for and against it: one element exchanged \+4/ })
      .waitFor()
    expect(await reasons(page).getByRole('button', { name: 'Compose SmMnO3' }).count()).toBe(0)
    await reasons(page).getByRole('button', { name: 'and 20 more' }).click()
    await reasons(page).getByRole('button', { name: 'Compose SmMnO3' }).waitFor()
    await reasons(page).getByRole('button', { name: 'Compose PrMnO3' }).click()
    await expect.poll(() => formulaField(page).textContent()).toBe('PrMnO3')
    await expect.poll(() => percentile(page).textContent()).not.toContain('52.2')
    await reasons(page).getByRole('button', { name: 'Compose NdMnO3' }).first().waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => formulaField(page).textContent()).toBe('LaMnO3')
  })

  it('BaTiO3 names the phases that it lies between', async () => {
    await formulaField(page).fill('BaTiO3')
    await reasons(page).getByText('Lies between').waitFor()
    await reasons(page).getByRole('button', { name: 'Compose Ba2TiO4' }).first().waitFor()
  })

  it('a doped compound says which host was scored in its place', async () => {
    await formulaField(page).fill('Ca0.95Eu0.05Bi2Ta2O9')
    await page.getByText('Stability of CaTa2Bi2O9 was scored, Eu counted as Ca.').waitFor()
    await reasons(page).getByText('No compound is known with one element exchanged.').waitFor()
  })

  it('a salt with too much of its metal has no neutral assignment', async () => {
    await formulaField(page).fill('Na3Cl')
    await reasons(page).getByText('No neutral assignment').waitFor()
  })

  it('an element in no known compound gives no number, and the RMSE beside it does', async () => {
    await formulaField(page).fill('YbCl3')
    await score(page).getByText('No known compound has Yb.').waitFor()
    expect(await percentile(page).count()).toBe(0)
    await expect.poll(() => page.getByTestId('percentile').textContent()).toMatch(/\d %/)
  })

  it('what the RMSE rests on is shown in its stead, and still is on another screen and back', async () => {
    await page.getByRole('button', { name: 'RMSE', exact: true }).click()
    await page.getByText('Where the error comes from: descriptor blocks').waitFor()
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('link', { name: 'Compose' }).click()
    await page.getByText('Where the error comes from: descriptor blocks').waitFor()
  })
})

it('says by keyboard alone what the score is, and gives the focus back', async () => {
  const page = await program.open('compose?formula=LaMnO3')
  await isScored(page)
  const help = page.getByRole('button', { name: 'What the stability score is' })
  await formulaField(page).focus()
  const isFocused = () => help.evaluate(button => button === document.activeElement)
  for (let presses = 0; !(await isFocused()); presses++) {
    expect(presses, 'Tab does not lead to the question mark').toBeLessThan(10)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'The stability score' }).waitFor()
  await page.getByRole('heading', { name: 'What it does not know' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await expect.poll(isFocused).toBe(true)
  await page.context().close()
})

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  it.each(['LaMnO3', 'YbCl3'])('%s has no serious fault of accessibility', async formula => {
    const page = await program.open(`compose?formula=${formula}`, { colorScheme })
    await score(page).getByText('known').first().waitFor()
    if (formula === 'LaMnO3') await isScored(page)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'What the stability score is' }).click()
    await page.getByRole('heading', { name: 'How it was verified' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  })
})

/** Clicking a candidate together, in Chromium against the real host, database and engine. */
import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

let program: ProgramInBrowser

beforeAll(async () => {
  program = await startInBrowser()
}, 120_000)
afterAll(() => program?.stop())

const formulaField = (page: Page) => page.getByRole('textbox', { name: 'Composition' })
const percentile = (page: Page) => page.getByText('of known stable compounds score higher')
const rmse = async (page: Page) =>
  Number(
    await page
      .getByText(/^0\.\d{4}$/)
      .first()
      .textContent(),
  )

describe('the first start', () => {
  it('has the first score one click away, beside a tour that can be skipped', {
    timeout: 60_000,
  }, async () => {
    const page = await program.open()
    await page.getByRole('button', { name: 'Skip the tour' }).click()
    await page.getByRole('button', { name: 'BaTiO3' }).click()
    await percentile(page).waitFor()
    expect(await rmse(page)).toBeGreaterThan(0)
    await page.getByText('Neutral').waitFor()
    await page.reload()
    await page.getByRole('navigation').waitFor()
    expect(await page.getByRole('button', { name: 'Skip the tour' }).count()).toBe(0)
    await page.context().close()
  })
})

describe('composing', () => {
  let page: Page
  beforeAll(async () => {
    page = await program.open()
  })
  afterAll(() => page?.context().close())

  it('adds an element by a click, takes it back by undo and brings it again by redo', async () => {
    const sodium = page.getByRole('gridcell', { name: /^Sodium/ })
    await sodium.click()
    await page.getByRole('gridcell', { name: /^Chlorine/ }).click()
    await expect.poll(() => formulaField(page).textContent()).toBe('NaCl')
    await page.keyboard.press('Control+z')
    await expect.poll(() => formulaField(page).textContent()).toBe('Na')
    await page.keyboard.press('Control+y')
    await expect.poll(() => formulaField(page).textContent()).toBe('NaCl')
  })

  it('scores what is typed, and says why and what is near', async () => {
    await formulaField(page).fill('Li10GeP2S12')
    await percentile(page).waitFor()
    await page.getByText('Where the error comes from: descriptor blocks').waitFor()
    await page.locator('text', { hasText: 'P–S' }).waitFor()
    await page
      .getByText(/^distance \d/)
      .first()
      .waitFor({ timeout: 20_000 })
  })

  it('says what is wrong with a formula, and offers what was meant', async () => {
    await formulaField(page).fill('NaCL')
    await page.getByRole('alert').or(page.getByText(/NaCl/)).first().waitFor()
    await page.getByRole('button', { name: /NaCl/ }).first().click()
    await expect.poll(() => formulaField(page).textContent()).toBe('NaCl')
  })

  it('says which element is outside the model, and gives no number for it', async () => {
    await formulaField(page).fill('LrCl3')
    await page.getByText('Outside the model').first().waitFor()
    expect(await percentile(page).count()).toBe(0)
  })

  it('can be done by keyboard alone', async () => {
    await formulaField(page).fill('')
    await page.getByRole('gridcell', { name: /^Hydrogen/ }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => formulaField(page).textContent()).toBe('Li')
  })

  it('keeps a composition in a list, and takes it back', async () => {
    await formulaField(page).fill('KMgF3')
    await percentile(page).waitFor()
    await page.getByRole('button', { name: 'Add to list' }).click()
    await page.getByRole('button', { name: 'Create and add' }).click()
    await page.getByText('KMgF3 is now in “Candidates”.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Choose a list' }).click()
    await page.getByText('New list…').waitFor()
    expect(await page.getByText('Candidates', { exact: true }).count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  it('goes on scoring after the scoring process was killed', { timeout: 60_000 }, async () => {
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
      encoding: 'utf8',
    })
    const scoring = children.split('\n').find(line => line.includes('compute/process'))
    process.kill(Number(scoring!.trim().split(' ')[0]), 'SIGKILL')
    await page.getByRole('button', { name: 'Begin a new composition' }).click()
    await formulaField(page).fill('SrTiO3')
    await percentile(page).waitFor({ timeout: 30_000 })
    expect(await rmse(page)).toBeGreaterThan(0)
  })
})

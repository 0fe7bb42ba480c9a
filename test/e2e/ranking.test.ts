/** A list ranked by models, in Chromium against the real host, database and engine. */
import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectClient, type HostClient } from '../../src/contract/index.ts'
import { laboratory } from '../host/tiny-model.ts'
import { channelPair } from '../host/wire/channel-pair.ts'
import { seriousFindings } from './accessibility.ts'
import { importLines } from './import-lines.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

const METALS = 'Li Na K Rb Cs Be Mg Ca Sr Ba Sc Y La Ti Zr Hf V Nb Ta Cr Mo W Mn Fe Co Ni'.split(' ')

/** 650 compositions ABO3, a slip and an element without data. */
const PEROVSKITES = [
  ...METALS.flatMap(a => METALS.filter(b => b !== a).map(b => `${a}${b}O3`)),
  'NaCL',
  'LrCl3',
]

let program: ProgramInBrowser
let host: HostClient
let list: number

beforeAll(async () => {
  program = await startInBrowser()
  const [window, end] = channelPair()
  program.connect(end)
  host = connectClient(window)
  const { data, close } = await laboratory()
  const [tiny] = readdirSync(join(data, 'models'))
  cpSync(join(data, 'models', tiny!), join(program.dataFolder, 'models', 'tiny'), { recursive: true })
  await close()
  list = await importLines(host, 'Perovskites', PEROVSKITES)
})
afterAll(() => program?.stop())

const table = (page: Page) => page.getByRole('grid', { name: 'Ranking' })
const row = (page: Page, place: number) => table(page).locator(`[data-index="${place - 1}"]`)
const cell = (page: Page, place: number, column: number) =>
  row(page, place).getByRole('gridcell').nth(column).textContent()
/** What the cells of the first rows say at one moment. */
const firstRows = (page: Page, count: number) =>
  table(page)
    .locator('[data-index]')
    .evaluateAll(
      (rows, count) =>
        rows
          .filter(row => Number(row.getAttribute('data-index')) < count)
          .map(row =>
            Array.from(row.querySelectorAll('[role=gridcell]'), cell => cell.textContent?.trim() ?? ''),
          ),
      count,
    )
/** Waits until nothing is being read anew. */
const atRest = (page: Page) => page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
const shown = (page: Page, text: string) => page.getByRole('status').getByText(text, { exact: true })

describe('a list', () => {
  let page: Page
  beforeAll(async () => {
    page = await program.open(`ranking?list=${list}`)
  })
  afterAll(() => page?.context().close())

  it('is ranked by the active model, the most familiar first', async () => {
    await page.getByRole('button', { name: 'Ranked 650' }).waitFor()
    // Each compound stands in it twice, as ABO3 and as BAO3.
    await expect.poll(async () => (await firstRows(page, 3)).map(([rank]) => rank)).toEqual(['1', '1', '2'])
    const errors = (await firstRows(page, 3)).map(([, , error]) => error)
    expect(errors).toEqual(errors.toSorted())
    await row(page, 1)
      .getByText(/Neutral|Off by|Not ionic/)
      .waitFor()
    await page.getByText('100, familiar').waitFor()
  })

  it('is sorted by the balance of charges, and not by what is found for the lines in view alone', async () => {
    await page.getByRole('button', { name: 'Sort by Charge' }).click()
    await row(page, 1).getByText('Neutral').waitFor()
    await page.getByRole('button', { name: 'Sort by Charge' }).click()
    await row(page, 1).getByText('Off by').waitFor()
    const nearest = page.getByRole('columnheader', { name: 'Nearest known' })
    expect(await nearest.getAttribute('title')).toContain('cannot be sorted by it')
    expect(await nearest.getByRole('button').count()).toBe(0)
    await page.getByRole('button', { name: 'Sort by Rank' }).click()
  })

  it('says of every line without a rank why it has none', async () => {
    await page.getByRole('button', { name: 'Unranked 2' }).click()
    await page.getByText('1 not read · 1 outside the model').waitFor()
    const unranked = page.getByRole('grid', { name: 'Lines without a rank' })
    await unranked.getByText('L is not an element. Meant: NaCl?').waitFor()
    await unranked.getByText('Outside the model: no data for Lr').waitFor()
    await unranked.focus()
    await page.keyboard.press('F2')
    await unranked.getByRole('textbox').waitFor()
    await page.keyboard.type('NaCl')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Ranked 651' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Ranked 650' }).click()
    await table(page).waitFor()
  })

  it('narrows to compounds of an element, and to a range drawn on the histogram', async () => {
    await page.getByRole('button', { name: 'Elements' }).click()
    await page.getByRole('gridcell', { name: /^Lithium/ }).click()
    await page.keyboard.press('Escape')
    await shown(page, '50 of 650 lines').waitFor()
    await atRest(page)

    const plot = (await page.getByRole('slider').first().locator('..').boundingBox())!
    await page.mouse.move(plot.x + 0.45 * plot.width, plot.y + 40)
    await page.mouse.down()
    await page.mouse.move(plot.x + 0.7 * plot.width, plot.y + 40, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => page.url()).toMatch(/score=0\.0\d+\.\.0\.0\d+/)
    const { min, max } = /score=(?<min>[\d.]+?)\.\.(?<max>[\d.]+)/.exec(page.url())!.groups!
    await expect.poll(() => page.getByText(/^\d+ of 650 lines$/).textContent()).not.toBe('50 of 650 lines')
    await atRest(page)
    const first = Number(await cell(page, 1, 2))
    expect(first).toBeGreaterThanOrEqual(Number(min) - 0.00005)
    expect(first).toBeLessThanOrEqual(Number(max) + 0.00005)
  })

  it('is compared with a second model, which is scored meanwhile', async () => {
    await page.getByRole('button', { name: 'Clear all' }).click()
    await page.getByLabel('Model to compare with').click()
    await page.getByText('Tiny', { exact: true }).click()
    await page.getByRole('img', { name: 'Both models' }).waitFor()
    await page.getByRole('button', { name: 'Sort by Change' }).click()
    await page.getByRole('button', { name: 'Sort by Change' }).click()
    await expect
      .poll(() => row(page, 1).getByRole('img').getAttribute('aria-label'))
      .toMatch(/^\d+ places higher$/)
    await atRest(page)
    const [first] = await firstRows(page, 1)
    const change = (await row(page, 1).getByRole('img').textContent())!.trim()
    expect(Number(first![6]) - Number(first![0])).toBe(Number(change))
  })

  it('opens a line in Compose by the keyboard, and is as it was on the way back', async () => {
    await table(page).focus()
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
    const formula = await cell(page, 4, 1)
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Composition' }).textContent())
      .toBe(formula?.trim())
    await page.goBack()
    await expect.poll(() => row(page, 4).getAttribute('aria-selected')).toBe('true')
    await expect.poll(() => cell(page, 4, 1)).toBe(formula)
    await page.getByRole('img', { name: 'Both models' }).waitFor()

    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('link', { name: 'Ranking' }).click()
    await expect.poll(() => page.url()).toContain('with=tiny')
    await expect.poll(() => row(page, 4).getAttribute('aria-selected')).toBe('true')
  })

  it('loses lines to the bin and gets them back', async () => {
    await table(page).focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Ranked 648' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Ranked 650' }).waitFor()
  })
})

describe('a list by both scores', () => {
  const READY = 'known-stable-analogs'
  let page: Page
  let mixed: number
  beforeAll(async () => {
    // Yb is in none of the compounds that the stability model knows, and Lr in no data at all.
    mixed = await importLines(host, 'Both scores', [
      ...PEROVSKITES.slice(0, 59),
      'Ca0.95Eu0.05Bi2Ta2O9',
      'YbFeO3',
      'LrCl3',
    ])
    page = await program.open(`ranking?list=${mixed}`)
    await page.getByRole('button', { name: 'Ranked 61' }).waitFor()
  })
  afterAll(() => page?.context().close())

  const scatter = () => page.getByRole('img', { name: 'Both scores' })

  it('shows the stability score beside the RMSE with one click, and why it is missing', async () => {
    await page.getByRole('button', { name: 'Stability score' }).click()
    await scatter().waitFor()
    await page.getByRole('searchbox').fill('YbFe')
    await page.getByText('no known Yb').waitFor()
    await page.getByRole('searchbox').fill('')
    expect(page.url()).toContain(`with=${READY}`)
    await page.getByText('best by both').waitFor()
  })

  it('marks a doped formula, which was scored as another compound', async () => {
    await page.getByRole('searchbox').fill('Eu0.05')
    await row(page, 1).getByTitle('Scored as CaTa2Bi2O9: Eu counted as Ca').waitFor()
    await page.getByRole('searchbox').fill('')
  })

  it('is ranked by the stability score, the highest first, and RMSE takes its place beside it', async () => {
    await page.getByLabel('Model', { exact: true }).click()
    await page.getByText('Known stable, analogs (active)', { exact: true }).last().click()
    await page.getByRole('button', { name: 'Ranked 60' }).waitFor()
    await expect.poll(() => page.url()).toMatch(/with=known-stable(&|$)/)
    await expect.poll(() => cell(page, 1, 4)).toMatch(/^0\.\d{4}$/)
    const percentiles = (await firstRows(page, 4)).map(([, , percentile]) => Number(percentile))
    expect(percentiles).toEqual(percentiles.toSorted((a, b) => b - a))
    expect(percentiles[0]).toBeGreaterThan(0)
    await page.getByText('stability score, log-odds').waitFor()
    await page.getByRole('button', { name: 'Unranked 2' }).click()
    await page.getByText('Outside the stability model: no known compound has Yb').waitFor()
    await page.getByRole('button', { name: 'Ranked 60' }).click()
  })

  it('narrows to a range of log-odds, below zero too, that the address keeps', async () => {
    await atRest(page)
    const plot = (await page.getByRole('slider').first().locator('..').boundingBox())!
    await page.mouse.move(plot.x + 0.2 * plot.width, plot.y + 40)
    await page.mouse.down()
    await page.mouse.move(plot.x + 0.98 * plot.width, plot.y + 40, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => page.url()).toMatch(/score=-\d+(\.\d+)?\.\.\d/)
    await page.getByRole('button', { name: /^Remove filter: Stability score \u2212/ }).click()
    await shown(page, '60 lines').waitFor()
  })

  it('narrows to a range of percentiles, and to log-odds on demand', async () => {
    await page.getByRole('button', { name: 'More' }).click()
    const least = page.getByRole('textbox', { name: 'Stability score (percentile), from' })
    await least.fill('10')
    await least.press('Enter')
    await page.getByRole('button', { name: 'Remove filter: Stability score percentile ≥ 10' }).waitFor()
    expect(page.url()).toContain('score=P10..')
    const shownPercentiles = await Promise.all(
      [1, 2, 3].map(async place => Number(await cell(page, place, 2))),
    )
    expect(Math.min(...shownPercentiles)).toBeGreaterThanOrEqual(10)
    await page.getByRole('button', { name: 'Set in log-odds' }).click()
    await page.getByRole('textbox', { name: 'Stability score (log-odds), from' }).waitFor()
    await page.getByRole('button', { name: 'Set in percentiles' }).click()
    await page.keyboard.press('Escape')
    await shown(page, '60 lines').waitFor()
  })

  it('selects the line of a point that is clicked', async () => {
    await atRest(page)
    const box = (await scatter().boundingBox())!
    const dots = (await scatter().locator('path.dots').first().getAttribute('d'))!
    const [, x, y] = /^M([\d.]+),([\d.]+)h0/.exec(dots)!
    await page.mouse.click(box.x + 46 + Number(x), box.y + 18 + Number(y))
    await page.getByText('1 selected').waitFor()
    const selected = table(page).locator('[aria-selected="true"]')
    await expect.poll(() => selected.count()).toBe(1)
    const formula = (await selected.getByRole('gridcell').nth(1).textContent())!.trim()
    await scatter().getByText(formula, { exact: true }).waitFor()
  })

  it('reports on both, with the known analogs when they are asked for', async () => {
    await page.getByRole('button', { name: 'Report…' }).click()
    const report = page.frameLocator('iframe')
    await report.getByText(/ranked by stability score .* beside RMSE/).waitFor()
    await report.getByRole('columnheader', { name: 'Rank by RMSE' }).waitFor()
    await page.getByText('Why: known analogs').click()
    await report
      .getByText(/ known with .* exchanged/)
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
  })

  it('opens as it was left when the address is followed again', async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Ranked 60' }).waitFor()
    await scatter().waitFor()
    await page.getByRole('columnheader', { name: 'Stability score' }).waitFor()
  })
})

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  it('a ranking by both scores has no serious fault of accessibility', async () => {
    const page = await program.open(`ranking?list=${list}&model=known-stable-analogs&with=known-stable`, {
      colorScheme,
    })
    await page.getByRole('img', { name: 'Both scores' }).waitFor()
    await row(page, 3).click()
    await page.getByText('1 selected').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  })

  it('a comparison has no serious fault of accessibility', async () => {
    const page = await program.open(`ranking?list=${list}&with=tiny`, { colorScheme })
    await page.getByRole('img', { name: 'Both models' }).waitFor()
    await row(page, 3).click()
    await page.getByText('1 selected').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  })
})

it('100,000 lines fill in while they are scored; a scoring that is cancelled goes on when asked', async () => {
  const amounts = Array.from({ length: 8 }, (_, i) => i + 1)
  const oxides = METALS.flatMap(a =>
    METALS.filter(b => b !== a).flatMap(b =>
      amounts.flatMap(m => amounts.flatMap(n => [7, 11, 13].map(oxygen => `${a}${m}${b}${n}O${oxygen}`))),
    ),
  ).slice(0, 100_000)
  const large = await importLines(host, 'Oxides', oxides)
  const page = await program.open(`ranking?list=${large}`)
  await page.getByRole('progressbar', { name: /^Scoring by/ }).waitFor()
  await expect
    .poll(async () => (await page.getByRole('button', { name: /^Ranked/ }).textContent()) ?? '')
    .toMatch(/Ranked [1-9]/)
  await row(page, 1)
    .getByText(/^0\.\d{4}$/)
    .waitFor()

  await page
    .getByRole('region', { name: /^Scoring by/ })
    .getByRole('button', { name: 'Cancel' })
    .click()
  await page.getByText(/has not scored all of these lines/).waitFor()
  await table(page).focus()
  await page.keyboard.press('End')
  await expect.poll(() => table(page).locator('[aria-busy]').count()).toBe(0)

  await page.reload()
  await page.getByRole('button', { name: 'Score the rest' }).click()
  await page.getByRole('progressbar', { name: /^Scoring by/ }).waitFor()
  await page.context().close()
})

/** Clicking a candidate together, in Chromium against the real host, database and engine. */
import { execFileSync } from 'node:child_process'
import { getPriority } from 'node:os'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inEachShell } from './in-each-shell.ts'
import { typeWord } from './type-word.ts'

const formulaField = (page: Page) => page.getByRole('textbox', { name: 'Composition' })
const percentile = (page: Page) => page.getByText('of known stable compounds score higher')
const element = (page: Page, name: string) => page.getByRole('gridcell', { name: new RegExp(`^${name}`) })
const amountOf = (page: Page, symbol: string) => page.getByRole('textbox', { name: `Amount of ${symbol}` })
const rmse = async (page: Page) => Number(await page.getByTestId('rmse').textContent())

/** Waits until the formula is the one given. */
const says = (page: Page, formula: string) =>
  expect.poll(() => formulaField(page).textContent()).toBe(formula)

/** Does what gives another composition, and waits for its score. */
async function scoredAfter(page: Page, act: () => Promise<unknown>): Promise<number> {
  const before = await page
    .getByTestId('rmse')
    .textContent({ timeout: 1000 })
    .catch(() => null)
  await act()
  await expect
    .poll(() =>
      page
        .getByTestId('rmse')
        .textContent({ timeout: 1000 })
        .catch(() => null),
    )
    .not.toBe(before)
  await expect.poll(() => rmse(page)).toBeGreaterThan(0)
  return rmse(page)
}

inEachShell((program, where) => {
  describe('the first start', () => {
    it('has the first score one click away, beside a tour that can be skipped', async () => {
      const page = await program.open()
      await page.getByRole('button', { name: 'Skip the tour' }).click()
      await page.getByRole('button', { name: 'BaTiO3' }).click()
      await percentile(page).waitFor()
      // The scoring process may still be starting.
      await expect.poll(() => rmse(page)).toBeGreaterThan(0)
      await page.getByText('Neutral').waitFor()
      await page.reload()
      await page.getByRole('navigation').waitFor()
      expect(await page.getByRole('button', { name: 'Skip the tour' }).count()).toBe(0)
      await page.context().close()
    })
  })

  describe('clicking a candidate together', () => {
    let page: Page
    beforeAll(async () => {
      page = await program.open()
    })
    afterAll(() => page?.context().close())

    it('moves formula, charges and score at every click', async () => {
      await element(page, 'Lithium').click()
      await says(page, 'Li')
      await page.getByText('Not ionic').waitFor()
      await expect.poll(() => rmse(page)).toBeGreaterThan(0)
      const scores = [await rmse(page)]
      for (const [name, formula] of [
        ['Germanium', 'LiGe'],
        ['Phosphorus', 'LiGeP'],
        ['Sulfur', 'LiGePS'],
      ] as const) {
        scores.push(await scoredAfter(page, () => element(page, name).click()))
        await says(page, formula)
      }
      expect(new Set(scores).size).toBe(4)
      expect(await element(page, 'Sulfur').getAttribute('aria-selected')).toBe('true')
    })

    it('sets amounts in the table of amounts, with formula and periodic table in step', async () => {
      await formulaField(page).fill('LiGePS')
      for (const [symbol, amount] of [
        ['Li', '10'],
        ['P', '2'],
        ['S', '12'],
      ] as const) {
        await amountOf(page, symbol).fill(amount)
        await amountOf(page, symbol).press('Enter')
      }
      await says(page, 'Li10GeP2S12')
      await page.getByText('Neutral').waitFor()
      expect(await element(page, 'Lithium').textContent()).toContain('10')
      await page.getByRole('button', { name: 'RMSE', exact: true }).click()
      await page.getByText('Where the error comes from: descriptor blocks').waitFor()
      await page.locator('text', { hasText: 'P–S' }).waitFor()
      await page
        .getByText(/^distance \d/)
        .first()
        // The first search puts all known compounds in order before.
        .waitFor()
    })

    it('takes back step by step what was clicked, and brings it again', async () => {
      await formulaField(page).fill('Li10GeP2S12')
      await element(page, 'Tin').click()
      await element(page, 'Tin').click({ button: 'right' })
      await element(page, 'Silicon').click()
      await says(page, 'Li10GeP2S12Si')
      await page.keyboard.press('Control+z')
      await says(page, 'Li10GeP2S12')
      await page.keyboard.press('Control+z')
      await says(page, 'Li10GeP2S12Sn')
      await page.keyboard.press('Control+y')
      await page.keyboard.press('Control+y')
      await says(page, 'Li10GeP2S12Si')
      await element(page, 'Silicon').click({ modifiers: ['Shift'] })
      await says(page, 'Li10GeP2S12')
    })

    it('shows on the periodic table what is typed', async () => {
      await formulaField(page).fill('Ca(Fe0.5Ni0.5)2O5')
      await expect
        .poll(() => page.locator('[role=gridcell][aria-selected=true]').evaluateAll(cells => cells.length))
        .toBe(4)
      expect(await element(page, 'Nickel').textContent()).toContain('1')
      await scoredAfter(page, () => element(page, 'Calcium').click())
      await says(page, 'Ca2FeNiO5')
    })

    it('balances charges by the states that are chosen, and keeps them with the composition', async () => {
      await formulaField(page).fill('FeO2')
      await page.getByRole('button', { name: 'States…' }).click()
      const iron = page.getByRole('group', { name: 'Fe, Iron' })
      for (const state of ['4+', '5+', '6+']) {
        const button = iron.getByRole('button', { name: state, exact: true })
        if ((await button.getAttribute('aria-pressed')) === 'true') await button.click()
      }
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByText(/off by|Off by/).waitFor()
      await page.getByRole('button', { name: 'States…' }).click()
      await page.getByRole('textbox', { name: 'Own state of Fe' }).fill('+4')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.getByText('Neutral').waitFor()
      await page.getByText(/Fe/).and(page.locator('.note')).first().waitFor()
      await page.getByRole('button', { name: 'Begin a new composition' }).click()
      await formulaField(page).fill('NaCl')
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await says(page, 'FeO2')
      await page.getByText('Neutral').waitFor()
    })

    it('says what is wrong with a formula, and offers what was meant', async () => {
      await formulaField(page).fill('NaCL')
      await page.getByRole('status').filter({ hasText: 'L is not an element' }).waitFor()
      await page.getByRole('button', { name: /NaCl/ }).first().click()
      await says(page, 'NaCl')
    })

    it('says which element is outside the model, and gives no number for it', async () => {
      await formulaField(page).fill('LrCl3')
      await page.getByText('Outside the model').first().waitFor()
      expect(await percentile(page).count()).toBe(0)
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
      await expect.poll(() => page.getByText('Candidates', { exact: true }).count()).toBe(0)
      await page.keyboard.press('Escape')
    })

    it('still has the composition after a reload', async () => {
      await formulaField(page).fill('KMgF3')
      await page.reload()
      await says(page, 'KMgF3')
      await percentile(page).waitFor()
    })
  })

  it('can all be done by keyboard alone', async () => {
    const page = await program.open()
    const focusOn = async (name: string, reached: () => Promise<boolean>) => {
      for (let presses = 0; !(await reached()); presses++) {
        expect(presses, `Tab does not lead to ${name}`).toBeLessThan(60)
        await page.keyboard.press('Tab')
      }
    }
    const isFocused = (selector: string) => () =>
      page.evaluate(wanted => document.activeElement?.matches(wanted) ?? false, selector)
    const named = (name: string) => () =>
      page.evaluate(
        wanted =>
          document.activeElement?.matches('button') && document.activeElement.textContent?.trim() === wanted,
        name,
      ) as Promise<boolean>

    await focusOn('the periodic table', isFocused('[role=gridcell]'))
    await typeWord(page, 'na')
    await page.keyboard.press('Enter')
    await says(page, 'Na')
    await page.keyboard.press('3')
    await says(page, 'Na3')
    await typeWord(page, 'al')
    await page.keyboard.press('+')
    await says(page, 'Na3Al')
    await typeWord(page, 'fluorine')
    await page.keyboard.press('Enter')
    await page.keyboard.press('6')
    await says(page, 'Na3AlF6')
    await page.keyboard.press('Delete')
    await says(page, 'Na3Al')
    await page.keyboard.press('Control+z')
    await says(page, 'Na3AlF6')
    await percentile(page).waitFor()

    await page.keyboard.press('/')
    await page.keyboard.press('End')
    // One step.
    await typeWord(page, 'Cl')
    await says(page, 'Na3AlF6Cl')
    await page.keyboard.press('Control+z')
    await says(page, 'Na3AlF6')

    await focusOn('the states', named('States…'))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(named('States…')).toBe(true)

    await focusOn('the amount of sodium', isFocused('input[aria-label="Amount of Na"]'))
    await page.keyboard.press('ArrowUp')
    await says(page, 'Na4AlF6')
    await page.keyboard.press('ArrowDown')
    await says(page, 'Na3AlF6')

    await focusOn('the button that adds it to a list', named('Add to list'))
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Na3AlF6 is now in “Candidates”.').waitFor()
    await page.context().close()
  })

  // Elsewhere the process is not a child of this one, and has no name to be known by.
  it.skipIf(where !== 'in a browser')(
    'goes on when the scoring process is killed: says so, stays usable, and scores again',
    async () => {
      const page = await program.open('compose?formula=SrTiO3')
      await percentile(page).waitFor()
      const status = page.getByRole('banner').getByRole('status')
      killScoring()
      await status.getByText('Scoring restarts…').waitFor()
      await element(page, 'Barium').click()
      await says(page, 'SrTiO3Ba')
      await page.getByRole('button', { name: 'States…' }).waitFor()
      await status.getByText('Scoring restarts…').waitFor({ state: 'hidden' })
      await formulaField(page).fill('BaTiO3')
      await percentile(page).waitFor()
      await expect.poll(() => rmse(page)).toBeGreaterThan(0)
      await page.context().close()
    },
  )
})

/**
 * Kills the process that a person's scores come from: this process's own child, of its own priority. The one that scores
 * in the background stands behind it, and may have the lower number where the system has begun to count anew.
 */
function killScoring(): void {
  const children = execFileSync('ps', ['-o', 'pid=,ni=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  })
  const scoring = children
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(
      ([, priority, ...args]) =>
        Number(priority) === getPriority() && args.join(' ').includes('compute/process'),
    )
  expect(scoring).toHaveLength(1)
  process.kill(Number(scoring[0]![0]), 'SIGKILL')
}

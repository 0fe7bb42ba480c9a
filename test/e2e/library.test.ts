/** The library, in Chromium against the real host, database and engine. */
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectClient, type HostClient } from '../../src/contract/index.ts'
import { channelPair } from '../host/wire/channel-pair.ts'
import { seriousFindings } from './accessibility.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

let program: ProgramInBrowser
/** The host without a page, for lists that nobody would type. */
let host: HostClient

beforeAll(async () => {
  program = await startInBrowser()
  const [here, there] = channelPair()
  program.connect(there)
  host = connectClient(here)
}, 120_000)
afterAll(async () => {
  host?.close()
  await program?.stop()
})

const entries = (page: Page) => page.getByRole('grid', { name: 'Entries' })
const row = (page: Page, formula: string) => entries(page).getByRole('row').filter({ hasText: formula })
const button = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name })
const count = (page: Page, text: string) =>
  page.getByRole('toolbar').getByText(text, { exact: true }).waitFor()

async function newList(name: string, lines: readonly string[]): Promise<number> {
  const { list } = await host.call('lists.create', { name, kind: 'literature', lines: [...lines] })
  return list.id
}

describe('the first start', () => {
  it('has a list to look at', async () => {
    const page = await program.open('library')
    await row(page, 'Li10GeP2S12').first().waitFor()
    await button(page, /^All compounds/).waitFor()
    await page.context().close()
  })
})

describe('a list', () => {
  let page: Page
  beforeAll(async () => {
    page = await program.open('library')
  })
  afterAll(() => page?.context().close())

  it('is made of typed formulas, and says what is wrong with those that are none', async () => {
    await button(page, 'New list…').first().click()
    const dialog = page.getByRole('dialog', { name: 'New list' })
    await dialog.getByLabel('Name').fill('Garnets')
    await dialog.getByLabel(/^Formulas/).fill('Li7La3Zr2O12\nLi5La3Nb2O12\nY3Al5O12\nNaCL\nK2O')
    await button(dialog, 'Create').click()
    await page.getByRole('heading', { name: 'Garnets' }).waitFor()
    // A dialog gives the focus back when it is gone.
    await dialog.waitFor({ state: 'hidden' })
    await count(page, '5 entries')
    await row(page, 'NaCL').getByText('Meant: NaCl?').waitFor()
    await row(page, 'Y3Al5O12').getByText('Neutral').waitFor()
  })

  it('is searched by text and by elements, and the address remembers it', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('la3')
    await count(page, '2 entries')
    await page.keyboard.press('Escape')
    await count(page, '5 entries')
    await button(page, 'Elements').click()
    await page.getByRole('gridcell', { name: /^Oxygen/ }).click()
    await page.getByText('Without', { exact: true }).click()
    await page.getByRole('gridcell', { name: /^Lanthanum/ }).click()
    await page.keyboard.press('Escape')
    await count(page, '2 entries')
    await page.reload()
    await button(page, 'Remove filter: without La').waitFor()
    await count(page, '2 entries')
    await page.getByRole('searchbox').fill('nothing like it')
    await page.getByText('Nothing found').waitFor()
    await button(page, 'Clear the filters').click()
    await count(page, '5 entries')
  })

  it('has several entries labelled at once, and one undo', async () => {
    await row(page, 'Li7La3Zr2O12').click()
    await row(page, 'Li5La3Nb2O12').click({ modifiers: ['Shift'] })
    await count(page, '2 of 5 selected')
    await button(page, 'Details').click()
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByLabel('Label').fill('to try')
    await page.keyboard.press('Enter')
    await page.getByText('2 entries changed.').waitFor()
    await expect.poll(() => entries(page).getByText('to try').count()).toBe(2)
    await button(page, 'Labels').click()
    await page.getByRole('checkbox', { name: 'to try' }).click()
    await page.keyboard.press('Escape')
    await count(page, '2 entries')
    await button(page, 'Clear all').click()
    await button(page.getByRole('region', { name: 'Notices' }), 'Undo')
      .last()
      .click()
    await expect.poll(() => entries(page).getByText('to try').count()).toBe(0)
  })

  it('gives entries to the bin, and takes them back', async () => {
    await row(page, 'NaCL').click()
    await button(page, 'Move to bin').click()
    await count(page, '4 entries')
    await button(page, /^Bin/).click()
    await row(page, 'NaCL').click()
    await button(page, 'Restore').click()
    await page.getByText('No entries in the bin').waitFor()
    await button(page, /^Garnets/).click()
    await count(page, '5 entries')
  })

  it('has a line that was not read corrected where it stands, and gets the author’s back', async () => {
    await row(page, 'NaCL').getByRole('gridcell').first().dblclick()
    const field = page.getByRole('textbox', { name: 'Formula of NaCL' })
    await field.fill('NaCl2)')
    await page.keyboard.press('Enter')
    await page.getByText(/^Line 4 still cannot be read\. /).waitFor()
    await page.keyboard.press('F2')
    await page.keyboard.type('NaCl')
    await page.keyboard.press('Enter')
    await page.getByText('Line 4 is corrected.').waitFor()
    await row(page, 'NaCl').getByText('Neutral').waitFor()
    await row(page, 'NaCl')
      .getByText(/^0\.\d{4}$/)
      .waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await row(page, 'NaCL').getByText('Meant: NaCl?').waitFor()
  })

  it('is renamed where it stands, refused a name that is taken, and binned', async () => {
    await newList('Perovskites', ['BaTiO3'])
    const item = button(page, /^Garnets/)
    await item.focus()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'Name of the list' }).fill('Perovskites')
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Lists' }).getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: 'Name of the list' }).fill('Old garnets')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Old garnets' }).waitFor()
    await button(page, /^Old garnets/).focus()
    await page.keyboard.press('Delete')
    await page.getByText('“Old garnets” is in the bin.').waitFor()
  })

  it('is gone for good once the bin is emptied', async () => {
    await button(page, /^Bin/).click()
    await button(page, 'Restore: Old garnets').waitFor()
    await button(page, 'Empty the bin…').click()
    await button(page, 'Empty the bin').last().click()
    await page.getByText(/^The bin is empty: 1 list/).waitFor()
    await expect.poll(() => button(page, 'Restore: Old garnets').count()).toBe(0)
  })
})

it('can be worked with by keyboard alone', async () => {
  await newList('By keyboard', ['LiCoO2', 'LiFePO4', 'LiMn2O4'])
  const page = await program.open('library')
  await button(page, /^All compounds/).focus()
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowDown')
      return page.evaluate(() => document.activeElement?.textContent?.trim())
    })
    .toMatch(/^By keyboard/)
  await page.keyboard.press('Enter')
  await count(page, '3 entries')
  await entries(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('F2')
  await page.keyboard.type('olivine')
  await page.keyboard.press('Enter')
  await row(page, 'LiFePO4').getByText('olivine').waitFor()
  await page.keyboard.press('Control+a')
  await count(page, '3 of 3 selected')
  await page.keyboard.press('Delete')
  await page.getByText('This list is empty').waitFor()
  await page.keyboard.press('Control+z')
  await count(page, '3 entries')
  await entries(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.getByText('of known stable compounds score higher').waitFor()
  await page.context().close()
})

describe('a list of 100,000', () => {
  const ROWS = 100_000
  const CATIONS = ['Li', 'Na', 'K', 'Mg', 'Ca', 'Sr', 'Ba', 'Ti', 'Zr', 'Nb']
  let list: number

  beforeAll(async () => {
    // Ten of ten cations, amounts from 1 to 100 and oxygen: all different.
    const formula = (n: number) =>
      `${CATIONS[n % 10]}${1 + (Math.floor(n / 10) % 100)}Al${101 + Math.floor(n / 1000)}O9`
    list = await newList('A hundred thousand', [])
    for (let from = 0; from < ROWS; from += 10_000) {
      const lines = Array.from({ length: 10_000 }, (_, i) => formula(from + i))
      await host.call('lists.addLines', { list, lines })
    }
  }, 300_000)

  it('scrolls to its end, sorts and filters', { timeout: 120_000 }, async () => {
    const page = await program.open(`library?list=${list}`)
    await count(page, '100,000 entries')
    await entries(page).focus()
    await page.keyboard.press('End')
    await row(page, 'Nb100Al200O9').waitFor()
    await button(page, 'Sort by Line').click()
    await row(page, 'Nb100Al200O9').waitFor()
    await expect
      .poll(() => entries(page).locator('[aria-rowindex="2"]').textContent())
      .toContain('Nb100Al200O9')
    await button(page, 'Elements').click()
    await page.getByRole('gridcell', { name: /^Niobium/ }).click()
    await page.keyboard.press('Escape')
    await count(page, '10,000 entries')
    await entries(page).focus()
    await page.keyboard.press('Control+a')
    await count(page, '10,000 of 10,000 selected')
    await page.keyboard.press('Delete')
    await page.getByText('10,000 entries in the bin.').waitFor({ timeout: 30_000 })
    await button(page, 'Undo').last().click()
    await count(page, '10,000 entries')
    await page.context().close()
  })
})

describe.each(['light', 'dark'] as const)('in %s', colorScheme => {
  it('has no serious fault of accessibility, with a filter, a menu and the details open', async () => {
    const id = await newList(`Looked at in ${colorScheme}`, ['LiCoO2', 'NaCL', 'LrCl3'])
    const page = await program.open(`library?list=${id}`, { colorScheme })
    await row(page, 'LiCoO2').click()
    await button(page, 'Details').click()
    await button(page, 'Elements').click()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await row(page, 'LiCoO2').click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  })
})

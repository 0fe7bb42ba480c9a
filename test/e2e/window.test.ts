/** What menus and files opened from outside do in the page, behind a bridge like that of the program's own window. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLACES } from '../../src/contract/places.ts'
import { archiveModel } from '../../src/engine/index.ts'
import { listModels } from '../../src/host/models.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'
import { openInWindow, type ProgramWindow } from './program-in-window.ts'

let program: ProgramInBrowser
let window: ProgramWindow

beforeAll(async () => {
  program = await startInBrowser()
  window = await openInWindow(program)
  await window.page.getByRole('button', { name: 'Skip the tour' }).click()
})
afterAll(() => program?.stop())

const formula = () => window.page.getByRole('textbox', { name: 'Composition' })

describe('a menu', () => {
  it('begins a new composition, ready to be typed', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'BaTiO3' }).click()
    await page.getByText('of known stable compounds score higher').waitFor()
    await window.command({ kind: 'new-composition' })
    await expect.poll(() => formula().textContent()).toBe('')
    await page.keyboard.type('NaCl')
    await expect.poll(() => formula().textContent()).toBe('NaCl')
    await page.getByText('of known stable compounds score higher').waitFor()
  })

  it('begins one from another screen too', async () => {
    const { page } = window
    await window.command({ kind: 'go', place: 'settings' })
    await page.getByText('Appearance').waitFor()
    await window.command({ kind: 'new-composition' })
    await expect.poll(() => formula().textContent()).toBe('')
  })

  it('takes back and brings again what was composed', async () => {
    const { page } = window
    await page.getByRole('gridcell', { name: /^Potassium/ }).click()
    await page.getByRole('gridcell', { name: /^Bromine/ }).click()
    await window.command({ kind: 'undo' })
    await expect.poll(() => formula().textContent()).toBe('K')
    await window.command({ kind: 'redo' })
    await expect.poll(() => formula().textContent()).toBe('KBr')
  })

  it('takes back what was typed into a field, and leaves the composition', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'States…' }).click()
    const state = page.getByRole('textbox', { name: 'Own state of K' })
    await state.fill('3')
    await window.command({ kind: 'undo' })
    await expect.poll(() => state.inputValue()).toBe('')
    await window.command({ kind: 'redo' })
    await expect.poll(() => state.inputValue()).toBe('3')
    await page.keyboard.press('Escape')
    expect(await formula().textContent()).toBe('KBr')
  })

  it.each(PLACES)('leads to %s, which the rail shows too', async place => {
    const { page } = window
    await page.getByRole('navigation').locator(`a[href="#/${place}"]`).waitFor()
    await window.command({ kind: 'go', place })
    await page.waitForURL(new RegExp(`#/${place}`))
  })

  it('opens the list of shortcuts', async () => {
    await window.command({ kind: 'cheat-sheet' })
    const sheet = window.page.getByRole('dialog')
    await sheet.getByText('Undo').waitFor()
    await window.page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
  })

  it('changes the theme, which the window then follows', async () => {
    await window.command({ kind: 'theme', theme: 'dark' })
    await expect.poll(() => window.page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark')
    await expect.poll(() => window.asked()).toContain('theme dark')
  })
})

it('lists opened with the program come to the import wizard, one after the other', async () => {
  const { page } = window
  await window.command({ kind: 'go', place: 'compose' })
  await window.openFiles({ 'garnets.csv': 'formula\nLi7La3Zr2O12\n', 'salts.txt': 'NaCl\nKBr\n' })
  const wizard = page.getByRole('dialog')
  await wizard.getByText('garnets.csv').waitFor()
  await wizard.getByRole('button', { name: /^Import \d/ }).waitFor()
  await page.keyboard.press('Escape')
  await wizard.getByText('salts.txt').waitFor()
})

it('models opened with the program come in at Models, one after the other, and what is none says why', async () => {
  const { page } = window
  const { models } = await listModels(program.dataFolder)
  const { folder, manifest } = models[0]!
  const file = join(program.dataFolder, 'ready.anomalite-model')
  await archiveModel({ kind: 'pack', folder, note: '', file }, new AbortController().signal)
  const packed = await readFile(file)

  await page.keyboard.press('Escape')
  await window.command({ kind: 'go', place: 'compose' })
  await window.openFiles({
    'from-a-friend.anomalite-model': packed,
    'by-mail.ZIP': packed,
    'half.anomalite-model': packed.subarray(0, packed.length / 2),
  })
  await page.waitForURL(/#\/models/)
  await page.getByText(`“${manifest.name} (2)” was imported.`).waitFor()
  await page.getByText(`“${manifest.name} (3)” was imported.`).waitFor()
  await page.getByText('half.anomalite-model is not a usable model').waitFor()
  const copies = page.getByRole('button', { name: new RegExp(`^${manifest.name}( \\(\\d\\))?$`) })
  await expect.poll(() => copies.count()).toBe(3)
})

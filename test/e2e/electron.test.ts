/**
 * The program in its own window, by Playwright. Where there is no Electron binary, or no display to open a window on,
 * it is skipped; what the window does is then tested in parts (test/main) and the page in a browser.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildOrExit } from '../../scripts/setup/build.mjs'
import { launchElectron, electronObstacle as obstacle } from './program-in-electron.ts'

describe.skipIf(obstacle !== null)(`in its own window${obstacle ? ` (skipped: ${obstacle})` : ''}`, () => {
  const home = mkdtempSync(join(tmpdir(), 'anomalite-e2e-'))
  let program: ElectronApplication
  let page: Page

  beforeAll(async () => {
    await buildOrExit('program', process.execPath)
    program = await launchElectron(home)
    page = await program.firstWindow()
  })
  afterAll(async () => {
    await program?.close()
    rmSync(home, { recursive: true, force: true })
  })

  it('shows the page from app://anomalite, with a host behind it', async () => {
    expect(page.url()).toMatch(/^app:\/\/anomalite\//)
    await page.getByRole('navigation').waitFor()
  })

  it('gives the page no Node and a bridge of six members', async () => {
    const seen = await page.evaluate(() => ({
      process: typeof (globalThis as { process?: unknown }).process,
      require: typeof (globalThis as { require?: unknown }).require,
      bridge: Object.keys((globalThis as { anomalite?: object }).anomalite ?? {}).length,
    }))
    expect(seen).toEqual({ process: 'undefined', require: 'undefined', bridge: 6 })
  })

  it('runs no script of the text of a page, and fetches nothing from elsewhere', async () => {
    const inline = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.wasRun = true'
      document.head.append(script)
      return (globalThis as { wasRun?: boolean }).wasRun
    })
    expect(inline).toBeUndefined()
    const fetched = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'fetched',
        () => 'refused',
      ),
    )
    expect(fetched).toBe('refused')
  })

  it('opens no second window and leaves its page for no other', async () => {
    await page.evaluate(() => {
      open('https://example.org/')
      location.href = 'https://example.org/'
    })
    expect(program.windows()).toHaveLength(1)
    expect(page.url()).toMatch(/^app:\/\/anomalite\//)
  })

  it('goes to a screen by its menu', async () => {
    await program.evaluate(({ Menu }) => {
      const view = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&View')
      view?.submenu?.items.find(({ label }) => label === 'Library')?.click()
    })
    await page.waitForURL(/#\/library/)
  })

  it('follows the theme that the page asks for', async () => {
    await page.evaluate(() =>
      (globalThis as unknown as { anomalite: { setTheme(theme: string): void } }).anomalite.setTheme('dark'),
    )
    await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches)
  })
})

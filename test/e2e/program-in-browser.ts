import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright'
import { buildOrExit } from '../../scripts/setup/build.mjs'
import type { Channel } from '../../src/contract/index.ts'
import { findBrowser } from '../../src/host/browser.ts'
import { openProgram } from '../../src/host/index.ts'
import { PAGE_FOLDER, serve } from '../../src/host/serve/serve.ts'
import { PATIENCE_MS } from './patience.ts'

/** The whole program, real host, database and engine included, before a real browser. */
export interface ProgramInBrowser {
  /** Opens a window with storage of its own, at a place such as `models`; `prepare` has the page before it is loaded. */
  open(
    place?: string,
    options?: BrowserContextOptions,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<Page>
  readonly dataFolder: string
  /** Serves a window over a channel of the test's own. */
  connect(channel: Channel): void
  stop(): Promise<void>
}

/** Starts the program on a data folder, which is new unless it is given, and removed at the end. */
export async function startInBrowser(
  home = mkdtempSync(join(tmpdir(), 'anomalite-e2e-')),
): Promise<ProgramInBrowser> {
  await buildOrExit('page', process.execPath)
  const executablePath = await findBrowser()
  if (executablePath === null) throw new Error('These tests need Chromium, Chrome or Edge.')
  // A copy of its own: another run may build the page anew meanwhile.
  const folder = mkdtempSync(join(tmpdir(), 'anomalite-page-'))
  cpSync(PAGE_FOLDER, folder, { recursive: true })
  const program = await openProgram({ dataFolder: home })
  const served = await serve(program, { port: 0, folder })
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
  return {
    dataFolder: home,
    async open(place = 'compose', options = {}, prepare = async () => undefined) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options })
      context.setDefaultTimeout(PATIENCE_MS)
      const page = await context.newPage()
      await prepare(page)
      await page.goto(`${served.address}#/${place}`)
      await page.getByRole('navigation', { name: 'Screens' }).waitFor()
      return page
    },
    connect: channel => void program.connect(channel),
    async stop() {
      await browser.close()
      await served.close()
      await program.close()
      for (const used of [home, folder]) rmSync(used, { recursive: true, force: true })
    },
  }
}

import { chromium } from 'playwright'
import { buildOrExit } from '../../scripts/setup/build.mjs'
import { findBrowser } from '../../src/host/browser.ts'

/** A window that stands open while work runs, and how far apart its frames are. */
export interface WatchedWindow {
  /** Begins to watch. */
  watch(): Promise<void>
  /** Milliseconds between each frame and the next since then. */
  gaps(): Promise<number[]>
  close(): Promise<void>
}

/** What runs in the page, where only globals are at hand. */
interface WatchedPage {
  gaps: number[]
}

/** Opens the Library, whose lists and rows follow what is imported and scored; null where there is no browser. */
export async function openWatchedWindow(address: string): Promise<WatchedWindow | null> {
  const executablePath = await findBrowser()
  if (executablePath === null) return null
  await buildOrExit('page', process.execPath)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(`${address}#/library`)
  await page.getByRole('grid', { name: 'Entries' }).getByRole('gridcell').first().waitFor()
  await page.evaluate(() => {
    const watched = globalThis as unknown as WatchedPage
    watched.gaps = []
    let before = performance.now()
    const note = (now: number) => {
      watched.gaps.push(now - before)
      before = now
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  return {
    watch: () =>
      page.evaluate(() => {
        ;(globalThis as unknown as WatchedPage).gaps = []
      }),
    gaps: () => page.evaluate(() => (globalThis as unknown as WatchedPage).gaps),
    close: () => browser.close(),
  }
}

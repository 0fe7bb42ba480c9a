import { chromium, type Page } from 'playwright'
import { buildOrExit } from '../../scripts/setup/build.mjs'
import { findBrowser } from '../../src/host/browser.ts'

/** A Compose screen in a browser, and how long it takes from a hand to an eye. */
export interface MeasuredScreen {
  /** Shows what one of the scores rests on; what is measured from then on is that score. */
  show(score: 'RMSE' | 'Stability score'): Promise<void>
  /**
   * Clicks elements and types amounts, `count` times each or for as long as `isWanted`. Resolves with the milliseconds
   * from each event to the frame in which score, charges and reasons of the new composition are painted.
   */
  clicksToPaint(count: number, isWanted: () => boolean): Promise<number[]>
  keystrokesToPaint(count: number, isWanted: () => boolean): Promise<number[]>
  close(): Promise<void>
}

/** Between one step and the next: a person who is quick. */
const PAUSE_MS = 120
const CLICKED = ['Sn', 'Si', 'O', 'Se', 'Li', 'Ge', 'S', 'P', 'Cl', 'Na', 'Br', 'Mg']

/** What runs in the page, where only globals are at hand. */
interface MeasuringPage {
  paintedAfter: number[]
}

/** Opens the screen at the address of `anomalite serve`; null where there is no browser. */
export async function openMeasuredScreen(address: string): Promise<MeasuredScreen | null> {
  const executablePath = await findBrowser()
  if (executablePath === null) return null
  await buildOrExit('page', process.execPath)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(`${address}#/compose?formula=Li10GeP2S12`)
  await page.getByRole('button', { name: 'Skip the tour' }).click()
  await page.getByTestId('rmse').getByText('0.').waitFor()
  await page
    .getByText(/^distance \d/)
    .first()
    .waitFor()
  await page.evaluate(listen)
  return {
    show: score => page.getByRole('button', { name: score, exact: true }).click(),
    async clicksToPaint(count, isWanted) {
      const places = await Promise.all(CLICKED.map(symbol => middleOf(page, `[data-symbol=${symbol}]`)))
      return measure(page, count, isWanted, async step => {
        const { x, y } = places[step % places.length]!
        // Every second round takes what the round before has given.
        const isTaking = Math.floor(step / places.length) % 2 === 1
        await page.mouse.move(x, y)
        await page.mouse.click(x, y, { button: isTaking ? 'right' : 'left' })
      })
    },
    async keystrokesToPaint(count, isWanted) {
      const field = page.getByRole('textbox', { name: 'Composition' })
      await field.fill('Li10GeP2S1')
      await field.press('End')
      await pause()
      return measure(page, count, isWanted, async step => {
        await page.keyboard.press(step % 2 === 0 ? String(2 + ((step / 2) % 8)) : 'Backspace')
      })
    },
    close: () => browser.close(),
  }
}

async function measure(
  page: Page,
  count: number,
  isWanted: () => boolean,
  act: (step: number) => Promise<void>,
): Promise<number[]> {
  await page.evaluate(() => {
    ;(globalThis as unknown as MeasuringPage).paintedAfter = []
  })
  for (let step = 0; step < count && isWanted(); step++) {
    await act(step)
    // A slow step must not be taken for a fast next one.
    await page.waitForFunction(
      done => (globalThis as unknown as MeasuringPage).paintedAfter.length > done,
      step,
    )
    await pause()
  }
  return page.evaluate(() => (globalThis as unknown as MeasuringPage).paintedAfter)
}

/** In the page: notes for each click and keystroke when the numbers it leads to have been painted. */
function listen(): void {
  const page = globalThis as unknown as MeasuringPage
  const text = (part: string) => document.querySelector(part)?.textContent ?? ''
  // The score and what it rests on come together; the charges come at once.
  const shown = () =>
    document.querySelector('[data-testid=errors]') === null
      ? text('[data-testid=stability]') + text('[data-testid=stability-reasons]')
      : text('[data-testid=rmse-score]') + text('[data-testid=errors]')
  let began: number | null = null
  let before = ''
  const begin = (event: Event) => {
    began = event.timeStamp
    before = shown()
  }
  for (const type of ['pointerdown', 'beforeinput']) addEventListener(type, begin, true)
  new MutationObserver(() => {
    if (began === null || shown() === before) return
    const start = began
    began = null
    // A message posted before a frame is drawn is heard after it.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => page.paintedAfter.push(performance.now() - start)
      port2.postMessage(null)
    })
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await page.locator(selector).boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, PAUSE_MS))
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { buildOrExit } from '../../scripts/setup/build.mjs'
import { quantile } from '../../src/domain/statistics/index.ts'
import { findBrowser } from '../../src/host/browser.ts'
import { findModel } from '../../src/host/models.ts'
import { type CompoundId, type ListId, openLibrary, type Score } from '../../src/library/index.ts'
import { writeMillion } from './million-entries.ts'
import { openMeasuredProgram } from './program.ts'

type Tell = (what: string, milliseconds: number) => void

const WHEEL_TURNS = 240
const WHEEL_PIXELS = 180
const WHEEL_EVERY_MS = 16

/** What runs in the page, where only globals are at hand. */
interface MeasuringPage {
  frames: number[]
  isScrolling: boolean
  /** Resolves with the milliseconds from the next click to the rows that it leads to. */
  rowsAfter: Promise<number>
}

/**
 * Measures the Library and Ranking screens on a list of a million entries that all have scores, in a headless browser over
 * the socket of `anomalite serve`: from a click to the rows that it leads to, and the frames of a wheel that does not
 * rest. Tells each figure in milliseconds; none where there is no browser.
 */
export async function measureScreens(tell: Tell): Promise<void> {
  const executablePath = await findBrowser()
  if (executablePath === null) return
  await buildOrExit('page', process.execPath)
  const data = await mkdtemp(join(tmpdir(), 'anomalite-bench-'))
  const list = await fill(data)
  const program = await openMeasuredProgram(data)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(`${program.address}#/compose`)
    await page.getByRole('button', { name: 'Skip the tour' }).click()
    await page.goto(`${program.address}#/library?list=${list}`)
    const entries = page.getByRole('grid', { name: 'Entries' })
    await entries.getByRole('gridcell').first().waitFor()
    const sortBy = async (what: string, grid: string, column: string) => {
      const header = page
        .getByRole('grid', { name: grid })
        .getByRole('columnheader', { name: column })
        .first()
      tell(
        `${what}: sort by ${column}, click to rows`,
        await untilRows(page, () => header.getByRole('button').first().click()),
      )
    }
    // The first order of all waits for the columns to be read.
    await sortBy('Library screen of 1,000,000, soon after a start', 'Entries', 'Formula')
    await sortBy('Library screen of 1,000,000', 'Entries', 'RMSE')
    await sortBy('Library screen of 1,000,000', 'Entries', 'Formula')
    await tellFrames(page, 'Entries', 'Library screen of 1,000,000', tell)

    await page.goto(`${program.address}#/ranking?list=${list}`)
    await page.getByRole('grid', { name: 'Ranking' }).getByRole('gridcell').first().waitFor()
    await tellFrames(page, 'Ranking', 'Ranking screen of 1,000,000', tell)
  } finally {
    await browser.close()
    await program.close()
    await rm(data, { recursive: true })
  }
}

async function fill(data: string): Promise<ListId> {
  const library = await openLibrary(data)
  const list = writeMillion(library)
  const { folder, manifest } = await findModel(data)
  const model = library.registerModel('rmse', folder, manifest.name, manifest).id
  const compounds: Score[] = []
  for (let after: CompoundId | null = null; ; ) {
    const some = library.unscored(list, model, after, 50_000)
    compounds.push(
      ...some.map(({ id }) => ({ compoundId: id, value: 0.005 + ((id * 7919) % 100_003) / 1e6 })),
    )
    after = some.at(-1)?.id ?? null
    if (after === null) break
  }
  library.saveScores(model, compounds)
  await library.close()
  return list
}

/** Milliseconds from a click to a frame in which the first row is another and nothing waits for its row any more. */
async function untilRows(page: Page, click: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    // Other cells of a row may come later than the row.
    const first = () =>
      document.querySelector('[role=row][data-index="0"] [role=gridcell]')?.textContent.trim() ?? ''
    const measuring = globalThis as unknown as MeasuringPage
    const listen = (resolve: (milliseconds: number) => void) => {
      const onClick = ({ timeStamp }: MouseEvent) => {
        const before = first()
        const look = () => {
          const isWaiting = document.querySelector('[role=row][aria-busy]') !== null
          if (first() !== '' && first() !== before && !isWaiting) resolve(performance.now() - timeStamp)
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }
      addEventListener('click', onClick, { capture: true, once: true })
    }
    measuring.rowsAfter = new Promise(listen)
  })
  await click()
  return page.evaluate(() => (globalThis as unknown as MeasuringPage).rowsAfter)
}

async function tellFrames(page: Page, grid: string, what: string, tell: Tell): Promise<void> {
  const { x, y, width, height } = (await page.getByRole('grid', { name: grid }).boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.evaluate(() => {
    const measuring = globalThis as unknown as MeasuringPage
    measuring.frames = []
    measuring.isScrolling = true
    let last = performance.now()
    const frame = () => {
      const now = performance.now()
      measuring.frames.push(now - last)
      last = now
      if (measuring.isScrolling) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  for (let turn = 0; turn < WHEEL_TURNS; turn++) {
    const turned = page.mouse.wheel(0, WHEEL_PIXELS)
    await Promise.all([turned, new Promise(resolve => setTimeout(resolve, WHEEL_EVERY_MS))])
  }
  const frames = await page.evaluate(() => {
    const measuring = globalThis as unknown as MeasuringPage
    measuring.isScrolling = false
    return measuring.frames
  })
  const sorted = frames.toSorted((a, b) => a - b)
  tell(`${what}: frame while the wheel turns, median`, quantile(sorted, 0.5))
  tell(`${what}: frame while the wheel turns, 95th percentile`, quantile(sorted, 0.95))
  tell(`${what}: frame while the wheel turns, longest`, sorted.at(-1)!)
}

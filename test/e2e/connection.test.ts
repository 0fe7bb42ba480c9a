/** A window whose connection to the program breaks, in Chromium against the real host. */
import type { Page, WebSocketRoute } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

let program: ProgramInBrowser

beforeAll(async () => {
  program = await startInBrowser()
})
afterAll(() => program?.stop())

/** A page whose socket the test can cut, and keep from being joined again. */
async function pageOnALine(): Promise<{ page: Page; cut(): Promise<void>; mend(): void }> {
  let isWhole = true
  let socket: WebSocketRoute | null = null
  const page = await program.open('compose?formula=SrTiO3', {}, page =>
    page.routeWebSocket(/\/socket/, opened => {
      socket = opened
      if (isWhole) opened.connectToServer()
      else void opened.close()
    }),
  )
  return {
    page,
    async cut() {
      isWhole = false
      await socket?.close()
    },
    mend() {
      isWhole = true
    },
  }
}

it('says that the connection is lost, seeks it, and goes on where it was', async () => {
  const { page, cut, mend } = await pageOnALine()
  const score = page.getByTestId('rmse')
  const field = page.getByRole('textbox', { name: 'Composition' })
  await expect.poll(() => score.textContent()).toMatch(/^0\.\d{4}$/)
  const before = await score.textContent()

  await cut()
  const banner = page.getByRole('alert').filter({ hasText: 'The connection to Anomalite is lost' })
  await banner.waitFor()
  await banner.getByText('Connecting again…').waitFor()
  await field.fill('BaTiO3')
  expect(await score.textContent()).toBe(before)

  // The banner has told it; a notice of an error would be one too many.
  expect(await page.getByText('Something unexpected went wrong').count()).toBe(0)

  mend()
  await banner.waitFor({ state: 'hidden' })
  // What was asked meanwhile is answered.
  await expect.poll(() => score.textContent()).not.toBe(before)
  expect(await field.textContent()).toBe('BaTiO3')
  await page.context().close()
})

/** A group's own positives: imported, trained on through a reload and a crash, and used. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { computeProcesses } from './compute-processes.ts'
import { inEachShell } from './in-each-shell.ts'

const HELD_OUT = fileURLToPath(new URL('../../resources/models/known-stable/held-out.txt', import.meta.url))

/** A training leaves the processor to others: beside other tests its process takes its time to start. */
const PATIENCE_MS = 300_000

/** Three hundred compounds that exist, as a group would have them in a table. */
function madeHere(): Buffer {
  const formulas = readFileSync(HELD_OUT, 'utf8').trim().split('\n').slice(0, 300)
  return Buffer.from(`formula\n${formulas.join('\n')}\n`)
}

async function epoch(page: Page): Promise<number> {
  const text = await page.getByText(/^epoch \d[\d,]* of/).textContent()
  return Number(/epoch ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0)
}

async function fillForm(page: Page): Promise<void> {
  await page.getByLabel('Name of the model').fill('Made here')
  await page.getByLabel('Epochs', { exact: true }).fill('100000')
  await page.getByText('Network, optimiser and split').click()
  await page.getByLabel('Widths of the encoder').fill('32, 16')
  await page.getByLabel('Latent size').fill('4')
  await page.getByLabel('Batch').fill('64')
}

inEachShell((program, where) => {
  /** A process is killed where this one has started it and Linux tells which. */
  const killing = where === 'in a browser' && process.platform === 'linux' ? 'with' : 'without'
  describe(`own positives, ${killing} a crash`, () => {
    it('become a model, whatever happens meanwhile, and score what is composed', async () => {
      const page = await program.open('library')
      page.setDefaultTimeout(PATIENCE_MS)
      await page.getByRole('button', { name: 'Import…' }).first().click()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'made.csv', mimeType: 'text/csv', buffer: madeHere() })
      await page.getByLabel('Kind').selectOption('in-house positives')
      await page.getByRole('button', { name: 'Import 300 lines' }).click()
      await page.getByText('300 lines are in “made”.').waitFor()
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: 'Models' }).click()
      await page.getByRole('button', { name: 'New model…' }).click()
      // A list of positives is what a training takes unless told otherwise.
      expect(await page.getByRole('checkbox', { name: 'made' }).isChecked()).toBe(true)
      await page.getByText('210 to train on, 90 held out').waitFor()
      await fillForm(page)
      const before = killing === 'with' ? computeProcesses() : []
      await page.getByRole('button', { name: 'Start training' }).click()

      await page.getByText('Loss over epochs').waitFor()
      await page.reload()
      await page.getByText('Loss over epochs').waitFor()
      await expect.poll(() => epoch(page), { timeout: PATIENCE_MS }).toBeGreaterThan(1)

      if (killing === 'with') {
        const training = computeProcesses().findLast(pid => !before.includes(pid))
        process.kill(training!, 'SIGKILL')
        const reached = await epoch(page)
        await expect.poll(() => epoch(page), { timeout: PATIENCE_MS }).toBeGreaterThan(reached + 1)
      }

      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('button', { name: 'Finish now' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Finish now' }).click()
      await page.getByText('“Made here” is trained').waitFor()
      await page.getByText('Beside the model in use').waitFor()
      await page.getByRole('button', { name: 'Use this model' }).click()

      await page.getByRole('link', { name: 'Compose' }).click()
      await page.getByText('model: Made here').waitFor()
      await page.getByRole('textbox', { name: 'Composition' }).fill('BaTiO3')
      await page.getByText('of known stable compounds score higher').waitFor()
      await page.context().close()
    })

    it('leave as a file, go to the bin and come back', async () => {
      const page = await program.open('models')
      page.setDefaultTimeout(PATIENCE_MS)
      await page.getByRole('button', { name: 'Made here' }).click()
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export…' }).click()
      const file = await download
      expect(file.suggestedFilename()).toBe('made-here.anomalite-model')
      const bytes = await readFile(await file.path())
      const choose = (buffer: Buffer) =>
        page
          .locator('input[type=file]')
          .setInputFiles({ name: 'from-a-friend.anomalite-model', mimeType: 'application/zip', buffer })

      await choose(bytes)
      await page.getByText('“Made here (2)” was imported.').waitFor()
      await page.getByRole('button', { name: 'Remove…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.getByText('“Made here (2)” is in the bin.').waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('“Made here (2)” is back.').waitFor()

      await choose(bytes.subarray(0, bytes.length / 2))
      await page.getByText('from-a-friend.anomalite-model is not a usable model').waitFor()
      await expect.poll(() => page.getByRole('button', { name: 'Made here', exact: false }).count()).toBe(2)
      await page.context().close()
    })
  })
})

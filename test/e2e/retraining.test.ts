/** 300 phases of our own: imported, a model retrained on them through a crash, compared with the old one, and chosen. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCompute } from '../../src/engine/index.ts'
import { readPositives } from '../../src/host/positives.ts'
import { beginRun, finishRun } from '../../src/host/training/run.ts'
import { SMALL, SOURCE, STABLE_AND_NOT } from '../host/tiny-model.ts'
import { seriousFindings } from './accessibility.ts'
import { computeProcesses } from './compute-processes.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

/** A training leaves the processor to others: beside other tests its process takes its time to start. */
const PATIENCE_MS = 300_000

/** Three hundred solid solutions in sixty chemical systems, none of which a model knows. */
const PHASES = ['La', 'Pr', 'Nd', 'Sm', 'Gd'].flatMap(a =>
  ['Sr', 'Ca', 'Ba'].flatMap(m =>
    ['Mn', 'Fe', 'Co', 'Ni'].flatMap(b => [1, 2, 3, 4, 5].map(x => `${a}0.${10 - x}${m}0.${x}${b}O3`)),
  ),
)

let program: ProgramInBrowser

/** With the small model “Tiny”, so that an epoch takes a moment. */
beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'anomalite-e2e-'))
  const compute = await startCompute('wasm')
  const run = await beginRun(home, 'Tiny', await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL)
  await finishRun(home, compute, run)
  await compute.stop()
  program = await startInBrowser(home)
})
afterAll(() => program?.stop())

async function importList(page: Page, name: string, csv: string, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Import…' }).first().click()
  const file = { name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByLabel('Kind').selectOption(kind)
  await page.getByRole('button', { name: /^Import \d+ lines$/ }).click()
  await page.getByText(`are in “${name}”.`).waitFor()
  await page.keyboard.press('Escape')
}

async function epoch(page: Page): Promise<number> {
  const text = await page.getByText(/^epoch \d[\d,]* of/).textContent()
  return Number(/epoch ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0)
}

/** A line of a summary: how many, of what. */
function counted(page: Page, count: number, what: string) {
  return page.getByRole('listitem').filter({ hasText: new RegExp(`^${count}\\s*${what}$`) })
}

async function openForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Models', exact: true }).click()
  await page.getByRole('button', { name: 'Tiny', exact: true }).click()
  await page.getByRole('button', { name: 'Retrain…' }).click()
}

describe('300 phases of our own', () => {
  it('retrain a model that is compared with the old one and used, whatever happens meanwhile', async () => {
    const page = await program.open('library')
    page.setDefaultTimeout(PATIENCE_MS)
    await importList(page, 'made', `formula\n${PHASES.join('\n')}\n`, 'in-house positives')
    await importList(page, 'computed', readFileSync(STABLE_AND_NOT, 'utf8'), 'literature')

    await openForm(page)
    // A list of positives is what a retraining takes unless told otherwise.
    expect(await page.getByRole('checkbox', { name: 'made' }).isChecked()).toBe(true)
    await counted(page, 210, 'new, to train on').waitFor()
    await counted(page, 90, 'new, held out: these judge both models').waitFor()
    await page.getByRole('checkbox', { name: 'computed' }).click()
    await page.getByText(/in the old training set: train again, judge nothing/).waitFor()
    await page.getByLabel('Weight of “made”').fill('5')
    await page.getByText('replay, rate, epochs').click()
    await page.getByLabel('Epochs', { exact: true }).fill('100000')
    await page.keyboard.press('Tab')
    await page.getByText(/^about .* for 100,000 epochs and the comparison$/).waitFor()
    const before = computeProcesses()
    await page.getByRole('button', { name: 'Start retraining' }).click()

    await page.getByText('Loss over epochs').waitFor()
    await page.getByText(/0\.\d{4} yours, 0\.\d{4} old/).waitFor()
    await page.reload()
    await expect.poll(() => epoch(page), { timeout: PATIENCE_MS }).toBeGreaterThan(1)
    if (process.platform === 'linux') {
      const training = computeProcesses().findLast(pid => !before.includes(pid))
      process.kill(training!, 'SIGKILL')
      const reached = await epoch(page)
      await expect.poll(() => epoch(page), { timeout: PATIENCE_MS }).toBeGreaterThan(reached + 1)
    }
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Finish now' }).click()
    await page.getByRole('dialog').getByText('the last of its epochs so far becomes the model').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Finish now' }).click()

    await page.getByText('Retrained from “Tiny”').waitFor()
    const verdict = page.getByRole('region', { name: 'Verdict' })
    await verdict.getByText('In-house positives that neither model was trained on (90)').waitFor()
    await verdict.getByText('the new model is better').first().waitFor()
    await page.getByRole('region', { name: 'In-house positives held out' }).getByText('✓ better').waitFor()
    await page
      .getByRole('region', { name: 'Labelled compositions' })
      .getByRole('img', { name: /^AUC/ })
      .waitFor()
    await page.getByRole('button', { name: 'Use the new model' }).click()
    await page.getByRole('button', { name: 'Back to “Tiny”' }).waitFor()

    await page.getByRole('link', { name: 'Compose' }).click()
    await page.getByText('model: Tiny, retrained').waitFor()
    await page.context().close()
  })

  it('say what is wrong where it can be mended, and give way when the model is discarded', async () => {
    const page = await program.open('models')
    page.setDefaultTimeout(PATIENCE_MS)
    await openForm(page)
    await expect.poll(() => page.getByLabel('Name of the new model').inputValue()).toBe('Tiny, retrained 2')
    await counted(page, 210, 'new, to train on').waitFor()
    await page.getByText('By chemical systems').click()
    await page.getByLabel('Folds', { exact: true }).fill('99')
    await page.getByLabel('Repeats').fill('1')
    await page.getByText('99 folds need at least as many chemical systems').waitFor()
    expect(await page.getByRole('button', { name: 'Start retraining' }).isDisabled()).toBe(true)
    await page.getByLabel('Folds', { exact: true }).fill('2')
    await page.keyboard.press('Tab')
    await page.getByText(/^about .* 2 folds and the comparison$/).waitFor()
    await page.getByRole('button', { name: 'Start retraining' }).click()

    await page.getByText('Validation by folds').waitFor()
    await page.getByRole('row', { name: /^Mean ± spread/ }).waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByText('“Tiny, retrained 2” is in the bin.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Tiny, retrained 2', exact: true }).click()
    await page.getByRole('link', { name: 'Compare with it' }).click()
    await page.getByText('Rank changed most').waitFor()
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)(
    'form and comparison have no serious fault of accessibility in %s',
    async colorScheme => {
      const form = await program.open('models?retrain=tiny', { colorScheme })
      await form.getByText('new, to train on').waitFor()
      await form.getByText('By compositions').click()
      await form.getByText('replay, rate, epochs').click()
      await form.getByText('15 folds and the comparison').waitFor()
      expect(await seriousFindings(form)).toEqual([])
      await form.getByRole('button', { name: 'What retraining does' }).click()
      await form.getByRole('dialog').getByText('When it helps, and when not').waitFor()
      expect(await seriousFindings(form)).toEqual([])
      await form.context().close()

      const comparison = await program.open('models?retrained=tiny-retrained', { colorScheme })
      await comparison.getByText('Rank changed most').waitFor()
      expect(await seriousFindings(comparison)).toEqual([])
      await comparison.context().close()
    },
  )
})

/** What a person does with several models: writes notes, compares any two, and is never shown an old score as a new one. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectClient } from '../../src/contract/index.ts'
import { startCompute } from '../../src/engine/index.ts'
import { listModels } from '../../src/host/models.ts'
import { readPositives } from '../../src/host/positives.ts'
import { readNote } from '../../src/host/registry/model-notes.ts'
import { carryOutStudy } from '../../src/host/studies/run-study.ts'
import { adoptTrial, beginStudy } from '../../src/host/studies/study-folders.ts'
import { beginRun, finishRun } from '../../src/host/training/run.ts'
import { SMALL, SOURCE, STABLE_AND_NOT } from '../host/tiny-model.ts'
import { channelPair } from '../host/wire/channel-pair.ts'
import { seriousFindings } from './accessibility.ts'
import { type ProgramInBrowser, startInBrowser } from './program-in-browser.ts'

let program: ProgramInBrowser

/** With the small model “Tiny”, and “Four”, the network of a latent sweep. */
beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'anomalite-e2e-'))
  const positives = await readPositives(STABLE_AND_NOT, 0.01)
  const compute = await startCompute('wasm')
  await finishRun(home, compute, await beginRun(home, 'Tiny', positives, SOURCE, SMALL))
  await compute.stop()
  const aim = { kind: 'sweep', latentSizes: [4], repeats: 1 } as const
  const study = await beginStudy(home, 'Sizes', positives, SOURCE, SMALL, aim)
  await carryOutStudy(study, {
    startProcess: () => startCompute('wasm'),
    atOnce: 1,
    signal: new AbortController().signal,
    whenRunning: async () => undefined,
    onSteer: () => undefined,
    onTrial: () => undefined,
    onProgress: () => undefined,
  })
  await adoptTrial(home, 'sizes', 1, 'Four')
  program = await startInBrowser(home)
})
afterAll(() => program?.stop())

async function show(page: Page, model: string): Promise<void> {
  await page.getByRole('button', { name: model, exact: true }).click()
  // The heading of a stability model ends with its help, and “Known stable” begins two names.
  await page.getByRole('heading', { name: new RegExp(`^${model}(?!,)`), level: 3 }).waitFor()
}

async function noteOn(name: string): Promise<string> {
  const { models } = await listModels(program.dataFolder)
  return readNote(program.dataFolder, models.find(({ manifest }) => manifest.name === name)!)
}

describe('the registry', () => {
  it('keeps notes as they are typed, through a reload, on ready models too', async () => {
    const page = await program.open('models')
    await show(page, 'Tiny')
    const note = page.getByLabel('Note', { exact: true })
    await note.pressSequentially('Too fond of nitrides.\nAsk Aya.')
    await page.reload()
    await show(page, 'Tiny')
    await expect.poll(() => note.inputValue()).toBe('Too fond of nitrides.\nAsk Aya.')
    await expect.poll(() => noteOn('Tiny')).toBe('Too fond of nitrides.\nAsk Aya.')

    await show(page, 'Known stable, analogs')
    await note.fill('Ready')
    await show(page, 'Known stable')
    await expect.poll(() => note.inputValue()).toBe('')
    await expect.poll(() => noteOn('Known stable, analogs')).toBe('Ready')
    await page.context().close()
  })

  it('tells which study a model comes from, and leads there', async () => {
    const page = await program.open('models?model=four')
    await page
      .getByText('From the latent sweep Sizes: network 1 of 1, the best of its size. Its latent size is 4.')
      .waitFor()
    await page.getByRole('link', { name: 'Sizes' }).click()
    await page.getByRole('heading', { name: 'Sizes' }).waitFor()
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)('compares any two models of a kind (%s)', async colorScheme => {
    const page = await program.open('models?model=four', { colorScheme })
    await page.getByRole('button', { name: 'Compare…' }).click()
    const summary = page.getByRole('region', { name: 'What it comes to' })
    await summary.getByText('Held out by “Known stable”').waitFor()
    await page.goto(page.url().replace('compare=known-stable', 'compare=tiny'))
    await summary.getByText('Held out by “Tiny” (18 compounds)').waitFor()
    await summary.getByText('No labelled compositions').waitFor()
    await page
      .getByRole('region', { name: 'Held out by “Tiny”' })
      .getByRole('img', { name: /RMSE/ })
      .waitFor()
    await page.getByText('Rank changed most').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Swap the two' }).click()
    await summary.getByText('Held out by “Four” (18 compounds)').waitFor()
    await page.context().close()
  })

  it('shows an older score as one, and says that a model which ranks is not in use', async () => {
    const [near, far] = channelPair()
    program.connect(far)
    const host = connectClient(near)
    const created = await host.call('lists.create', { name: 'Chlorides', kind: 'scratch', lines: ['RbCl'] })
    const list = created.list.id
    await host.call('scoring.start', { list, model: 'known-stable', askedBy: 'person' })

    // A window whose wish for scores never arrives sees what is there before they do.
    const page = await program.open('models?model=tiny', {}, async page => {
      await page.routeWebSocket(/.*/, socket => {
        const server = socket.connectToServer()
        socket.onMessage(message => {
          if (!String(message).includes('scoring.start')) server.send(message)
        })
      })
    })
    await page.getByRole('button', { name: 'Use this model' }).click()
    await page.getByText('“Tiny” is in use.').waitFor()
    await page.goto(page.url().replace(/#.*/, `#/library?list=${list}`))
    const older = page.getByRole('row', { name: /RbCl/ }).getByTitle(/^By “Known stable”, not in use now/)
    await older.first().waitFor()
    expect(await older.first().textContent()).toMatch(/0\.\d{4}.*old/)
    expect(await seriousFindings(page)).toEqual([])

    await host.call('scoring.start', { list, model: 'tiny', askedBy: 'person' })
    await expect.poll(() => older.count()).toBe(0)

    await page.goto(page.url().replace(/#.*/, `#/ranking?list=${list}&model=known-stable`))
    await page.getByText('These scores are by “Known stable”, which is not in use.').waitFor()
    await page.getByRole('button', { name: 'Rank by “Tiny”' }).click()
    await expect.poll(() => page.getByText('which is not in use').count()).toBe(0)
    await page.context().close()
    host.close()
  })
})

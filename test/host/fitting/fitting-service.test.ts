/** Fits as jobs, over a real library and real threads. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../../src/contract/index.ts'
import { fitFolder } from '../../../src/host/fitting/fit-folder.ts'
import { beginFit } from '../../../src/host/fitting/fit-plan.ts'
import { type FittingService, openFittings } from '../../../src/host/fitting/index.ts'
import { type JobService, openJobs } from '../../../src/host/jobs/index.ts'
import { fileSource } from '../../../src/host/list-file.ts'
import { type ModelRegistry, openModelRegistry } from '../../../src/host/registry/model-registry.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import { type LibraryService, openLibrary, serveLibrary } from '../../../src/library/index.ts'
import { STABLE_AND_NOT } from '../tiny-model.ts'
import { SALTS } from './salts.ts'

let home: string
let library: LibraryService
let models: ModelRegistry
let jobs: JobService
let fittings: FittingService
let list: number

async function open(): Promise<void> {
  library = serveLibrary(await openLibrary(home))
  const events = createEventBus()
  jobs = openJobs({ library, events, log: error => expect.unreachable(String(error)) })
  models = openModelRegistry(home, library)
  fittings = await openFittings({ dataFolder: home, library, models, events, jobs })
}

async function close(): Promise<void> {
  await jobs.stop()
  await library.close()
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'anomalite-fittings-'))
  await open()
  const imported = await library.importList(await fileSource(STABLE_AND_NOT), {
    into: { newList: 'Stable and not', kind: 'reference' },
  })
  list = imported.list.id
})
afterEach(async () => {
  await close()
  await rm(home, { recursive: true })
})

const data = (changes = {}) => ({ lists: [list], model: null, maxEnergyAboveHullEvPerAtom: 0.01, ...changes })
const start = (name: string) =>
  fittings.start({ name, data: data(), seed: 42, judgedBy: 'compounds', attribution: ['CC BY 4.0'] })
const never = new AbortController().signal

/** Resolves when a fit has kept its statistics. */
async function lookedUp(name: string): Promise<void> {
  await expect.poll(() => existsSync(join(fitFolder(home, name), 'compounds', 'bins.stage'))).toBe(true)
}

it('counts every entry once, and as positives of a fit those of whole amounts', async () => {
  const doped = { into: { newList: 'Doped', kind: 'positives' } } as const
  const lines = 'formula\nNa0.123457Cl\nMgO\nLa1.8543Sr0.1457CuO4\n'
  const imported = await library.importList({ bytes: Buffer.from(lines) }, doped)
  expect(await fittings.preview(data({ lists: [list, imported.list.id] }), never)).toMatchObject({
    positives: 60,
    duplicates: 2,
    aboveLimit: 17,
    withoutEnergy: 2,
    unread: 1,
    withoutWholeAmounts: 2,
  })
  const ofModel = await fittings.preview(data({ lists: [], model: 'known-stable-analogs' }), never)
  expect(ofModel).toMatchObject({ positives: 33_837, withoutWholeAmounts: 0 })
})

describe('a fit', () => {
  it('is interrupted when cancelled, outlives the program, and goes on to its model', async () => {
    const { id } = await start('Tiny')
    await lookedUp('Tiny')
    expect(await jobs.cancel(id)).toMatchObject({ state: 'interrupted', canResume: true, kind: 'fit' })
    expect(await fittings.plan(id)).toEqual({
      seed: 42,
      judgedBy: 'compounds',
      description: 'Stable and not',
    })
    await close()

    await open()
    expect(await jobs.all()).toMatchObject([{ id, state: 'interrupted', canResume: true }])
    await expect(start('tiny')).rejects.toMatchObject({ code: 'training/run-exists' })
    await jobs.resume(id)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done', result: { kind: 'model', model: 'tiny' } })
    const { manifest } = await models.findStability('tiny')
    expect(manifest).toMatchObject({
      name: 'Tiny',
      seed: 42,
      positives: { training: 48, heldOut: 12 },
      source: {
        description: 'Stable and not',
        maxEnergyAboveHullEvPerAtom: 0.01,
        attribution: ['CC BY 4.0'],
      },
      evaluation: { auc: expect.any(Number) },
      evaluationBySystems: null,
    })
    expect(await readdir(join(home, 'runs'))).toEqual([])
  })

  it('is given up when it is cancelled once more, and its name is free', async () => {
    const { id } = await start('Tiny')
    await lookedUp('Tiny')
    await jobs.cancel(id)
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', canResume: false })
    expect(existsSync(fitFolder(home, 'Tiny'))).toBe(false)
    const again: Job = await start('Tiny')
    await jobs.cancel(again.id)
  })

  it('that a command left is taken up as a job', async () => {
    await close()
    await beginFit(home, SALTS)
    await open()
    const [job] = await jobs.all()
    expect(job).toMatchObject({ kind: 'fit', subject: 'Salts', state: 'interrupted', canResume: true })
    expect(await fittings.plan(job!.id)).toMatchObject({ seed: 3, description: 'salts.csv' })
    await jobs.resume(job!.id)
    expect(await jobs.ended(job!.id)).toMatchObject({ state: 'done', result: { model: 'salts' } })
  })

  it.each([
    ['no data', { lists: [] }, 'training/no-data'],
    ['a list that is not there', { lists: [9999] }, 'library/no-such-list'],
    ['a model that is not there', { lists: [], model: 'none' }, 'model/unknown'],
  ])('is refused with %s', async (_, changes, code) => {
    const choice = { name: 'Refused', seed: 1, judgedBy: 'compounds' as const, attribution: [] }
    await expect(fittings.start({ ...choice, data: data(changes) })).rejects.toMatchObject({ code })
  })
})

describe('lists added to a model', () => {
  it('are counted, added to a model of their own, and that is taken into use', async () => {
    const choice = { model: 'known-stable-analogs', lists: [list] }
    const preview = await fittings.previewAdditions(choice, never)
    expect(preview.positives + preview.known).toBe(60)
    expect(preview).toMatchObject({ duplicates: 1, aboveLimit: 17, withoutEnergy: 2, unread: 1 })
    const { model, added } = await fittings.add({ ...choice, name: 'With ours' }, never)
    expect(added).toBe(preview.positives)
    expect(model.manifest.additions).toEqual({
      parent: 'Known stable, analogs',
      lists: ['Stable and not'],
      compounds: added,
    })
    expect(await models.activeStability()).toMatchObject({ id: 'with-ours' })
    await expect(
      fittings.add({ lists: [list], model: 'with-ours', name: 'Once more' }, never),
    ).rejects.toMatchObject({ code: 'fit/nothing-to-add' })
  })
})

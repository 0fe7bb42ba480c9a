/** Studies as jobs, over a real library and real compute processes. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job, StudyAim, TrainingChoice, TrialRow } from '../../../src/contract/index.ts'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import { type ComputeChannel, trialRunFolder } from '../../../src/engine/index.ts'
import { type JobService, openJobs } from '../../../src/host/jobs/index.ts'
import { fileSource } from '../../../src/host/list-file.ts'
import { type ModelRegistry, openModelRegistry } from '../../../src/host/registry/model-registry.ts'
import { openSettings } from '../../../src/host/settings/settings-service.ts'
import { openStudies, type StudyService } from '../../../src/host/studies/index.ts'
import { isStillThere } from '../../../src/host/studies/study-folders.ts'
import { PAPER_CHOICE } from '../../../src/host/training/index.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import { type LibraryService, lockFolder, openLibrary, serveLibrary } from '../../../src/library/index.ts'
import { STABLE_AND_NOT } from '../tiny-model.ts'

let home: string
let library: LibraryService
let models: ModelRegistry
let jobs: JobService
let studies: StudyService
let told: string[]
let launched: ComputeChannel[]
let list: number

const small: TrainingChoice = {
  ...PAPER_CHOICE,
  encoder: [32, 16],
  latentSize: 4,
  batchSize: 16,
  epochs: 8,
  backend: 'wasm',
}

const SEARCH: StudyAim = {
  kind: 'search',
  trials: 12,
  batchSize: { least: 4, most: 40 },
  learningRate: { least: 1e-5, most: 1e-2 },
}

async function open(): Promise<void> {
  library = serveLibrary(await openLibrary(home))
  const events = createEventBus()
  told = []
  launched = []
  events.listen((event, payload) => {
    if (event === 'study') told.push((payload as { study: string }).study)
  })
  const log = (error: unknown) => expect.unreachable(String(error))
  jobs = openJobs({ library, events, log })
  models = openModelRegistry(home, library)
  studies = openStudies({
    dataFolder: home,
    library,
    models,
    events,
    settings: await openSettings(library, () => undefined),
    jobs,
    launch() {
      const channel = forkCompute()
      launched.push(channel)
      return channel
    },
  })
}

async function close(): Promise<void> {
  await jobs.stop()
  await library.close()
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'anomalite-studies-'))
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

function start(name: string, aim: StudyAim, settings = small): Promise<Job> {
  const data = { lists: [list], model: null, maxEnergyAboveHullEvPerAtom: 0.01 }
  return studies.start({ name, data, settings, aim, attribution: [] })
}

/** Resolves when so many trials have ended. */
async function trials(study: string, count: number): Promise<void> {
  await expect.poll(async () => (await studies.details(study)).trialsEnded).toBeGreaterThanOrEqual(count)
}

/** What a trial tried and found, without how long it took. */
const found = ({ seconds: _, ...row }: TrialRow) => row

describe('a search', () => {
  it('ends with all its trials, and its best becomes a judged model', async () => {
    const { id } = await start('Ours', SEARCH)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done', result: { kind: 'study', study: 'ours' } })
    const { trials: rows, best, settings } = await studies.details('ours')
    expect(rows).toHaveLength(12)
    const complete = rows.filter(({ state }) => state === 'complete')
    expect(best!.heldOutRmse).toBe(Math.min(...complete.map(({ heldOutRmse }) => heldOutRmse!)))
    expect(rows.filter(({ hasModel }) => hasModel)).toEqual([best])
    // Of eight epochs five are a warm-up, and none is pruned before five trials are complete.
    const pruned = rows.filter(({ state }) => state === 'pruned')
    expect(pruned.length).toBeGreaterThan(0)
    expect(pruned.every(({ number, epochs }) => number > 5 && epochs > 5)).toBe(true)

    const { model } = await studies.adopt({ study: 'ours', trial: best!.number, name: 'Best of ours' })
    const { manifest } = await models.find(model)
    expect(manifest).toMatchObject({
      name: 'Best of ours',
      selectedEpoch: best!.selectedEpoch,
      settings: { batchSize: best!.batchSize, learningRate: best!.learningRate, seed: settings.seed },
      evaluation: { result: { positives: 60, negatives: 16 } },
      version: 3,
      study: {
        id: 'ours',
        name: 'Ours',
        aim: SEARCH,
        trial: best!.number,
        completeTrials: complete.length,
      },
    })
    expect(await isStillThere(home, manifest.study!)).toBe(true)
    expect(await isStillThere(home, { ...manifest.study!, createdAt: '2020-01-01T00:00:00.000Z' })).toBe(
      false,
    )
    expect(await isStillThere(home, { ...manifest.study!, id: '../studies/ours' })).toBe(false)
    expect(manifest.heldOut.rmse).toBeCloseTo(best!.heldOutRmse!, 6)
    const other = rows.find(({ hasModel }) => !hasModel)!.number
    await expect(studies.adopt({ study: 'ours', trial: other, name: 'No' })).rejects.toMatchObject({
      code: 'study/no-model',
    })
    await expect(start('OURS', SEARCH)).rejects.toMatchObject({ code: 'study/exists' })
    expect(told).toContain('ours')
  })

  it('interrupted by kills, a stop and the end of the program finds what an undisturbed one finds', async () => {
    const { id } = await start('Disturbed', SEARCH)
    await trials('disturbed', 2)
    process.kill(launched[0]!.pid, 'SIGKILL')
    await trials('disturbed', 4)
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled' })
    const stopped = (await studies.all()).studies[0]!
    expect(stopped).toMatchObject({ name: 'Disturbed', trialsInAll: 12 })

    const again = await studies.resume({ study: 'disturbed', trials: null })
    await trials('disturbed', stopped.trialsEnded + 2)
    await close()
    await open()
    expect((await jobs.all())[0]).toMatchObject({ id: again.id, state: 'interrupted', canResume: true })
    await studies.resume({ study: 'disturbed', trials: null })
    await jobs.ended(again.id)

    const whole = await start('Whole', SEARCH)
    await jobs.ended(whole.id)
    const [disturbed, undisturbed] = [await studies.details('disturbed'), await studies.details('whole')]
    expect(disturbed.trials.map(found)).toEqual(undisturbed.trials.map(found))
  })

  it('is given more trials when it is done, and only then goes on', async () => {
    const { id } = await start('More', { ...SEARCH, trials: 1 } as StudyAim)
    await jobs.ended(id)
    await expect(studies.resume({ study: 'more', trials: null })).rejects.toMatchObject({
      code: 'study/complete',
    })
    const more = await studies.resume({ study: 'more', trials: 2 })
    await expect(studies.remove('more')).rejects.toMatchObject({ code: 'study/running' })
    expect(await jobs.ended(more.id)).toMatchObject({ state: 'done' })
    expect((await studies.details('more')).trialsEnded).toBe(2)
  })

  it('that another program carries out is left to it', async () => {
    const { id } = await start('Elsewhere', { ...SEARCH, trials: 1 } as StudyAim)
    await jobs.ended(id)
    const other = lockFolder(join(home, 'studies', 'elsewhere'))
    const job = await studies.resume({ study: 'elsewhere', trials: 2 })
    expect(await jobs.ended(job.id)).toMatchObject({ state: 'failed', error: { code: 'library/in-use' } })
    other.release()
    await studies.resume({ study: 'elsewhere', trials: null })
    expect(await jobs.ended(job.id)).toMatchObject({ state: 'done' })
  })

  it('is paused in the midst of a trial', async () => {
    const { id } = await start('Paused', SEARCH, { ...small, epochs: 100_000, patienceEpochs: null })
    const epochs = async () => (await studies.details('paused')).trials[0]?.epochs ?? 0
    await expect.poll(epochs).toBeGreaterThan(1)
    await jobs.pause(id)
    await delay(300)
    const before = await epochs()
    await delay(500)
    // The step that the pause found running may end one more.
    expect(await epochs()).toBeLessThanOrEqual(before + 1)
    await jobs.resume(id)
    await expect.poll(epochs).toBeGreaterThan(before + 1)
    await jobs.cancel(id)
    expect(existsSync(trialRunFolder(join(home, 'studies', 'paused'), 1))).toBe(true)
  })

  it('goes to the bin and comes back', async () => {
    const { id } = await start('Binned', { ...SEARCH, trials: 1 } as StudyAim)
    await jobs.ended(id)
    const before = await studies.all()
    const { binned } = await studies.remove('binned')
    expect(await studies.all()).toEqual({ studies: [], broken: [] })
    await expect(studies.details('binned')).rejects.toMatchObject({ code: 'study/unknown' })
    expect(await studies.restore(binned)).toEqual({ study: 'binned' })
    expect(await studies.all()).toEqual(before)
  })
})

describe('a sweep', () => {
  it('trains each size and keeps a model of each', async () => {
    const aim: StudyAim = { kind: 'sweep', latentSizes: [1, 16], repeats: 2 }
    const { id } = await start('Sizes', aim)
    // Before its lists are read it can be looked at already.
    expect((await studies.details('sizes')).trialsInAll).toBe(4)
    await jobs.ended(id)
    const { trials: rows } = await studies.details('sizes')
    expect(rows.map(({ latentSize, seed, state }) => [latentSize, seed, state])).toEqual([
      [1, 42, 'complete'],
      [16, 42, 'complete'],
      [1, 43, 'complete'],
      [16, 43, 'complete'],
    ])
    expect(
      rows
        .filter(({ hasModel }) => hasModel)
        .map(({ latentSize }) => latentSize)
        .toSorted(),
    ).toEqual([1, 16])
    for (const { rSquaredGlobal, rSquaredPerFeature } of rows) {
      expect(rSquaredGlobal!).toBeGreaterThan(rSquaredPerFeature!)
    }
    const kept = rows.find(({ hasModel, latentSize }) => hasModel && latentSize === 16)!
    const { model } = await studies.adopt({ study: 'sizes', trial: kept.number, name: 'Sixteen' })
    expect((await models.find(model)).manifest.settings.layerSizes).toEqual([1994, 32, 16, 32, 1994])
  })
})

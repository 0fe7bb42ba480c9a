/** Trainings as jobs, over a real library and real compute processes. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HostEvents, Job, TrainingChoice } from '../../../src/contract/index.ts'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import { type ComputeChannel, startCompute } from '../../../src/engine/index.ts'
import { type JobService, openJobs } from '../../../src/host/jobs/index.ts'
import { fileSource } from '../../../src/host/list-file.ts'
import { readPositives } from '../../../src/host/positives.ts'
import { type ModelRegistry, openModelRegistry } from '../../../src/host/registry/model-registry.ts'
import { openSettings } from '../../../src/host/settings/settings-service.ts'
import { openTrainings, PAPER_CHOICE, type TrainingService } from '../../../src/host/training/index.ts'
import { beginRun, findRun, finishRun, hasRun } from '../../../src/host/training/run.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import { type LibraryService, lockFolder, openLibrary, serveLibrary } from '../../../src/library/index.ts'
import { SMALL, SOURCE, STABLE_AND_NOT } from '../tiny-model.ts'

let home: string
let library: LibraryService
let models: ModelRegistry
let jobs: JobService
let trainings: TrainingService
let settings: Awaited<ReturnType<typeof openSettings>>
let told: HostEvents['training'][]
let launched: ComputeChannel[]
/** What was asked of compute processes. */
let asked: (string | undefined)[]
/** Called when a compute process is launched. */
let atLaunch: () => void
let list: number

const small: TrainingChoice = {
  ...PAPER_CHOICE,
  encoder: [32, 16],
  latentSize: 4,
  batchSize: 16,
  epochs: 3,
  backend: 'wasm',
}
/** Longer than any test lasts. */
const long: TrainingChoice = { ...small, epochs: 100_000, patienceEpochs: null }

async function open(): Promise<void> {
  library = serveLibrary(await openLibrary(home))
  const events = createEventBus()
  told = []
  launched = []
  asked = []
  atLaunch = () => undefined
  events.listen((event, payload) => {
    if (event === 'training') told.push(payload as HostEvents['training'])
  })
  const log = (error: unknown) => expect.unreachable(String(error))
  jobs = openJobs({ library, events, log })
  models = openModelRegistry(home, library)
  settings = await openSettings(library, () => undefined)
  trainings = await openTrainings({
    dataFolder: home,
    library,
    models,
    events,
    settings,
    jobs,
    launch() {
      const channel = forkCompute()
      launched.push(channel)
      atLaunch()
      return {
        ...channel,
        send(request) {
          asked.push('method' in request ? request.method : request.control)
          channel.send(request)
        },
      }
    },
  })
}

async function close(): Promise<void> {
  await jobs.stop()
  await library.close()
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'anomalite-trainings-'))
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

const data = (changes = {}) => ({
  lists: [list],
  model: null,
  maxEnergyAboveHullEvPerAtom: 0.01,
  ...changes,
})

function start(name: string, settings: TrainingChoice): Promise<Job> {
  return trainings.start({ name, data: data(), settings, attribution: ['CC BY 4.0'] })
}

/** Resolves when so many epochs of the job have been told. */
async function epochs(job: number, count: number): Promise<void> {
  await expect.poll(async () => (await trainings.curve(job)).epochs.length).toBeGreaterThanOrEqual(count)
}

const never = new AbortController().signal

describe('a preview', () => {
  it('counts every entry once', async () => {
    // 83 lines: of the two outside the model one is above the limit as well.
    expect(await trainings.preview(data(), never)).toMatchObject({
      positives: 60,
      duplicates: 1,
      aboveLimit: 17,
      withoutEnergy: 2,
      outsideModel: 2,
      unread: 1,
    })
  })

  it('takes all of a list of positives that has no energy, and adds those of a model once', async () => {
    const made = await library.createList('Made here', 'positives', [
      ...['NaCl', 'Li7La3Zr2O12'].map((text, i) => ({
        text,
        line: i + 1,
        composition: [{ symbol: i === 0 ? 'Na' : 'Li', amount: 1 }] as never,
        duplicateOfLine: null,
        externalId: null,
        label: null,
        note: null,
        tags: [],
        energyAboveHullEvPerAtom: null,
        otherColumns: {},
      })),
    ])
    const counted = await trainings.preview(
      data({ lists: [made.id], maxEnergyAboveHullEvPerAtom: null }),
      never,
    )
    expect(counted).toMatchObject({ positives: 2, withoutEnergy: 0 })
    expect(counted.rareElements).toEqual([
      { element: 'Na', compositions: 1 },
      { element: 'Li', compositions: 1 },
    ])
    const ready = await models.find(null)
    const { training, heldOut } = ready.manifest.positives
    const both = await trainings.preview(data({ lists: [made.id], model: ready.id }), never)
    expect(both.positives + both.duplicates).toBe(training + heldOut + 2)
  })

  it('needs something to look at', async () => {
    await expect(trainings.preview(data({ lists: [] }), never)).rejects.toMatchObject({
      code: 'training/no-data',
    })
    await expect(trainings.preview(data({ lists: [99] }), never)).rejects.toMatchObject({
      code: 'library/no-such-list',
    })
  })
})

it('an estimate is measured once for each network', async () => {
  const first = await trainings.estimate({ positives: 1000, settings: small }, never)
  const more = await trainings.estimate({ positives: 2000, settings: { ...small, epochs: 6 } }, never)
  expect(first.backend).toBe('wasm')
  expect(more.secondsInAll / first.secondsInAll).toBeCloseTo(4, 1)
  expect(launched).toHaveLength(1)
})

describe('a training', () => {
  it('becomes a model, judged, with its epochs told on the way', async () => {
    const { id } = await start('Ours', small)
    const ended = await jobs.ended(id)
    expect(ended).toMatchObject({ state: 'done', result: { kind: 'model', model: 'ours' } })
    expect(told.flatMap(event => event.epochs.map(({ epoch }) => epoch))).toEqual([1, 2, 3])
    const { manifest } = await models.find('ours')
    expect(manifest.source).toEqual({ ...SOURCE, description: 'Stable and not', attribution: ['CC BY 4.0'] })
    expect(manifest.evaluation?.result).toMatchObject({ positives: 60, negatives: 16 })
    expect(hasRun(home, 'Ours')).toBe(false)
    await expect(trainings.curve(id)).rejects.toMatchObject({ code: 'training/no-such-run' })
    await expect(start('OURS', small)).rejects.toMatchObject({ code: 'model/exists' })
  })

  it('whose process is killed goes on by itself, and gives the same weights', async () => {
    // So many that it is under way when it is killed.
    const settings = { ...small, epochs: 120 }
    const { id } = await start('Killed', settings)
    await epochs(id, 2)
    process.kill(launched[0]!.pid, 'SIGKILL')
    expect(await jobs.ended(id)).toMatchObject({ state: 'done' })
    expect(launched).toHaveLength(2)
    const whole = await start('Whole', settings)
    await jobs.ended(whole.id)
    const [killed, undisturbed] = [await models.find('killed'), await models.find('whole')]
    expect(killed.manifest.files['weights.bin']).toBe(undisturbed.manifest.files['weights.bin'])
    expect(killed.manifest.history).toEqual(undisturbed.manifest.history)
  })

  it('whose process dies three times stops with its checkpoint kept', async () => {
    const { id } = await start('Doomed', long)
    for (let crash = 0; crash < 3; crash++) {
      await expect.poll(() => launched.length).toBe(crash + 1)
      process.kill(launched[crash]!.pid, 'SIGKILL')
    }
    expect(await jobs.ended(id)).toMatchObject({
      state: 'failed',
      canResume: true,
      error: { code: 'training/keeps-crashing' },
    })
    expect(hasRun(home, 'Doomed')).toBe(true)
    await jobs.resume(id)
    await epochs(id, 1)
    await jobs.cancel(id)
  })

  it('is paused, goes on, and ends early with the best of its epochs', async () => {
    const { id } = await start('Enough', long)
    await epochs(id, 1)
    await jobs.pause(id)
    await delay(300)
    const before = (await trainings.curve(id)).epochs.length
    await delay(500)
    // The step that the pause found running may end one more.
    expect((await trainings.curve(id)).epochs.length).toBeLessThanOrEqual(before + 1)
    await jobs.resume(id)
    await epochs(id, before + 2)
    await trainings.finish(id)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done', result: { model: 'enough' } })
    const { manifest } = await models.find('enough')
    expect(manifest.history.length).toBeLessThan(long.epochs)
    expect(manifest.selectedEpoch).toBeLessThanOrEqual(manifest.history.length)
  })

  it('paused while its process starts waits until it goes on', async () => {
    let id = 0
    atLaunch = () => void jobs.pause(id)
    id = (await start('Held', long)).id
    await expect.poll(() => asked).toContain('train')
    await delay(500)
    expect((await trainings.curve(id)).epochs).toEqual([])
    await jobs.resume(id)
    await epochs(id, 1)
  })

  it('that is cancelled leaves nothing', async () => {
    const { id } = await start('Unwanted', long)
    await epochs(id, 1)
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled' })
    expect(hasRun(home, 'Unwanted')).toBe(false)
    expect(existsSync(join(home, 'models', 'unwanted'))).toBe(false)
  })

  it('goes on after the program has ended, and can be finished then', async () => {
    const { id } = await start('Overnight', long)
    await epochs(id, 2)
    await close()
    await open()
    expect(await jobs.all()).toMatchObject([{ id, state: 'interrupted', canResume: true }])
    const { epochs: kept, settings } = await trainings.curve(id)
    expect(kept.length).toBeGreaterThanOrEqual(2)
    expect(settings).toEqual(long)
    await expect(start('Overnight', small)).rejects.toMatchObject({ code: 'training/run-exists' })
    await trainings.finish(id)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done' })
    expect((await models.find('overnight')).manifest.history).toHaveLength(kept.length)
  })

  it('that a command began is taken up, but not while the command runs', async () => {
    const run = await beginRun(home, 'By command', await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL)
    await close()
    await open()
    const [job] = await jobs.all()
    expect(job).toMatchObject({ kind: 'train', subject: 'By command', state: 'interrupted', canResume: true })
    const command = lockFolder(run.folder)
    await expect(jobs.cancel(job!.id)).rejects.toMatchObject({ code: 'library/in-use' })
    await jobs.resume(job!.id)
    expect(await jobs.ended(job!.id)).toMatchObject({ state: 'failed', error: { code: 'library/in-use' } })
    command.release()
    await jobs.resume(job!.id)
    expect(await jobs.ended(job!.id)).toMatchObject({ state: 'done', result: { model: 'by-command' } })
    await close()
    await open()
    expect(await jobs.all()).toHaveLength(1)
  })

  it.each<[begunBy: string, name: string]>([
    ['the window', 'By window'],
    ['the command', 'By command'],
  ])(
    'that %s began and the command has finished since shows the model when it is to go on',
    async (begunBy, name) => {
      if (begunBy === 'the window') await epochs((await start(name, { ...small, epochs: 300 })).id, 1)
      else await beginRun(home, name, await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL)
      await close()
      await open()
      const [job] = await jobs.all()
      expect(job).toMatchObject({ subject: name, state: 'interrupted' })
      const command = await startCompute('wasm')
      const model = await finishRun(home, command, await findRun(home, name))
      await command.stop()
      await jobs.resume(job!.id)
      expect(await jobs.ended(job!.id)).toMatchObject({ state: 'done', result: { model: model.id } })
      expect(launched).toHaveLength(0)
    },
  )

  it('that is to finish does so though the program ends before', async () => {
    const { id } = await start('Late', long)
    await epochs(id, 2)
    // The process is gone by then, as after a kill of the program.
    process.kill(launched[0]!.pid, 'SIGKILL')
    await trainings.finish(id)
    await close()
    await open()
    const [job] = await jobs.all()
    if (job!.state === 'interrupted') await jobs.resume(id)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done', result: { model: 'late' } })
    expect((await models.find('late')).manifest.history.length).toBeLessThan(long.epochs)
  })

  it('goes on with the engine of the settings once the chosen one keeps crashing', async () => {
    await settings.change({ backend: 'wasm' })
    const { id } = await start('Crashing', { ...long, backend: 'tensorflow' })
    for (let crash = 0; crash < 3; crash++) {
      await expect.poll(() => launched.length).toBe(crash + 1)
      process.kill(launched[crash]!.pid, 'SIGKILL')
    }
    expect(await jobs.ended(id)).toMatchObject({ error: { code: 'training/keeps-crashing' } })
    await jobs.resume(id)
    await epochs(id, 1)
    await trainings.finish(id)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done' })
    expect((await models.find('crashing')).manifest.engine.backend).toBe('wasm')
  })

  it('of too little data fails with what it found', async () => {
    const few = await library.createList('Few', 'positives', [])
    const { id } = await trainings.start({
      name: 'Few',
      data: data({ lists: [few.id] }),
      settings: small,
      attribution: [],
    })
    expect(await jobs.ended(id)).toMatchObject({
      state: 'failed',
      error: { code: 'training/too-few-positives' },
    })
    expect(hasRun(home, 'Few')).toBe(false)
  })
})

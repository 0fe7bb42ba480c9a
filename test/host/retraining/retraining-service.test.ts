/** Retrainings as jobs, over a real library and real compute processes. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job, RetrainingData, RetrainingSettingsChoice } from '../../../src/contract/index.ts'
import { contract } from '../../../src/contract/index.ts'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import { type ComputeChannel, readFormulas, startCompute } from '../../../src/engine/index.ts'
import { type BulkScoring, openBulkScoring } from '../../../src/host/engine/bulk-scoring.ts'
import { type JobService, openJobs } from '../../../src/host/jobs/index.ts'
import { readPositives } from '../../../src/host/positives.ts'
import { type ModelRegistry, openModelRegistry } from '../../../src/host/registry/model-registry.ts'
import { openRetrainings, type RetrainingService } from '../../../src/host/retraining/index.ts'
import { openSettings } from '../../../src/host/settings/settings-service.ts'
import { openTrainings, type TrainingService } from '../../../src/host/training/index.ts'
import { beginRun, finishRun, hasRun } from '../../../src/host/training/run.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import { type LibraryService, openLibrary, serveLibrary } from '../../../src/library/index.ts'
import { SMALL, SOURCE, STABLE_AND_NOT } from '../tiny-model.ts'

/** Compositions that the tiny model does not know. */
const NEW = [
  'BaZrO3',
  'SrZrO3',
  'CaZrO3',
  'KTaO3',
  'LaMnO3',
  'LaCrO3',
  'GdFeO3',
  'Li7La3Zr2O12',
  'Y3Fe5O12',
  'Mg2SiO4',
]

let home: string
let library: LibraryService
let models: ModelRegistry
let jobs: JobService
let trainings: TrainingService
let retrainings: RetrainingService
let bulk: BulkScoring
let launched: ComputeChannel[]

async function open(): Promise<void> {
  library = serveLibrary(await openLibrary(home))
  const events = createEventBus()
  launched = []
  jobs = openJobs({ library, events, log: error => expect.unreachable(String(error)) })
  models = openModelRegistry(home, library)
  const settings = await openSettings(library, () => undefined)
  bulk = openBulkScoring(() => 'wasm', undefined)
  trainings = await openTrainings({
    ...{ dataFolder: home, library, models, events, settings, jobs },
    launch() {
      const channel = forkCompute()
      launched.push(channel)
      return channel
    },
  })
  retrainings = openRetrainings({ library, models, bulk, events, trainings })
}

async function close(): Promise<void> {
  await jobs.stop()
  await bulk.stop()
  await library.close()
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'anomalite-retrainings-'))
  await open()
  const compute = await startCompute('wasm')
  const run = await beginRun(home, 'Tiny', await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL)
  await finishRun(home, compute, run)
  await compute.stop()
})
afterEach(async () => {
  await close()
  await rm(home, { recursive: true })
})

/** Makes a list of positives from lines of a formula and, after a comma, an energy above hull; returns its number. */
async function positives(name: string, lines: readonly string[]): Promise<number> {
  const header = lines.some(line => line.includes(',')) ? 'formula,e_above_hull' : 'formula'
  const { list } = await library.importList(
    { bytes: Buffer.from([header, ...lines].join('\n')), fileName: `${name}.csv` },
    { into: { newList: name, kind: 'positives' } },
  )
  return list.id
}

const never = new AbortController().signal

const settings: RetrainingSettingsChoice = {
  learningRate: 1e-3,
  batchSize: 16,
  epochs: 4,
  patienceEpochs: null,
  backend: 'wasm',
}

function data(lists: readonly number[], changes: Partial<RetrainingData> = {}): RetrainingData {
  return {
    parent: 'tiny',
    lists: lists.map(list => ({ list, weight: 2 })),
    maxEnergyAboveHullEvPerAtom: 0.01,
    start: 'warm',
    replay: 20,
    heldOutShare: 0.3,
    folds: null,
    seed: 7,
    ...changes,
  }
}

function start(
  name: string,
  lists: readonly number[],
  changes: Partial<RetrainingData> = {},
  faster: Partial<RetrainingSettingsChoice> = {},
): Promise<Job> {
  const choice = { data: data(lists, changes), settings: { ...settings, ...faster } }
  return retrainings.start({ name, ...choice, attribution: ['Made here'] }, never)
}

async function partOfTiny(part: 'training.txt' | 'held-out.txt'): Promise<string[]> {
  const { folder, manifest } = await models.find('tiny')
  return readFormulas(folder, manifest, part)
}

describe('a preview', () => {
  it('counts what is new, what the parent knows, and what is left out', async () => {
    const [trained] = await partOfTiny('training.txt')
    const [heldOut] = await partOfTiny('held-out.txt')
    const made = await positives('Made', [...NEW, 'BaZrO3', trained!, heldOut!, 'nonsense!', 'PuLr', 'Li2Xe'])
    const computed = await positives('Computed', [
      'KTaO3,0.2',
      'GdFeO3,0.2',
      'GdFeO3,0',
      'Na3Cl,0.5',
      'CsF,0',
    ])
    const preview = await retrainings.preview(data([made, computed]), never)
    expect(contract['retraining.preview'].output.parse(preview)).toEqual(preview)
    expect(preview).toMatchObject({
      known: 1,
      heldOutByParent: 1,
      // Ten and Li2Xe and CsF; KTaO3 is made by one list and unstable by the other.
      training: 8,
      heldOut: 3,
      replayed: 20,
      duplicates: 2,
      aboveLimit: 3,
      unread: 1,
      outsideModel: 1,
      contested: 1,
    })
    expect(preview.lists.map(({ positives }) => positives)).toEqual([12, 2])
    expect(preview.rareElements).toContainEqual({ element: 'Xe', parent: 0, inHouse: 1 })
    expect(preview.rareElements.map(({ element }) => element)).not.toContain('O')
  })

  it('refuses what cannot be, and says why', async () => {
    const few = await positives('Few', NEW.slice(0, 3))
    const none = await positives('None', ['Na3Cl,0.5'])
    const [heldOut] = await partOfTiny('held-out.txt')
    const known = await positives('Held out', [heldOut!])
    const code = (lists: readonly number[], changes: Partial<RetrainingData> = {}) =>
      retrainings.preview(data(lists, changes), never).then(
        () => 'none',
        (error: { code: string }) => error.code,
      )
    const folds = { by: 'compositions', folds: 5, repeats: 1 } as const
    expect(await code([none])).toBe('retraining/no-positives')
    expect(await code([known])).toBe('retraining/nothing-to-train')
    expect(await code([few], { folds })).toBe('retraining/too-few-for-folds')
    expect(await code([few], { folds: { ...folds, folds: 2 }, start: 'scratch' })).toBe(
      'retraining/folds-from-scratch',
    )
    expect(await code([99])).toBe('library/no-such-list')
    expect(await code([few], { parent: 'unheard-of' })).toBe('model/unknown')
  })

  it('estimates the time with the folds', async () => {
    const question = { parent: 'tiny', settings, trained: 160, judging: 0, folds: null }
    const once = await retrainings.estimate(question, never)
    const folds = { by: 'compositions', folds: 5, repeats: 2 } as const
    const folded = await retrainings.estimate({ ...question, folds }, never)
    expect(once.secondsInAll).toBeCloseTo(4 * once.secondsPerEpoch, 9)
    expect(folded.secondsInAll / once.secondsInAll).toBeCloseTo(11, 6)
    expect(launched).toHaveLength(1)
  })
})

describe('a retraining', () => {
  it('becomes a model that was compared with its parent, and never trains on what is unstable', async () => {
    const list = await positives('Ours', [...NEW.map(formula => `${formula},0`), 'Na3Cl,0.5', 'Cs2Cl,0.3'])
    const folds = { by: 'systems', folds: 2, repeats: 1 } as const
    const { id } = await start('Ours', [list], { folds })
    expect(await jobs.ended(id)).toMatchObject({ kind: 'train', state: 'done', result: { model: 'ours' } })
    const { folder, manifest } = await models.find('ours')
    const trainedOn = await readFormulas(folder, manifest, 'training.txt')
    expect(trainedOn).toEqual(expect.arrayContaining(await partOfTiny('training.txt')))
    expect(trainedOn).not.toContain('ClNa3')
    expect(await readFormulas(folder, manifest, 'held-out.txt')).toEqual(
      expect.arrayContaining(await partOfTiny('held-out.txt')),
    )
    expect(manifest.source).toEqual({
      description: 'positives of “Tiny”, Ours',
      maxEnergyAboveHullEvPerAtom: 0.01,
      attribution: ['Made here'],
    })
    const came = await retrainings.comparison('ours')
    expect(contract['retraining.comparison'].output.parse(came)).toEqual(came)
    expect(came).toMatchObject({
      parent: { id: 'tiny', name: 'Tiny', isThere: true },
      counts: { training: 7, heldOut: 3, known: 0, heldOutByParent: 0, replayed: 20 },
      validation: { by: 'systems', folds: 2, repeats: 1 },
      comparison: { inHouse: { n: 3 }, old: { n: 18 }, labelled: { positives: 3, negatives: 2 } },
    })
    expect(came.validation!.results.reduce((sum, { n }) => sum + n, 0)).toBe(10)
    expect(came.verdict!.sentences[0]).toMatch(/^In-house positives that neither model was trained on \(3\)/)
    expect(hasRun(home, 'Ours')).toBe(false)
    // The same pair, asked for afterwards, without the labelled ones.
    const again = await retrainings.compare(
      { older: 'tiny', newer: 'ours', lists: [list], maxEnergyAboveHullEvPerAtom: 0.01 },
      never,
    )
    expect(again.comparison).toEqual(came.comparison)
    await expect(retrainings.comparison('tiny')).rejects.toMatchObject({ code: 'retraining/none' })
  })

  it('whose process is killed in training and in a fold gives what it would have given', async () => {
    const list = await positives('Ours', NEW)
    const folds = { by: 'compositions', folds: 3, repeats: 1 } as const
    // So many that each step is under way when it is killed.
    const many = { epochs: 100 }
    const { id } = await start('Killed', [list], { folds }, many)
    await expect.poll(async () => (await trainings.curve(id)).epochs.length).toBeGreaterThan(2)
    const { epochs, retraining } = await trainings.curve(id)
    expect(epochs[0]!.heldOutLosses).toEqual({ inHouse: expect.any(Number), old: expect.any(Number) })
    expect(retraining).toEqual({ parent: 'Tiny', start: 'warm', folds: 3 })
    process.kill(launched[0]!.pid, 'SIGKILL')
    const results = join(home, 'runs', 'killed', 'folds.json')
    await expect.poll(() => existsSync(results)).toBe(true)
    const before = JSON.parse(await readFile(results, 'utf8')).length
    process.kill(launched[1]!.pid, 'SIGKILL')
    expect(before).toBeLessThan(3)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done' })
    expect(launched).toHaveLength(3)

    const whole = await start('Whole', [list], { folds }, many)
    await jobs.ended(whole.id)
    const [killed, undisturbed] = [await models.find('killed'), await models.find('whole')]
    expect(killed.manifest.files['weights.bin']).toBe(undisturbed.manifest.files['weights.bin'])
    expect(killed.manifest.retraining).toEqual(undisturbed.manifest.retraining)
  })

  it('goes on after the program has ended though its parent is gone, and can be finished', async () => {
    const list = await positives('Ours', NEW)
    const { id } = await start('Overnight', [list], {}, { epochs: 100_000 })
    await expect.poll(async () => (await trainings.curve(id)).epochs.length).toBeGreaterThan(1)
    await close()
    await open()
    await models.remove('tiny')
    expect(await jobs.all()).toMatchObject([{ id, state: 'interrupted', canResume: true }])
    await trainings.finish(id)
    expect(await jobs.ended(id)).toMatchObject({ state: 'done', result: { model: 'overnight' } })
    const { manifest } = await models.find('overnight')
    expect(manifest.selectedEpoch).toBe(manifest.history.length)
    expect(await retrainings.comparison('overnight')).toMatchObject({
      parent: { isThere: false },
      comparison: { old: { n: 18 } },
    })
  })

  it('that made held-out positives worse says so', async () => {
    const list = await positives('Ours', NEW)
    // So high a rate destroys what the parent knew.
    const { id } = await start('Worse', [list], { heldOutShare: 0.5 }, { learningRate: 0.5, epochs: 1 })
    expect(await jobs.ended(id)).toMatchObject({ state: 'done' })
    const { verdict } = await retrainings.comparison('worse')
    expect(verdict).toMatchObject({ inHouse: 'worse', old: 'worse' })
    expect(verdict!.sentences.at(-1)).toContain('Discard the new model')
  })
})

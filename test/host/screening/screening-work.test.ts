/** Searches as jobs: from a choice to a scored list, over a real library, registry, thread and compute process. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Job, ScreeningChoice } from '../../../src/contract/index.ts'
import { countCandidates, LAW_K } from '../../../src/domain/candidates/index.ts'
import { type BulkScoring, openBulkScoring } from '../../../src/host/engine/bulk-scoring.ts'
import { screeningHandlers } from '../../../src/host/handlers/screening.ts'
import { type JobService, openJobs } from '../../../src/host/jobs/index.ts'
import { type ModelRegistry, openModelRegistry } from '../../../src/host/registry/model-registry.ts'
import { modelScores } from '../../../src/host/scoring/index.ts'
import { type BulkStability, openBulkStability } from '../../../src/host/stability/bulk.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import {
  type CompoundId,
  type Entry,
  type LibraryService,
  type ListId,
  openLibrary,
  serveLibrary,
  type WritableLibrary,
} from '../../../src/library/index.ts'

const call = { signal: new AbortController().signal }

let folder: string
let raw: WritableLibrary
let library: LibraryService
let bulk: BulkScoring
let stability: BulkStability
let models: ModelRegistry
let jobs: JobService
let told: Job[]
let handlers: ReturnType<typeof screeningHandlers>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomalite-screening-'))
  raw = await openLibrary(folder)
  library = serveLibrary(raw)
  bulk = openBulkScoring(() => 'wasm', undefined)
  stability = openBulkStability()
  models = openModelRegistry(folder, library)
  told = []
  const events = createEventBus()
  events.listen((event, payload) => event === 'job' && told.push(payload as Job))
  jobs = openJobs({ library, events, log: error => expect.unreachable(String(error)) })
  handlers = screeningHandlers({ bulkScores: modelScores(bulk, stability), models, library, jobs })
})
afterAll(async () => {
  await jobs.stop()
  await bulk.stop()
  await stability.stop()
  await library.close()
  await rm(folder, { recursive: true, force: true })
})

const OXIDES: ScreeningChoice = {
  name: 'Oxides',
  search: { ...LAW_K, mostAtoms: 10 },
  taken: { kind: 'sample', count: 700, seed: 5 },
  score: 'rmse',
  keep: null,
}

async function run(choice: ScreeningChoice): Promise<Job> {
  const { id } = await handlers['screening.start'](choice, call)
  return jobs.ended(id)
}

function listOf({ result }: Job): ListId {
  if (result?.kind !== 'scores') throw new Error(JSON.stringify(result))
  return result.list as ListId
}

/** Formulas of a list with their errors by the active model, in their order. */
async function scoredEntries(job: Job) {
  const entries = Array.from(raw.entries(listOf(job))) as Extract<Entry, { duplicateOfLine: number | null }>[]
  const model = await models.libraryId(await models.active())
  const scores = raw.scores(
    model,
    entries.map(({ compound }) => compound.id as CompoundId),
  )
  return entries.map(({ text, line, compound }) => ({ text, line, rmse: scores.get(compound.id)! }))
}

it('makes a list of a sample, each candidate once and scored', async () => {
  const job = await run(OXIDES)
  expect(job).toMatchObject({ state: 'done', subject: 'Oxides', result: { kind: 'scores', scored: 700 } })
  const entries = await scoredEntries(job)
  expect(new Set(entries.map(({ text }) => text)).size).toBe(700)
  expect(entries.map(({ line }) => line)).toEqual(entries.map((_, i) => i + 1))
  expect(entries.every(({ rmse }) => rmse > 0)).toBe(true)
  expect(await library.lists()).toMatchObject([{ name: 'Oxides', kind: 'generated', entryCount: 700 }])
  expect(told.some(({ stage }) => stage?.step === 'scoring' && stage.total === 700)).toBe(true)
})

it('keeps the best of the same sample, lowest RMSE first, with the scores they have in it', async () => {
  const all = await scoredEntries(await run({ ...OXIDES, name: 'All' }))
  const best = await scoredEntries(await run({ ...OXIDES, name: 'Best', keep: 20 }))
  const lowest = all.toSorted((a, b) => a.rmse - b.rmse).slice(0, 20)
  expect(best).toEqual(lowest.map((entry, i) => ({ ...entry, line: i + 1 })))
})

it('goes through all candidates when asked to', async () => {
  const search = { ...LAW_K, mostAtoms: 6 }
  const job = await run({ ...OXIDES, name: 'Small oxides', search, taken: { kind: 'all' } })
  expect(job.result).toMatchObject({ scored: countCandidates(search).count })
})

it('leaves nothing when it is cancelled in the middle', async () => {
  const before = await library.lists()
  const { id } = await handlers['screening.start'](
    { ...OXIDES, name: 'Given up', search: LAW_K, taken: { kind: 'sample', count: 50_000, seed: 1 } },
    call,
  )
  await expect.poll(() => told.at(-1)).toMatchObject({ id, state: 'running' })
  await expect.poll(() => told.at(-1)!.progress).toBeGreaterThan(0)
  expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', result: null })
  expect(await library.lists()).toEqual(before)
})

it('never loses its work to a list of the same name', async () => {
  const { id } = await handlers['screening.start']({ ...OXIDES, name: 'Ours' }, call)
  await library.createList('Ours', 'scratch', [])
  expect(await library.listWithId(listOf(await jobs.ended(id)))).toMatchObject({ name: 'Ours (2)' })
})

it('keeps the choice of each search to take it up again', async () => {
  const choice: ScreeningChoice = { ...OXIDES, name: 'Kept', keep: 10 }
  const { id, createdAt } = await run(choice)
  expect(await handlers['screening.earlier']({}, call)).toContainEqual({ job: id, createdAt, choice })
})

it.each<[what: string, change: Partial<ScreeningChoice>, code: string]>([
  ['a name that is taken', { name: 'Taken' }, 'library/list-exists'],
  ['all of 15,590,550', { search: LAW_K, taken: { kind: 'all' } }, 'search/too-many'],
  ['no candidates', { search: { ...LAW_K, mostAtoms: 3 } }, 'search/none'],
  ['what cannot be', { search: { ...LAW_K, roles: [] } }, 'search/empty'],
  [
    'elements outside the model',
    { search: { ...LAW_K, charge: { kind: 'balanced', by: [{ symbol: 'Ts', states: [-1] }] } } },
    'search/outside-model',
  ],
])('refuses %s before it begins', async (_, change, code) => {
  if (code === 'library/list-exists') await library.createList('Taken', 'scratch', [])
  const before = await jobs.all()
  await expect(
    Promise.resolve(handlers['screening.start']({ ...OXIDES, name: 'New', ...change }, call)),
  ).rejects.toMatchObject({ code })
  expect(await jobs.all()).toEqual(before)
})

it('measures its pace, and learns it from what it does', async () => {
  const { candidatesPerSecond } = await handlers['screening.pace']({ score: 'rmse' }, call)
  expect(candidatesPerSecond).toBeGreaterThan(1)
})

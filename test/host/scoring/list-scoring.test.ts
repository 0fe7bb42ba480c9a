/** Lists get their scores: over the wire, with a real library, real processes and a small model. */
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectClient, type EntryQuery, type HostClient, type Job } from '../../../src/contract/index.ts'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import type { ComputeChannel } from '../../../src/engine/index.ts'
import { openProgram, type Program } from '../../../src/host/index.ts'
import { type Laboratory, laboratory } from '../tiny-model.ts'
import { channelPair } from '../wire/channel-pair.ts'

/** FeOF, FeO2F, …: as many distinct compounds, and one that no model has data for. */
const lines = (count: number, metal: string) => [
  ...Array.from({ length: count }, (_, i) => `${metal}O${1 + (i % 83)}F${1 + Math.floor(i / 83)}`),
  'LrCl3',
]

/** So many that they are still being scored when a test steps in, however fast the machine. */
const MANY = 9_900

let lab: Laboratory
let program: Program
let window: HostClient
let processes: ComputeChannel[]
let told: Job[]

async function open(): Promise<void> {
  processes = []
  told = []
  program = await openProgram({
    dataFolder: lab.data,
    launchCompute: () => {
      const channel = forkCompute()
      processes.push(channel)
      return channel
    },
  })
  const [page, host] = channelPair()
  program.connect(host)
  window = connectClient(page)
  window.listen('job', job => told.push(job))
  await window.call('settings.change', { backend: 'wasm' })
  await window.call('engine.restart', {})
}

/** Waits until the lists that came with the program have their scores: they are given them unasked. */
async function samplesScored(): Promise<void> {
  const lists = await window.call('lists.all', {})
  const sample = lists.find(({ name }) => name.startsWith('Sample'))!
  const scored = async () => (await window.call('lists.scores', { list: sample.id })).scored
  while ((await scored()).length === 0) await delay(20)
}

beforeAll(async () => {
  lab = await laboratory()
  await open()
  await samplesScored()
})
afterAll(async () => {
  await program.close()
  await lab.close()
})

const listOf = async (name: string, count: number, metal: string) =>
  (await window.call('lists.create', { name, kind: 'scratch', lines: lines(count, metal) })).list.id

const start = async (list: number, askedBy: 'person' | 'screen' = 'screen') =>
  (await window.call('scoring.start', { list, model: lab.model.id, askedBy })).job

/** A job as it stands once it is as wished. */
async function reached(job: Job, isReached: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const latest = told.findLast(({ id }) => id === job.id)
    if (latest !== undefined && isReached(latest)) return latest
    await delay(5)
  }
}

/** Its first compounds are scored. */
const begun = (job: Job) => reached(job, ({ stage }) => (stage?.done ?? 0) > 0)
const ended = (job: Job) => reached(job, ({ finishedAt }) => finishedAt !== null)

const none = { min: null, max: null }

/** The entries of a list in the order in which they were added. */
function entriesOf(list: number): EntryQuery {
  return {
    list,
    bin: 'without',
    text: '',
    elements: { only: [], atLeast: [], without: [] },
    labels: [],
    tags: [],
    reading: 'all',
    energyAboveHullEvPerAtom: none,
    unranked: 'with',
    score: none,
    comparedScore: none,
    model: lab.model.id,
    comparedModel: null,
    sort: { by: 'added', direction: 'ascending' },
  }
}

/** RMSE of the entries of a list, as windows see them. */
async function errorsOf(list: number): Promise<(number | null)[]> {
  const errors: (number | null)[] = []
  for (;;) {
    const { rows, total } = await window.call('entries.page', {
      query: entriesOf(list),
      offset: errors.length,
      count: 1000,
    })
    errors.push(...rows.map(({ score }) => score))
    if (errors.length >= total) return errors
  }
}

const scoredOf = async (list: number) => (await errorsOf(list)).filter(rmse => rmse !== null).length

const directly = async (formulas: readonly string[]) =>
  Array.from(await lab.compute.call('score', { modelFolder: lab.model.folder, formulas }).result)

it('scores a short list while one waits, and has nothing to do the next time', async () => {
  const list = await listOf('A few', 3, 'Fe')
  expect(await start(list)).toBeNull()
  expect(await errorsOf(list)).toEqual([...(await directly(['FeOF', 'FeO2F', 'FeO3F'])), null])
  const revision = async () =>
    (await window.call('entries.page', { query: entriesOf(list), offset: 0, count: 0 })).revision
  const before = await revision()
  expect(await start(list)).toBeNull()
  expect(await revision()).toBe(before)
})

it('gives stability scores as well, and leaves out what no known compound has an element of', async () => {
  const list = await listOf('By analogs', 3, 'Yb')
  const { id } = (await window.call('models.all', {})).models.find(({ kind }) => kind === 'stability')!
  await window.call('lists.addLines', { list, lines: ['MgO', 'Mg5O'] })
  expect((await window.call('scoring.start', { list, model: id, askedBy: 'person' })).job).toBeNull()
  const query = { ...entriesOf(list), model: id, comparedModel: lab.model.id }
  const { rows } = await window.call('entries.page', { query, offset: 0, count: 10 })
  expect(rows.map(({ text, rank, outsideElements }) => [text, rank, outsideElements])).toEqual([
    ['YbO1F1', null, ['Yb']],
    ['YbO2F1', null, ['Yb']],
    ['YbO3F1', null, ['Yb']],
    ['LrCl3', null, ['Lr']],
    ['MgO', 1, []],
    ['Mg5O', 2, []],
  ])
  expect(rows[4]!.score!).toBeGreaterThan(rows[5]!.score!)
  expect(rows[4]!.percentile!).toBeGreaterThan(rows[5]!.percentile!)
})

it('shows what another model said of what it has not scored, as that and nothing else', async () => {
  const list = await listOf('Scored before', 2, 'Cr')
  const ready = (await window.call('models.all', {})).models.find(
    ({ kind, origin }) => kind === 'rmse' && origin === 'ready',
  )!
  await window.call('scoring.start', { list, model: ready.id, askedBy: 'person' })
  const page = async (change: Partial<EntryQuery>) =>
    (await window.call('entries.page', { query: { ...entriesOf(list), ...change }, offset: 0, count: 10 }))
      .rows
  const byReady = await page({ model: ready.id })
  const older = ({ score, percentile }: (typeof byReady)[number]) => ({
    score,
    percentile,
    model: ready.name,
  })
  const told = (rows: typeof byReady) =>
    rows.map(({ score, percentile, rank, olderScore, comparedOlderScore }) => [
      score,
      percentile,
      rank,
      olderScore,
      comparedOlderScore,
    ])
  const nothing = [null, null, null]
  expect(told(await page({}))).toEqual([
    [...nothing, older(byReady[0]!), null],
    [...nothing, older(byReady[1]!), null],
    [...nothing, null, null],
  ])
  // As the compared one; what is not there orders nothing: they stand by their canonical formulas.
  const beside = await page({
    model: ready.id,
    comparedModel: lab.model.id,
    sort: { by: 'comparedScore', direction: 'descending' },
  })
  expect(
    beside.map(({ text, comparedScore, comparedOlderScore }) => [
      text,
      comparedScore,
      comparedOlderScore?.model ?? null,
    ]),
  ).toEqual([
    ['LrCl3', null, null],
    ['CrO1F1', null, ready.name],
    ['CrO2F1', null, ready.name],
  ])
  expect(await page({ score: { min: 0, max: null } })).toEqual([])
  await start(list)
  expect((await page({})).map(({ score, olderScore }) => [score !== null, olderScore])).toEqual([
    [true, null],
    [true, null],
    [false, null],
  ])
})

it('scores many as one job however often it is asked, and counts what is outside the model', async () => {
  const list = await listOf('Many', 2000, 'Co')
  const [first, second] = await Promise.all([start(list), start(list)])
  expect(first).toMatchObject({ kind: 'score', subject: 'Many' })
  expect(second!.id).toBe(first!.id)
  const { state, result } = await ended(first!)
  expect({ state, result }).toEqual({
    state: 'done',
    result: { kind: 'scores', list, model: lab.model.id, scored: 2000, outside: 1 },
  })
  expect(await errorsOf(list)).toEqual([...(await directly(lines(2000, 'Co').slice(0, -1))), null])
})

it('stays stopped when a person has cancelled it, keeps what it has, and goes on when a person asks', async () => {
  const list = await listOf('Cancelled', MANY, 'Ni')
  const job = (await start(list))!
  await begun(job)
  await window.call('jobs.cancel', { job: job.id })
  const kept = await scoredOf(list)
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(MANY)
  expect(await start(list)).toBeNull()
  told = []
  const again = await start(list, 'person')
  expect(again).not.toBeNull()
  expect((await ended(again!)).result).toMatchObject({ scored: MANY - kept, outside: 1 })
})

it('loses nothing when its process is killed under it', async () => {
  const list = await listOf('Killed', MANY, 'Mn')
  const job = (await start(list))!
  await begun(job)
  const before = processes.length
  processes.at(-1)!.kill()
  const { state, result } = await ended(job)
  expect({ state, result, launched: processes.length }).toMatchObject({
    state: 'done',
    result: { scored: MANY },
    launched: before + 1,
  })
  expect(await errorsOf(list)).toEqual([...(await directly(lines(MANY, 'Mn').slice(0, -1))), null])
})

it('is taken up where it was after the program has ended', async () => {
  const list = await listOf('Interrupted', MANY, 'Cu')
  const job = (await start(list))!
  await begun(job)
  await program.close()
  await open()
  const kept = await scoredOf(list)
  expect((await start(list))?.id).toBe(job.id)
  expect((await ended(job)).result).toMatchObject({ scored: MANY - kept })
})

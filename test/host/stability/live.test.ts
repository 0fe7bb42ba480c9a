/** Stability scores with their reasons, one by one, by the ready model. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScoredStability, Stability } from '../../../src/contract/index.ts'
import { stability } from '../../../src/contract/methods/stability.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { type ModelRegistry, openModelRegistry } from '../../../src/host/registry/model-registry.ts'
import { type LiveStability, openLiveStability } from '../../../src/host/stability/live.ts'
import { explainStability } from '../../../src/host/stability/reasons.ts'
import { loadStability } from '../../../src/host/stability/scoring.ts'
import { toldStability } from '../../../src/host/stability/told-stability.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import { openLibrary, serveLibrary, type WritableLibrary } from '../../../src/library/index.ts'

let data: string
let library: WritableLibrary
let models: ModelRegistry
let live: LiveStability
const threads: Worker[] = []
const noticeThread = (worker: Worker) => void threads.push(worker)

beforeAll(async () => {
  process.on('worker', noticeThread)
  data = await mkdtemp(join(tmpdir(), 'anomalite-live-'))
  library = await openLibrary(data)
  models = openModelRegistry(data, serveLibrary(library))
  live = openLiveStability({ find: models.findStability, events: createEventBus() })
  await live.prepare()
})
afterAll(async () => {
  process.off('worker', noticeThread)
  await live.stop()
  await library.close()
  await rm(data, { recursive: true })
})

const explain = (formula: string, model: string | null = null): Promise<Stability> =>
  live.explain(parseFormula(formula), model, new AbortController().signal)

async function scored(formula: string): Promise<ScoredStability> {
  const answer = await explain(formula)
  if (answer.kind !== 'scored') throw new Error(`${formula} is outside.`)
  return answer
}

it('tells what it scores in the place of doped formulas, as it does with their scores', async () => {
  const formulas = ['LaMnO3', 'La0.9Sr0.1MnO3', 'Ca0.95Eu0.05Bi2Ta2O9', 'La0.5Yb0.5MnO3']
  const hosts = await live.hosts(
    formulas.map(formula => parseFormula(formula)),
    null,
    new AbortController().signal,
  )
  expect(hosts).toEqual([
    null,
    (await scored('La0.9Sr0.1MnO3')).host,
    { formula: 'CaTa2Bi2O9', merged: [{ element: 'Eu', into: 'Ca' }] },
    null,
  ])
}, 30_000)

it('gives what the command gives, from one thread', async () => {
  const formulas = ['BaTiO3', 'NiTi', 'Ca0.95Eu0.05Bi2Ta2O9', 'Na3Cl', 'YbCl3', 'LrCl3', 'Au']
  const loaded = await loadStability(await models.activeStability())
  const expected = explainStability(
    loaded,
    formulas.map(formula => parseFormula(formula)),
  ).map(toldStability)
  const answers = await Promise.all(formulas.map(formula => explain(formula)))
  expect(answers).toEqual(expected)
  for (const answer of answers) expect(stability.safeParse(answer).error).toBeUndefined()
  expect(threads).toHaveLength(1)
})

describe('the reasons', () => {
  it('name the known compounds by site, electropositive elements first, most exchangeable first', async () => {
    const { analogs } = await scored('LaMnO3')
    expect(analogs.map(({ element, count }) => [element, count > 0])).toEqual([
      ['La', true],
      ['Mn', true],
      ['O', false],
    ])
    expect(analogs[0]!.known[0]).toMatchObject({ formula: 'PrMnO3', element: 'Pr' })
    for (const { count, known } of analogs) {
      expect(known).toHaveLength(count)
      expect(known).toEqual(known.toSorted((a, b) => b.lift - a.lift))
    }
  })

  it('name the states it takes, or that none balance, or that there is nothing to balance', async () => {
    expect((await scored('BaTiO3')).charges).toMatchObject({
      kind: 'neutral',
      states: [
        { element: 'Ba', state: 2 },
        { element: 'Ti', state: 4 },
        { element: 'O', state: -2 },
      ],
    })
    expect((await scored('Na3Cl')).charges).toEqual({ kind: 'unbalanced' })
    expect((await scored('NiTi')).charges).toEqual({ kind: 'not-ionic' })
  })

  it('name the phases that it lies between, whose shares are all of it', async () => {
    const { phases } = await scored('BaTiO3')
    expect(phases.nearest[0]!.formula).toBe('BaTi2O5')
    expect(phases.mixture.map(({ formula }) => formula)).toEqual(['BaTi2O5', 'Ba2TiO4'])
    expect(phases.mixture.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
    expect((await scored('Au')).phases).toMatchObject({ count: 0, nearest: [] })
  })

  it('add up to the score', async () => {
    for (const formula of ['LaMnO3', 'Li10GeP2S12', 'Na3Cl']) {
      const { logOdds, contributions } = await scored(formula)
      const sum = contributions.groups.reduce((total, part) => total + part.logOdds, contributions.start)
      expect(sum).toBeCloseTo(logOdds, 6)
      expect(contributions.groups).toHaveLength(13)
    }
  })

  it('are those of the host, which is named, where amounts are no compound’s', async () => {
    const { host, analogs } = await scored('Ca0.95Eu0.05Bi2Ta2O9')
    expect(host).toEqual({ formula: 'CaTa2Bi2O9', merged: [{ element: 'Eu', into: 'Ca' }] })
    expect(analogs.map(({ element }) => element)).toEqual(['Ca', 'Ta', 'Bi', 'O'])
    expect((await scored('LaMnO3')).host).toBeNull()
  })

  it('are none for an element in no known compound', async () => {
    expect(await explain('YbCl3')).toEqual({ kind: 'outside', canonical: 'Cl3Yb', elements: ['Yb'] })
  })
})

it('says what percentiles refer to', async () => {
  const { compounds, logOddsQuantiles } = await live.reference(null)
  const { percentile, logOdds } = await scored('LaMnO3')
  const below = logOddsQuantiles.filter(quantile => quantile <= logOdds).length / logOddsQuantiles.length
  expect(compounds).toBe(6768)
  expect(percentile).toBeCloseTo(100 * below, 0)
})

it('gives up what nobody waits for any more, and answers the rest', async () => {
  const outdated = new AbortController()
  const first = explain('NaCl')
  const second = live.explain(parseFormula('KCl'), null, outdated.signal)
  const third = explain('RbCl')
  outdated.abort(new Error('outdated'))
  await expect(second).rejects.toThrow('outdated')
  expect([(await first).canonical, (await third).canonical]).toEqual(['ClNa', 'ClRb'])
})

it('starts another thread when the one has died, at rest or at work', async () => {
  const before = await explain('LaMnO3')
  await threads.at(-1)!.terminate()
  expect(await explain('LaMnO3')).toEqual(before)
  const atWork = explain('LaMnO3')
  await threads.at(-1)!.terminate()
  expect(await atWork).toEqual(before)
  expect(threads.length).toBeGreaterThanOrEqual(2)
})

it.each([
  ['a name that no model has', () => 'sugars', 'model/unknown'],
  ['the path of a folder', async () => (await models.activeStability()).folder, 'model/unknown'],
  ['the id of one that gives RMSE', () => 'known-stable', 'model/other-kind'],
])('knows no model by %s', async (_, reference, code) => {
  await expect(explain('NaCl', await reference())).rejects.toMatchObject({ code })
  expect((await explain('NaCl', 'known-stable-analogs')).kind).toBe('scored')
})

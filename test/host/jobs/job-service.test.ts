/** Long work over a real library: order, steering, record, and what a new start finds. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Job } from '../../../src/contract/index.ts'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { type JobService, openJobs, type Work, type WorkControl } from '../../../src/host/jobs/index.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import { type LibraryService, openLibrary, serveLibrary } from '../../../src/library/index.ts'

let folder: string
let library: LibraryService
let jobs: JobService
let told: Job[]
let discarded: number[]
let logged: unknown[]

/** Work in ten steps that a test lets go one by one. */
class Steps {
  readonly reached: string[] = []
  private readonly gates: PromiseWithResolvers<void>[] = []

  readonly work = (over: Partial<Work<{ steps: number }>> = {}): Work<{ steps: number }> => ({
    lane: 'compute',
    parameters: z.strictObject({ steps: z.int() }),
    canPause: true,
    canResume: true,
    discard: async ({ steps }) => void discarded.push(steps),
    run: async ({ steps }, control) => {
      control.onSteer(steer => this.reached.push(steer))
      for (let done = 0; done < steps; done++) {
        await control.whenRunning()
        await this.gate(control)
        this.reached.push(`${control.job}:${done + 1}`)
        control.progress((done + 1) / steps, { step: 'scoring', done: done + 1, total: steps })
      }
      return { kind: 'list', list: 1, entries: steps, step: null }
    },
    ...over,
  })

  private gate({ signal }: WorkControl): Promise<void> {
    const gate = Promise.withResolvers<void>()
    this.gates.push(gate)
    signal.addEventListener('abort', () => {
      this.gates.splice(this.gates.indexOf(gate), 1)
      gate.reject(signal.reason)
    })
    return gate.promise
  }

  /** Lets the next step go, once it waits. */
  async go(): Promise<void> {
    for (;;) {
      const gate = this.gates.shift()
      if (gate) return gate.resolve()
      await new Promise(resolve => setImmediate(resolve))
    }
  }
}

async function open(): Promise<void> {
  library = serveLibrary(await openLibrary(folder))
  const events = createEventBus()
  events.listen((event, payload) => event === 'job' && told.push(payload as Job))
  jobs = openJobs({ library, events, log: error => logged.push(error) })
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomalite-jobs-'))
  told = []
  discarded = []
  logged = []
  await open()
})
afterEach(async () => {
  await jobs.stop()
  await library.close()
  await rm(folder, { recursive: true })
})

it('runs to its end and is told and kept with its result', async () => {
  const steps = new Steps()
  jobs.register('score', steps.work())
  const { id, state } = await jobs.start('score', 'Oxides', { steps: 2 })
  expect(state).toBe('queued')
  await steps.go()
  await steps.go()
  const ended = await jobs.ended(id)
  expect(ended).toMatchObject({
    kind: 'score',
    subject: 'Oxides',
    state: 'done',
    progress: 1,
    stage: null,
    result: { kind: 'list', list: 1, entries: 2, step: null },
    error: null,
    canPause: false,
    canResume: false,
  })
  expect(told.map(job => job.state)).toEqual(['queued', 'running', 'done'])
  expect(await jobs.all()).toEqual([ended])
})

it('waits for what was started before it in its lane, and for nothing in another', async () => {
  const slow = new Steps()
  const files = new Steps()
  jobs.register('score', slow.work())
  jobs.register('import', files.work({ lane: 'files' }))
  const first = await jobs.start('score', 'A', { steps: 1 })
  const second = await jobs.start('score', 'B', { steps: 1 })
  const beside = await jobs.start('import', 'C', { steps: 1 })
  await files.go()
  await jobs.ended(beside.id)
  expect((await jobs.all()).map(({ subject, state }) => [subject, state])).toEqual([
    ['C', 'done'],
    ['B', 'queued'],
    ['A', 'running'],
  ])
  await slow.go()
  await slow.go()
  await Promise.all([jobs.ended(first.id), jobs.ended(second.id)])
  expect(slow.reached).toEqual([`${first.id}:1`, `${second.id}:1`])
})

it('is paused and goes on', async () => {
  const steps = new Steps()
  jobs.register('train', steps.work())
  const { id } = await jobs.start('train', 'A', { steps: 2 })
  await steps.go()
  expect(await jobs.pause(id)).toMatchObject({ state: 'paused', canPause: false, canResume: true })
  await expect(jobs.pause(id)).rejects.toMatchObject({ code: 'job/not-running' })
  expect(await jobs.resume(id)).toMatchObject({ state: 'running' })
  await steps.go()
  expect(await jobs.ended(id)).toMatchObject({ state: 'done' })
  expect(steps.reached.filter(step => !step.includes(':'))).toEqual(['pause', 'resume'])
})

it('that is paused or resumed as it ends stays ended', async () => {
  const asked = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  await jobs.stop()
  jobs = openJobs({
    library: {
      ...library,
      async updateJob(id, change) {
        if (change.state === 'done') {
          asked.resolve()
          await written.promise
        }
        return library.updateJob(id, change)
      },
    },
    events: createEventBus(),
    log: error => logged.push(error),
  })
  const steps = new Steps()
  jobs.register('train', steps.work())
  const { id } = await jobs.start('train', 'A', { steps: 1 })
  await steps.go()
  await asked.promise
  const answers = [jobs.pause(id), jobs.resume(id)]
  written.resolve()
  expect(await Promise.all(answers)).toMatchObject([{ state: 'done' }, { state: 'done' }])
  expect(await jobs.all()).toMatchObject([{ id, state: 'done' }])
})

describe('a job that is cancelled', () => {
  it('while it runs ends, and gives up what it would have gone on from', async () => {
    const steps = new Steps()
    jobs.register('score', steps.work())
    const { id } = await jobs.start('score', 'A', { steps: 3 })
    await steps.go()
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', result: null, error: null })
    expect(discarded).toEqual([3])
    await expect(jobs.cancel(id)).rejects.toMatchObject({ code: 'job/ended' })
    await expect(jobs.resume(id)).rejects.toMatchObject({ code: 'job/cannot-resume' })
  })

  it('goes on when asked where its work is of that kind, and is given up when it is cancelled once more', async () => {
    const steps = new Steps()
    jobs.register('fit', steps.work({ canResume: 'when-cancelled' }))
    const { id } = await jobs.start('fit', 'A', { steps: 2 })
    await steps.go()
    expect(await jobs.cancel(id)).toMatchObject({ state: 'interrupted', canResume: true, error: null })
    expect(discarded).toEqual([])
    await jobs.resume(id)
    await steps.go()
    await jobs.cancel(id)
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', canResume: false })
    expect(discarded).toEqual([2])
    await expect(jobs.resume(id)).rejects.toMatchObject({ code: 'job/cannot-resume' })
  })

  it('while it is paused or waits never runs again', async () => {
    const steps = new Steps()
    jobs.register('score', steps.work())
    const paused = await jobs.start('score', 'A', { steps: 2 })
    const waiting = await jobs.start('score', 'B', { steps: 2 })
    await steps.go()
    await jobs.pause(paused.id)
    expect(await jobs.cancel(waiting.id)).toMatchObject({ state: 'cancelled' })
    expect(await jobs.cancel(paused.id)).toMatchObject({ state: 'cancelled' })
    const next = await jobs.start('score', 'C', { steps: 1 })
    await steps.go()
    expect(await jobs.ended(next.id)).toMatchObject({ state: 'done' })
    expect(steps.reached.some(step => step.startsWith(`${waiting.id}:`))).toBe(false)
  })
})

it('that fails keeps its error, and goes on when asked', async () => {
  let attempts = 0
  const steps = new Steps()
  jobs.register(
    'score',
    steps.work({
      run: async () => {
        if (++attempts === 1) throw new AnomaliteError('library/full', 'The disk is full.', { free: 0 })
        return { kind: 'list', list: 1, entries: 0, step: null }
      },
    }),
  )
  const { id } = await jobs.start('score', 'A', { steps: 1 })
  expect(await jobs.ended(id)).toMatchObject({
    state: 'failed',
    canResume: true,
    error: { code: 'library/full', message: 'The disk is full.', details: { free: 0 } },
  })
  expect(await jobs.clear()).toHaveLength(1)
  await jobs.resume(id)
  expect(await jobs.ended(id)).toMatchObject({ state: 'done', error: null })
  expect(await jobs.clear()).toEqual([])
  expect(logged).toEqual([])
})

it('under way when the program ends is interrupted at the next start, and goes on from there or is given up', async () => {
  const before = new Steps()
  jobs.register('train', before.work())
  const { id } = await jobs.start('train', 'A', { steps: 4 })
  const waiting = await jobs.start('train', 'B', { steps: 7 })
  await before.go()
  await jobs.stop()
  await library.close()

  await open()
  const after = new Steps()
  jobs.register('train', after.work())
  expect((await jobs.all()).map(({ state, canResume }) => [state, canResume])).toEqual([
    ['interrupted', true],
    ['interrupted', true],
  ])
  expect(await jobs.cancel(waiting.id)).toMatchObject({ state: 'cancelled', canResume: false })
  expect(discarded).toEqual([7])
  await jobs.resume(id)
  for (let step = 0; step < 4; step++) await after.go()
  expect(await jobs.ended(id)).toMatchObject({ state: 'done', result: { entries: 4 } })
})

it('with parameters of another kind is refused before it begins', async () => {
  jobs.register('score', new Steps().work())
  await expect(jobs.start('score', 'A', { epochs: 4 })).rejects.toThrow()
  expect(await jobs.all()).toEqual([])
})

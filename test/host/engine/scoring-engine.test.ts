import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineState } from '../../../src/contract/index.ts'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import type { ComputeChannel } from '../../../src/engine/index.ts'
import { type ScoringEngine, startScoringEngine } from '../../../src/host/engine/scoring-engine.ts'
import { type Laboratory, laboratory } from '../tiny-model.ts'

/** Enough for several batches. */
const FORMULAS = Array.from({ length: 6000 }, (_, i) => `Li${i + 1}O2`)

let lab: Laboratory
beforeAll(async () => {
  lab = await laboratory()
})
afterAll(() => lab.close())

/** An engine that remembers its processes and what it told of itself. */
function watchedEngine() {
  const processes: ComputeChannel[] = []
  const states: EngineState['state'][] = []
  const launch = () => {
    const channel = forkCompute()
    processes.push(channel)
    return channel
  }
  const engine = startScoringEngine('wasm', 'interactive', launch, ({ state }) => states.push(state))
  return { engine, states, kill: () => processes.at(-1)!.kill(), launched: () => processes.length }
}

const score = (engine: ScoringEngine, onEvent: () => void = () => undefined) =>
  engine.call('score', { modelFolder: lab.model.folder, formulas: FORMULAS }, { onEvent })

describe('a process that dies', () => {
  it('under a call is started again, and the call gives what it would have given', async () => {
    const { engine, states, kill, launched } = watchedEngine()
    const expected = await score(engine)
    let isKilled = false
    const scores = await score(engine, () => {
      if (!isKilled) kill()
      isKilled = true
    })
    expect({ isKilled, launched: launched(), states }).toEqual({
      isKilled: true,
      launched: 2,
      states: ['ready', 'restarting', 'ready'],
    })
    expect(scores).toEqual(expected)
    await engine.stop()
  })

  it('while nobody asks it anything is started again at once', async () => {
    const { engine, states, kill, launched } = watchedEngine()
    const expected = await score(engine)
    kill()
    await expect.poll(() => states.length).toBe(3)
    expect({ launched: launched(), states }).toEqual({
      launched: 2,
      states: ['ready', 'restarting', 'ready'],
    })
    expect(await score(engine)).toEqual(expected)
    await engine.stop()
  })

  it('three times in five minutes is left alone, with what to do, until it is asked for', async () => {
    const { engine, states, kill, launched } = watchedEngine()
    const call = score(engine, kill).catch(error => error)
    expect(await call).toMatchObject({ code: 'compute/stopped' })
    expect(await score(engine, kill).catch(error => error)).toMatchObject({ code: 'engine/stopped' })
    expect({ launched: launched(), last: states.at(-1), trouble: engine.state().trouble }).toEqual({
      launched: 3,
      last: 'stopped',
      trouble: expect.stringContaining('Choose another engine in the settings'),
    })
    expect((await engine.restart('wasm')).state).toBe('ready')
    expect((await score(engine)).length).toBe(FORMULAS.length)
    await engine.stop()
  })
})

it('gives a call up that is no longer wanted, and takes the next', async () => {
  const { engine } = watchedEngine()
  const control = new AbortController()
  const call = engine.call(
    'score',
    { modelFolder: lab.model.folder, formulas: FORMULAS },
    { signal: control.signal, onEvent: () => control.abort() },
  )
  await expect(call).rejects.toMatchObject({ code: 'compute/cancelled' })
  expect((await score(engine)).length).toBe(FORMULAS.length)
  await engine.stop()
})

/** The wire under a real program: what is well formed is answered, all else gets a typed error. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Channel, contract, type MethodName, type Response } from '../../../src/contract/index.ts'
import { openProgram, type Program } from '../../../src/host/index.ts'

const home = mkdtempSync(join(tmpdir(), 'anomalite-wire-'))
let program: Program
let ask: (message: unknown) => Promise<Response>
let sendAlone: (message: unknown) => void
let disconnect: () => void

beforeAll(async () => {
  program = await openProgram({ dataFolder: home })
  let hear: (message: unknown) => void = () => undefined
  const waiting = new Map<unknown, (response: Response) => void>()
  const channel: Channel = {
    send(message) {
      const response = message as Response
      if ('id' in response) waiting.get(response.id)?.(response)
    },
    onMessage(handler) {
      hear = handler
    },
    onClose: () => undefined,
    close: () => undefined,
  }
  disconnect = program.connect(channel)
  sendAlone = message => hear(message)
  ask = message =>
    new Promise(resolve => {
      waiting.set((message as { id: unknown }).id, resolve)
      hear(message)
    })
})
afterAll(async () => {
  disconnect()
  await program.close()
  rmSync(home, { recursive: true, force: true })
})

let nextId = 1
const call = (method: unknown, input: unknown) => ask({ id: nextId++, method, input })

describe('a call', () => {
  it('is answered once, by its number', async () => {
    expect(await ask({ id: 4711, method: 'settings.get', input: {} })).toMatchObject({
      id: 4711,
      output: { theme: 'system' },
    })
  })

  it('of an unknown method, or one that objects have by birth, is refused', async () => {
    for (const method of ['files.delete', 'toString', '__proto__', 'constructor', null, 7]) {
      expect(await call(method, {})).toMatchObject({ error: { code: 'wire/unknown-method' } })
    }
  })

  it('with a wrong input is refused with the place that is wrong', async () => {
    expect(await call('settings.change', { theme: 'pink' })).toMatchObject({
      error: { code: 'wire/bad-input', details: { place: 'theme' } },
    })
    expect(await call('settings.get', { more: 1 })).toMatchObject({ error: { code: 'wire/bad-input' } })
  })

  it('gets the typed error of what it asked for', async () => {
    expect(await call('compositions.explain', { formula: 'NaCL', model: null })).toMatchObject({
      error: { code: expect.stringMatching(/^formula\//) },
    })
    expect(await call('models.details', { model: 'none' })).toMatchObject({
      error: { code: 'model/unknown' },
    })
  })

  it('whose inputs are random values gets a typed error, whatever the method', async () => {
    const methods = Object.keys(contract) as MethodName[]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), fc.anything(), async (method, input) => {
        fc.pre(!contract[method].input.safeParse(input).success)
        expect(await call(method, input)).toMatchObject({ error: { code: 'wire/bad-input' } })
      }),
      { numRuns: 1000 * methods.length },
    )
  }, 60_000)
})

it('what is no message is passed over', async () => {
  for (const message of [null, 1, 'text', [], {}, { id: 'x' }, { id: 1.5, method: 'settings.get' }])
    sendAlone(message)
  expect(await call('settings.get', {})).toHaveProperty('output')
})

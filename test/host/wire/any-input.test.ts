/** No input to any method ends the program or an error that nobody foresaw. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Channel, contract, type MethodName, type Response } from '../../../src/contract/index.ts'
import { openProgram, type Program } from '../../../src/host/index.ts'
import { channelPair } from './channel-pair.ts'
import { randomInput } from './random-input.ts'

const INPUTS = 1000

/** How often those that start processes or copy the library are carried out; other inputs are refused at the door. */
const CARRIED_OUT: Readonly<Record<string, number>> = {
  'program.diagnose': 0,
  'program.backUp': 1,
  'reports.write': 3,
  'engine.restart': 1,
  'training.estimate': 1,
}

let dataFolder: string
let program: Program
let channel: Channel
let ask: (method: string, input: unknown) => Promise<Response>

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'anomalite-wire-'))
  program = await openProgram({ dataFolder })
  const [window, host] = channelPair()
  channel = window
  program.connect(host)
  const waiting = new Map<number, (response: Response) => void>()
  window.onMessage(message => {
    const response = message as Response
    if ('id' in response) waiting.get(response.id)?.(response)
  })
  let next = 1
  ask = (method, input) =>
    new Promise(resolve => {
      const id = next++
      waiting.set(id, resolve)
      channel.send({ id, method, input })
    })
  await ask('lists.create', { name: 'Oxides', kind: 'literature', lines: ['Fe2O3', 'NaCl', 'NeF2'] })
})
afterAll(async () => {
  await program.close()
  await rm(dataFolder, { recursive: true, force: true })
})

it.each(Object.keys(contract) as MethodName[])('%s answers whatever it is given', async method => {
  const inputs = fc.sample(randomInput(contract[method].input), { numRuns: INPUTS, seed: 20_261_124 })
  let valid = 0
  for (const input of inputs) {
    const isValid = contract[method].input.safeParse(input).success
    if (isValid && ++valid > (CARRIED_OUT[method] ?? INPUTS)) continue
    const response = await ask(method, sendable(input))
    if ('error' in response) {
      const said = { code: response.error.code, sentence: response.error.message.length > 0 }
      expect(said, JSON.stringify(input)).toEqual({
        code: expect.stringMatching(/^(?!host\/)[a-z-]+\/[a-z-]+$/),
        sentence: true,
      })
    } else {
      expect(
        contract[method].output.safeParse((response as { output: unknown }).output).error,
      ).toBeUndefined()
    }
  }
  await expect(readFile(join(dataFolder, 'host.log'), 'utf8')).rejects.toThrow('ENOENT')
})

/** What no channel can carry, such as functions, never reaches a host. */
function sendable(input: unknown): unknown {
  try {
    return structuredClone(input)
  } catch {
    return null
  }
}

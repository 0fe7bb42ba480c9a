/** The nearest known compounds, over the wire, as models come into use. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectClient, type HostClient } from '../../../src/contract/index.ts'
import { openProgram, type Program } from '../../../src/host/index.ts'
import { type Laboratory, laboratory } from '../tiny-model.ts'
import { channelPair } from '../wire/channel-pair.ts'

let lab: Laboratory
let program: Program
let window: HostClient

beforeAll(async () => {
  lab = await laboratory()
  program = await openProgram({ dataFolder: lab.data })
  const [page, host] = channelPair()
  program.connect(host)
  window = connectClient(page)
})
afterAll(async () => {
  await program.close()
  await lab.close()
})

const nearestTo = async (formula: string) =>
  (await window.call('compositions.nearest', { formulas: [formula], count: 3 }))[0]!.map(
    ({ formula, sources }) => `${formula}: ${sources.join()}`,
  )

it('are sought among what the model in use knows, and after another is taken into use among what that knows', async () => {
  const ofReady = await nearestTo('CeO2')
  expect(ofReady).toContain('CeO2: training data')
  await window.call('models.activate', { model: lab.model.id })
  const ofTiny = await nearestTo('CeO2')
  expect(ofTiny).toHaveLength(3)
  expect(ofTiny).not.toContain('CeO2: training data')
})

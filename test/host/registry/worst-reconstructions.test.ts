/** What a model reconstructs worst: over the wire, with a real compute process and a small model. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectClient, type HostClient } from '../../../src/contract/index.ts'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import { openProgram, type Program } from '../../../src/host/index.ts'
import { worstReconstructions } from '../../../src/host/registry/worst-reconstructions.ts'
import { type Laboratory, laboratory } from '../tiny-model.ts'
import { channelPair } from '../wire/channel-pair.ts'

let lab: Laboratory
let program: Program
let window: HostClient
/** How often held-out positives were reconstructed. */
let computed = 0

beforeAll(async () => {
  lab = await laboratory()
  program = await openProgram({
    dataFolder: lab.data,
    launchCompute: () => {
      const channel = forkCompute()
      return {
        ...channel,
        send(request) {
          if ('method' in request && request.method === 'heldOutErrors') computed++
          channel.send(request)
        },
      }
    },
  })
  const [page, host] = channelPair()
  program.connect(host)
  window = connectClient(page)
  await window.call('settings.change', { backend: 'wasm' })
  await window.call('engine.restart', {})
})
afterAll(async () => {
  await program.close()
  await lab.close()
})

const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0)

it('is the held-out positives with the largest scores, and computed once', async () => {
  const model = lab.model.id
  const { heldOut, worst } = await window.call('models.worst', { model, count: 100 })
  expect(heldOut).toBe(lab.model.manifest.positives.heldOut)
  expect(worst).toHaveLength(heldOut)

  const formulas = worst.map(({ formula }) => formula)
  const scores = await window.call('compositions.score', { model, formulas })
  scores.forEach((score, i) => {
    const { formula, rmse, percentile } = worst[i]!
    expect(score).toMatchObject({ canonical: formula, rmse: expect.closeTo(rmse, 6), trainedOn: false })
    // A rank in the distribution of the scores themselves, but for the rounding of single precision.
    expect(percentile).toBeCloseTo((100 * i) / (heldOut - 1), 1)
  })

  const three = await window.call('models.worst', { model, count: 3 })
  expect(three.worst).toEqual(worst.slice(0, 3))
  expect(computed).toBe(1)
})

it('divides the squared error of these and of all, leaving nothing out', async () => {
  const model = lab.model.id
  const { blocks, elements, shareOfError, worst } = await window.call('models.worst', { model, count: 5 })
  for (const parts of [blocks, elements]) {
    expect(sum(parts.map(part => part.worst))).toBeCloseTo(1, 9)
    expect(sum(parts.map(part => part.all))).toBeCloseTo(1, 9)
  }
  const every = await window.call('models.worst', { model, count: 100 })
  expect(every.shareOfError).toBeCloseTo(1, 9)
  const squares = (compounds: typeof worst) => sum(compounds.map(({ rmse }) => rmse ** 2))
  expect(shareOfError).toBeCloseTo(squares(worst) / squares(every.worst), 9)
  for (const { worst: share, all } of every.blocks) expect(share).toBeCloseTo(all, 9)
})

it('agrees with the explanation of each compound', async () => {
  const model = lab.model.id
  const { worst } = await window.call('models.worst', { model, count: 1 })
  const { formula, rmse, block, blockShare } = worst[0]!
  const { blocks } = await window.call('compositions.explain', { formula, model })
  const largest = blocks.toSorted((a, b) => b.rmse - a.rmse)[0]!
  expect(largest.label).toBe(block)
  expect(largest.rmse / rmse).toBeCloseTo(blockShare, 5)
})

it('is nothing where no positive is held out', () => {
  const none = { blocks: new Float64Array(39), elements: new Float64Array(15) }
  const { worst, shareOfError, blocks } = worstReconstructions(
    lab.model,
    { heldOut: 0, error: none, worst: [] },
    20,
  )
  expect({ worst, shareOfError, shares: sum(blocks.map(({ all }) => all)) }).toEqual({
    worst: [],
    shareOfError: 0,
    shares: 0,
  })
})

it('is refused for a stability model', async () => {
  const { models } = await window.call('models.all', {})
  const { id } = models.find(({ kind }) => kind === 'stability')!
  await expect(window.call('models.worst', { model: id, count: 20 })).rejects.toMatchObject({
    code: 'model/other-kind',
  })
})

import { constants, getPriority } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import type { ComputeChannel } from '../../../src/engine/index.ts'
import { type BulkScoring, openBulkScoring } from '../../../src/host/engine/bulk-scoring.ts'
import { type Laboratory, laboratory } from '../tiny-model.ts'

let lab: Laboratory
beforeAll(async () => {
  lab = await laboratory()
})
afterAll(() => lab.close())

/** Bulk scoring that remembers its processes. */
function watched(idleMs?: number) {
  const processes: ComputeChannel[] = []
  const ended: number[] = []
  const launch = () => {
    const channel = forkCompute()
    processes.push(channel)
    const { onExit } = channel
    const number = processes.length
    return {
      ...channel,
      onExit: (handler: (how: string) => void) =>
        onExit(how => {
          ended.push(number)
          handler(how)
        }),
    }
  }
  return { bulk: openBulkScoring(() => 'wasm', launch, idleMs), processes, ended }
}

const score = (bulk: BulkScoring, onEvent: () => void = () => undefined) =>
  bulk.call('score', { modelFolder: lab.model.folder, formulas: ['NaCl', 'MgO'] }, { onEvent })

describe('the process for what takes long', () => {
  it('is started by the first call, in the background, and scores as any other', async () => {
    const { bulk, processes } = watched()
    expect(processes).toHaveLength(0)
    const scores = await score(bulk)
    expect(getPriority(processes[0]!.pid)).toBe(constants.priority.PRIORITY_BELOW_NORMAL)
    const formulas = ['NaCl', 'MgO']
    expect(scores).toEqual(
      await lab.compute.call('score', { modelFolder: lab.model.folder, formulas }).result,
    )
    await bulk.stop()
  })

  it('ends when nobody has called for a while, and is there again for the next', async () => {
    const { bulk, processes, ended } = watched(50)
    await score(bulk)
    await expect.poll(() => ended.length).toBe(1)
    await score(bulk)
    expect(processes).toHaveLength(2)
    await bulk.stop()
  })

  it('is given up under a call that kills it time and again, and tried anew by the next', async () => {
    const { bulk, processes } = watched()
    const formulas = Array.from({ length: 6000 }, (_, i) => `Li${i + 1}O2`)
    const deadly = () =>
      bulk.call(
        'score',
        { modelFolder: lab.model.folder, formulas },
        { onEvent: () => processes.at(-1)!.kill() },
      )
    await expect(deadly()).rejects.toMatchObject({ code: 'compute/stopped' })
    await expect(deadly()).rejects.toMatchObject({
      code: expect.stringMatching(/^(compute|engine)\/stopped$/),
    })
    expect(processes).toHaveLength(3)
    expect(await score(bulk)).toHaveLength(2)
    await bulk.stop()
  })
})

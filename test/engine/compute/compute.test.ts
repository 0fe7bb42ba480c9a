import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { constants, getPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  type ComputeProcess,
  createRun,
  openRun,
  PAPER_TRAINING,
  readManifest,
  startCompute,
} from '../../../src/engine/index.ts'
import { writeModel } from '../../../src/engine/model/model-file.ts'
import { initialParameters } from '../../../src/engine/network.ts'
import { FORMULAS, smallPlan, temporaryFolder } from '../material.ts'

let compute: ComputeProcess

beforeAll(async () => {
  compute = await startCompute('wasm')
  return () => compute.stop()
})

async function ownCompute(): Promise<ComputeProcess> {
  const own = await startCompute('wasm')
  onTestFinished(() => own.stop())
  return own
}

/** A model of random weights in a folder of its own. */
async function someModel(seed: number, layerSizes = [1994, 4, 1994]): Promise<string> {
  const plan = smallPlan({ layerSizes, seed })
  const folder = join(await temporaryFolder(), 'model')
  await writeModel(folder, {
    manifest: {
      name: `Model ${seed}`,
      createdAt: plan.createdAt,
      settings: plan.settings,
      source: plan.source,
      positives: { training: 42, heldOut: 18 },
      engine: { backend: 'wasm', device: 'CPU, one core' },
      selectedEpoch: 1,
      history: [],
      heldOut: { rmse: 1, rSquaredGlobal: null, rSquaredPerFeature: null, rmseQuantiles: [1, 1] },
      evaluation: null,
    },
    parameters: initialParameters(plan.settings, 'he-normal', seed),
    trainingFormulas: plan.positives.training,
    heldOutFormulas: plan.positives.heldOut,
    diagnostics: [],
  })
  return folder
}

/** A run longer than any test lasts, and where its model would go. */
async function longTraining(): Promise<{ runFolder: string; modelFolder: string }> {
  const folder = await temporaryFolder()
  const { folder: runFolder } = await createRun(join(folder, 'run'), smallPlan({ epochs: 100_000 }))
  return { runFolder, modelFolder: join(folder, 'model') }
}

function isAlive(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return state !== '' && !state.startsWith('Z')
  } catch {
    return false
  }
}

describe('a compute process', () => {
  it('says what it computes on', () => {
    expect(compute.engine).toEqual({ backend: 'wasm', device: 'CPU, one core', passedOver: [] })
    expect(isAlive(compute.pid)).toBe(true)
  })

  it('scores in the order asked, telling how many are done', async () => {
    const modelFolder = await someModel(1)
    const told: number[] = []
    const formulas = Array.from({ length: 500 }, (_, i) => FORMULAS[i % FORMULAS.length]!)
    const scores = await compute.call(
      'score',
      { modelFolder, formulas },
      { onEvent: done => void told.push(done) },
    ).result
    expect(told).toEqual([240, 480, 500])
    expect(scores).toHaveLength(500)
    scores.forEach((score, i) => {
      expect(score).toBeCloseTo(scores[i % FORMULAS.length]!, 6)
    })
    const reversed = await compute.call('score', { modelFolder, formulas: FORMULAS.toReversed() }).result
    reversed.forEach((score, i) => {
      expect(score).toBeCloseTo(scores[FORMULAS.length - 1 - i]!, 6)
    })
  })

  it('explains a score by the shares of its parts', async () => {
    const modelFolder = await someModel(1)
    const formula = 'GeLi10P2S12'
    const [score] = await compute.call('score', { modelFolder, formulas: [formula] }).result
    const explained = await compute.call('explain', { modelFolder, formula }).result
    expect(explained.rmse / score!).toBeCloseTo(1, 5)
    expect(explained.blocks).toHaveLength(39)
    expect(explained.pairs).toHaveLength(10)
    for (const { share, rmse } of [...explained.blocks, ...explained.pairs, explained.elsewhere]) {
      expect(rmse).toBeCloseTo(share * explained.rmse, 12)
    }
    expect([explained.input, explained.output].map(({ length }) => length)).toEqual([1994, 1994])
  })

  describe('asked where a model errs', () => {
    const heldOut = smallPlan({ seed: 1 }).positives.heldOut
    const sum = (parts: Float64Array) => parts.reduce((all, part) => all + part, 0)

    it('gives the worst of its held-out positives, each with the error that it is scored by', async () => {
      const modelFolder = await someModel(1)
      const told: number[] = []
      const { worst } = await compute.call(
        'heldOutErrors',
        { modelFolder, count: 5 },
        { onEvent: fraction => void told.push(fraction) },
      ).result
      const scores = await compute.call('score', { modelFolder, formulas: heldOut }).result
      const ranked = heldOut.map((formula, i) => ({ formula, rmse: scores[i]! }))
      ranked.sort((a, b) => b.rmse - a.rmse)
      expect(worst.map(({ formula }) => formula)).toEqual(ranked.slice(0, 5).map(({ formula }) => formula))
      worst.forEach(({ rmse, error }, i) => {
        expect(rmse).toBeCloseTo(ranked[i]!.rmse, 6)
        expect(sum(error.blocks)).toBeCloseTo(1994 * rmse ** 2, 9)
      })
      expect(told).toEqual([1])
    })

    it('adds up the squared errors of all, among them those of the worst', async () => {
      const modelFolder = await someModel(1)
      const every = await compute.call('heldOutErrors', { modelFolder, count: 1000 }).result
      expect([every.heldOut, every.worst.length]).toEqual([18, 18])
      every.error.blocks.forEach((all, block) => {
        const parts = every.worst.map(({ error }) => error.blocks[block]!)
        expect(parts.reduce((a, b) => a + b)).toBeCloseTo(all, 9)
      })
      expect(sum(every.error.elements) / sum(every.error.blocks)).toBeCloseTo(1, 9)
    })

    it('gives up when asked', async () => {
      const control = new AbortController()
      const call = { modelFolder: await someModel(1), count: 5 }
      const { result } = compute.call('heldOutErrors', call, { signal: control.signal })
      control.abort()
      await expect(result).rejects.toMatchObject({ code: 'compute/cancelled' })
    })
  })

  it('scores nothing as nothing', async () => {
    const { result } = compute.call('score', { modelFolder: await someModel(1), formulas: [] })
    expect(await result).toEqual(new Float32Array(0))
  })

  it('scores under several models at once, each call under its own', async () => {
    const folders = [await someModel(1), await someModel(2), await someModel(3, [1994, 8, 2, 8, 1994])]
    const formulas = Array.from({ length: 1000 }, (_, i) => FORMULAS[i % FORMULAS.length]!)
    const score = (modelFolder: string) => compute.call('score', { modelFolder, formulas }).result
    const alone = []
    for (const folder of folders) alone.push(await score(folder))
    const together = await Promise.all([...folders, ...folders].map(score))
    expect(together).toEqual([...alone, ...alone])
  })

  it.each([
    {
      what: 'a model that is not there',
      call: async () => ({ modelFolder: join(await temporaryFolder(), 'none'), formulas: ['ClNa'] }),
      code: 'model/missing',
    },
    {
      what: 'a formula that cannot be read',
      call: async () => ({ modelFolder: await someModel(1), formulas: ['ClNa', 'Xx2'] }),
      code: 'formula/unknown-element',
    },
    {
      what: 'an element without data',
      call: async () => ({ modelFolder: await someModel(1), formulas: ['Lr2O3'] }),
      code: 'descriptor/element-outside',
    },
  ])('answers $what with its typed error, and goes on', async ({ call, code }) => {
    await expect(compute.call('score', await call()).result).rejects.toMatchObject({
      name: 'AnomaliteError',
      code,
    })
    const { result } = compute.call('score', { modelFolder: await someModel(1), formulas: ['ClNa'] })
    expect(await result).toHaveLength(1)
  })

  it('stops scoring when the call is aborted, before or while it runs', async () => {
    const modelFolder = await someModel(1)
    const formulas = new Array<string>(5000).fill('ClNa')
    const aborted = compute.call('score', { modelFolder, formulas }, { signal: AbortSignal.abort() })
    await expect(aborted.result).rejects.toMatchObject({ code: 'compute/cancelled' })
    const abort = new AbortController()
    const running = compute.call(
      'score',
      { modelFolder, formulas },
      { signal: abort.signal, onEvent: () => abort.abort() },
    )
    await expect(running.result).rejects.toMatchObject({ code: 'compute/cancelled' })
  })

  it('lets an explanation through while it scores a long list, in short batches where a person waits', async () => {
    const interactive = await startCompute('wasm', { priority: 'interactive' })
    onTestFinished(() => interactive.stop())
    const modelFolder = await someModel(1, [1994, 256, 16, 256, 1994])
    const formulas = Array.from({ length: 10_000 }, (_, i) => FORMULAS[i % FORMULAS.length]!)
    const told: number[] = []
    const explained = Promise.withResolvers<string>()
    const scored = interactive.call(
      'score',
      { modelFolder, formulas },
      {
        onEvent(done) {
          if (told.push(done) > 1) return
          const { result } = interactive.call('explain', { modelFolder, formula: 'ClNa' })
          explained.resolve(result.then(() => 'explanation'))
        },
      },
    ).result
    const first = await Promise.race([scored.then(() => 'scores'), explained.promise])
    expect(first).toBe('explanation')
    expect(await scored).toEqual(await compute.call('score', { modelFolder, formulas }).result)
    expect(told.slice(0, 2)).toEqual([64, 128])
  })

  it('leaves the processor to others when it works in the background', async () => {
    const background = await startCompute('wasm', { priority: 'background' })
    onTestFinished(() => background.stop())
    expect(getPriority(background.pid)).toBe(constants.priority.PRIORITY_BELOW_NORMAL)
    expect(getPriority(compute.pid)).toBe(getPriority())
  })

  it('trains a run into a model that scores', async () => {
    const folder = await temporaryFolder()
    const { folder: runFolder } = await createRun(join(folder, 'run'), smallPlan())
    const epochs: number[] = []
    const modelFolder = join(folder, 'model')
    const { result } = compute.call(
      'train',
      { runFolder, modelFolder },
      { onEvent: event => void ('epoch' in event && epochs.push(event.epoch.epoch)) },
    )
    const { selectedEpoch } = await result
    expect(epochs).toEqual([1, 2, 3])
    const manifest = await readManifest(modelFolder)
    expect(manifest).toMatchObject({ selectedEpoch, positives: { training: 42, heldOut: 18 } })
    expect(manifest.history.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    const { heldOut } = (await openRun(runFolder)).plan.positives
    const scores = await compute.call('score', { modelFolder, formulas: heldOut }).result
    const meanSquare = scores.reduce((sum, rmse) => sum + rmse ** 2, 0) / heldOut.length
    expect(manifest.heldOut.rmse).toBeCloseTo(Math.sqrt(meanSquare), 6)
    expect(manifest.heldOut.rmseQuantiles[0]).toBeCloseTo(Math.min(...scores), 6)
    expect(manifest.heldOut.rmseQuantiles.at(-1)).toBeCloseTo(Math.max(...scores), 6)
  })

  it('pauses a training, resumes it, and cancels it while it is paused', async () => {
    const training = await longTraining()
    const abort = new AbortController()
    let epochs = 0
    const call = compute.call('train', training, {
      signal: abort.signal,
      onEvent: event => void ('epoch' in event && epochs++),
    })
    const failure = call.result.catch((error: unknown) => error)
    await expect.poll(() => epochs).toBeGreaterThan(2)
    call.pause()
    // Answered after the pause was heard: all epochs that ended before it are told by then.
    await compute.call('score', { modelFolder: await someModel(1), formulas: ['ClNa'] }).result
    const atPause = epochs
    await new Promise(resolve => setTimeout(resolve, 500))
    // The step that the pause found running may end one more.
    expect(epochs).toBeLessThanOrEqual(atPause + 1)
    call.resume()
    await expect.poll(() => epochs).toBeGreaterThan(atPause + 2)
    call.pause()
    abort.abort()
    expect(await failure).toMatchObject({ code: 'training/cancelled' })
    expect((await openRun(training.runFolder)).state?.history.length).toBeGreaterThanOrEqual(epochs)
    expect(await readdir(join(training.runFolder, '..'))).toEqual(['run'])
  })

  it('cancels a training that is told to pause right after', async () => {
    const abort = new AbortController()
    const started = Promise.withResolvers<void>()
    const call = compute.call('train', await longTraining(), {
      signal: abort.signal,
      onEvent: () => started.resolve(),
    })
    await started.promise
    abort.abort()
    call.pause()
    await expect(call.result).rejects.toMatchObject({ code: 'training/cancelled' })
  })
})

describe('when a compute process ends', () => {
  it('killed from outside: its calls and later ones say so at once', async () => {
    const own = await ownCompute()
    const running = own.call('train', await longTraining()).result.catch((error: unknown) => error)
    const started = performance.now()
    process.kill(own.pid, 'SIGKILL')
    expect(await running).toMatchObject({ code: 'compute/stopped', details: { how: 'SIGKILL' } })
    expect(performance.now() - started).toBeLessThan(20_000)
    await expect(own.call('probe', { settings: PAPER_TRAINING, seconds: 1 }).result).rejects.toMatchObject({
      code: 'compute/stopped',
    })
  })

  it('stopped in the midst of a training: a checkpoint is left to resume from', async () => {
    const own = await ownCompute()
    const training = await longTraining()
    const firstEpoch = Promise.withResolvers<void>()
    const running = own
      .call('train', training, { onEvent: event => 'epoch' in event && firstEpoch.resolve() })
      .result.catch((error: unknown) => error)
    await firstEpoch.promise
    await own.stop()
    expect(await running).toMatchObject({ code: 'compute/stopped' })
    expect((await openRun(training.runFolder)).state?.history.length).toBeGreaterThan(0)
    expect(isAlive(own.pid)).toBe(false)
    await own.stop()
  })

  it('whose parent is killed: it saves a checkpoint and ends as well', async () => {
    const { runFolder, modelFolder } = await longTraining()
    const script = fileURLToPath(new URL('./parent.ts', import.meta.url))
    const parent = spawn(process.execPath, [script, runFolder, modelFolder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    onTestFinished(() => void parent.kill('SIGKILL'))
    const [said] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(said.toString())
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => isAlive(pid), { interval: 100 }).toBe(false)
    expect((await openRun(runFolder)).state?.history.length).toBeGreaterThan(0)
  })

  it('that cannot start its back end says why and leaves no process', async () => {
    await expect(startCompute('abacus' as 'wasm')).rejects.toMatchObject({ code: 'engine/unavailable' })
  })
})

import * as tf from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../../src/engine/backend/backend.ts'
import { createRun, openRun, type TrainingRun } from '../../../src/engine/training/run.ts'
import type { EpochRecord } from '../../../src/engine/training/run-format.ts'
import type { TrainingSettings } from '../../../src/engine/training/settings.ts'
import { type TrainingControl, type TrainingProgress, train } from '../../../src/engine/training/trainer.ts'
import { smallPlan, temporaryFolder } from '../material.ts'

/** A control that never interferes, with changes. */
export function control(changes: Partial<TrainingControl> = {}): TrainingControl {
  return {
    signal: new AbortController().signal,
    whenRunning: () => Promise.resolve(),
    isFinishing: () => false,
    onProgress: () => undefined,
    onEpoch: () => undefined,
    ...changes,
  }
}

/** Aborts at the n-th of the moments at which a training listens: before each step and each validation batch. */
export function abortAt(moment: number): TrainingControl {
  const abort = new AbortController()
  let moments = 0
  return control({
    signal: abort.signal,
    whenRunning() {
      moments++
      if (moments === moment) abort.abort()
      return Promise.resolve()
    },
  })
}

export async function newRun(changes: Partial<TrainingSettings> = {}): Promise<TrainingRun> {
  return createRun(await temporaryFolder(), smallPlan(changes))
}

/** What does not depend on the clock. */
function withoutSeconds(history: readonly EpochRecord[]) {
  return history.map(({ seconds: _, ...rest }) => rest)
}

async function interruptedAt(backend: Backend, ...moments: readonly number[]) {
  let run = await newRun()
  for (const moment of moments) {
    await expect(train(backend, run, abortAt(moment))).rejects.toMatchObject({ code: 'training/cancelled' })
    run = await openRun(run.folder)
  }
  return train(backend, run, control())
}

/** What training must do on every back end. `moments` are those at which it is interrupted, of twelve. */
export function specifyTraining(backend: Backend, moments: readonly number[]): void {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('learns', async () => {
    const { history } = await train(backend, await newRun({ epochs: 12, learningRate: 5e-3 }), control())
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(history.at(-1)!.trainingLoss).toBeLessThan(0.7 * history[0]!.trainingLoss)
    expect(history.at(-1)!.validationLoss).toBeLessThan(0.9 * history[0]!.validationLoss)
  })

  it('gives the same weights for the same seed, others for another', async () => {
    const results = []
    for (const seed of [1, 1, 2])
      results.push(await train(backend, await newRun({ seed, epochs: 2 }), control()))
    const [first, second, third] = results.map(({ parameters }) => parameters)
    expect(second).toEqual(first)
    expect(third).not.toEqual(first)
  })

  it('asked to finish, takes the best of the epochs so far, in the midst of one', async () => {
    let moments = 0
    const run = await newRun({ epochs: 50 })
    // The third epoch is under way at the tenth moment.
    const finishing = control({
      whenRunning: async () => void moments++,
      isFinishing: () => moments >= 10,
    })
    const { history, selected, parameters } = await train(backend, run, finishing)
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2])
    const whole = await train(backend, await newRun({ epochs: 2 }), control())
    expect(selected.epoch).toBe(whole.selected.epoch)
    expect(parameters).toEqual(whole.parameters)
  })

  it('asked to finish before its first epoch has ended, ends it first', async () => {
    const { history } = await train(
      backend,
      await newRun({ epochs: 50 }),
      control({ isFinishing: () => true }),
    )
    expect(history).toHaveLength(1)
  })

  it('leaves no tensor behind, whether it ends, is cancelled or fails', async () => {
    const tensors = tf.memory().numTensors
    await train(backend, await newRun({ epochs: 1 }), control())
    expect(tf.memory().numTensors).toBe(tensors)
    await expect(train(backend, await newRun(), abortAt(2))).rejects.toThrow()
    expect(tf.memory().numTensors).toBe(tensors)
    await expect(train(backend, await divergingRun(), control())).rejects.toThrow()
    expect(tf.memory().numTensors).toBe(tensors)
  })

  describe('interrupted and resumed, gives the weights and the history of an uninterrupted training', () => {
    let uninterrupted: Awaited<ReturnType<typeof train>> | undefined
    const reference = async () => {
      uninterrupted ??= await train(backend, await newRun(), control())
      return { ...uninterrupted, history: withoutSeconds(uninterrupted.history) }
    }

    // Three epochs of three steps and one validation each: moments 1, 5 and 9 lie between epochs.
    it.each(moments)('at moment %i', async moment => {
      const { parameters, selected, history } = await interruptedAt(backend, moment)
      const expected = await reference()
      expect(parameters).toEqual(expected.parameters)
      expect(selected.epoch).toBe(expected.selected.epoch)
      expect(withoutSeconds(history)).toEqual(expected.history)
    })

    it('several times over', async () => {
      const { parameters } = await interruptedAt(backend, 1, 2, 1, 1, 4, 3)
      expect(parameters).toEqual((await reference()).parameters)
    })

    it('after its end: nothing is trained again', async () => {
      const run = await newRun()
      const { parameters } = await train(backend, run, control())
      const again = await train(
        backend,
        await openRun(run.folder),
        control({ whenRunning: () => Promise.reject(new Error('trains')) }),
      )
      expect(again.parameters).toEqual(parameters)
    })
  })

  it('says in which epoch it diverged, and keeps the checkpoint from before', async () => {
    const run = await divergingRun()
    const failure = await train(backend, run, control()).catch((error: unknown) => error)
    const { history } = (await openRun(run.folder)).state ?? { history: [] }
    expect(failure).toMatchObject({
      code: 'training/diverged',
      details: { epoch: history.length + 1, learningRate: 1 },
    })
    expect(history.length).toBeLessThan(run.plan.settings.epochs)
  })

  it('takes a batch larger than the data for one step an epoch', async () => {
    const steps: number[] = []
    const onProgress = ({ stepsPerEpoch }: TrainingProgress) => void steps.push(stepsPerEpoch)
    const { history } = await train(
      backend,
      await newRun({ batchSize: 1000, epochs: 2 }),
      control({ onProgress }),
    )
    expect(history).toHaveLength(2)
    expect(new Set(steps)).toEqual(new Set([1]))
  })

  it('does nothing while it is paused, and goes on after', async () => {
    const pause = Promise.withResolvers<void>()
    let moments = 0
    const epochs: number[] = []
    const training = train(
      backend,
      await newRun(),
      control({
        async whenRunning() {
          moments++
          if (moments === 6) await pause.promise
        },
        onEpoch: ({ epoch }) => void epochs.push(epoch),
      }),
    )
    await expect.poll(() => moments).toBe(6)
    await new Promise(resolve => setTimeout(resolve, 100))
    expect({ moments, epochs }).toEqual({ moments: 6, epochs: [1] })
    pause.resolve()
    await training
    expect(epochs).toEqual([1, 2, 3])
  })

  it('stops when validation no longer improves for as long as patience lasts', async () => {
    // With a learning rate that changes nothing in float32 the first epoch stays the best.
    const { history } = await train(
      backend,
      await newRun({ epochs: 20, patienceEpochs: 2, learningRate: 1e-30 }),
      control(),
    )
    expect(history).toHaveLength(3)
  })

  it('tells progress in order, within bounds, with the time that is left', async () => {
    // A clock on which any two readings are 300 ms apart makes every step worth telling.
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 300
      return now
    })
    const told: TrainingProgress[] = []
    const records: EpochRecord[] = []
    await train(
      backend,
      await newRun(),
      control({
        onProgress: progress => void told.push(progress),
        onEpoch: record => void records.push(record),
      }),
    )
    expect(told.map(({ epoch, step }) => [epoch, step])).toEqual(
      [1, 2, 3].flatMap(epoch => [1, 2, 3].map(step => [epoch, step])),
    )
    for (const { epoch, step, ...rest } of told) {
      expect(rest).toMatchObject({ epochs: 3, stepsPerEpoch: 3 })
      expect(rest.trainingLoss).toBeGreaterThan(0)
      expect(rest.samplesPerSecond).toBeGreaterThan(0)
      const before = records[epoch - 2]
      expect(rest.validationLoss).toBe(before?.validationLoss ?? null)
      if (before) expect(rest.etaSeconds).toBeCloseTo((3 - (epoch - 1) - step / 3) * before.seconds, 9)
      else expect(rest.etaSeconds).toBeNull()
    }
  })

  it('saves a checkpoint after every epoch, and every minute in between', async () => {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 61_000
      return now
    })
    const run = await newRun()
    const saved: (number | null)[] = []
    const watched: TrainingRun = {
      ...run,
      save(state) {
        saved.push(state.partialEpoch?.stepsDone ?? null)
        return run.save(state)
      },
    }
    await train(backend, { ...watched, parametersAfter: run.parametersAfter }, control())
    expect(saved).toEqual([1, 2, 3, null, 1, 2, 3, null, 1, 2, 3, null])
  })

  it('tells what each layer did: norms above zero, shares and counts within bounds, none without ReLU', async () => {
    const { history } = await train(backend, await newRun({ bottleneckActivation: 'linear' }), control())
    const { layers } = history[0]!
    expect(layers.map(({ layer }) => layer)).toEqual([1, 2, 3, 4])
    for (const { gradientNorm, updateNorm } of layers) {
      expect(gradientNorm).toBeGreaterThan(0)
      expect(updateNorm).toBeGreaterThan(0)
    }
    const [first, bottleneck, third, last] = layers
    expect(bottleneck).toMatchObject({ zeroActivations: null, deadUnits: null })
    expect(last).toMatchObject({ zeroActivations: null, deadUnits: null })
    for (const layer of [first!, third!]) {
      expect(layer.zeroActivations).toBeGreaterThanOrEqual(0)
      expect(layer.zeroActivations).toBeLessThanOrEqual(1)
      expect(layer.zeroActivations! * 16).toBeGreaterThanOrEqual(layer.deadUnits!)
    }
  })

  it('fails with the reason when a checkpoint cannot be saved', async () => {
    const run = await newRun()
    const refusal = new Error('no space left on device')
    await expect(train(backend, { ...run, save: () => Promise.reject(refusal) }, control())).rejects.toBe(
      refusal,
    )
  })
}

/** At this rate twelve wide layers multiply to infinity within a few steps. */
function divergingRun(): Promise<TrainingRun> {
  return newRun({ layerSizes: [1994, ...new Array<number>(12).fill(128), 1994], learningRate: 1, epochs: 20 })
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { startWasm } from '../../../src/engine/backend/wasm.ts'
import { buildModel } from '../../../src/engine/model/build.ts'
import { readManifest, readParameters, writeModel } from '../../../src/engine/model/model-file.ts'
import { compareModelFolders } from '../../../src/engine/retraining/compare.ts'
import { type FoldControl, validateByFolds } from '../../../src/engine/retraining/validation.ts'
import { loadAutoencoder } from '../../../src/engine/scoring.ts'
import { openRun, type TrainingRun } from '../../../src/engine/training/run.ts'
import { train } from '../../../src/engine/training/trainer.ts'
import { temporaryFolder } from '../material.ts'
import { abortAt, control } from '../training/training.ts'
import { KNOWN, parentModel, retrainingRun } from './material.ts'

const backend = await startWasm()
const never = new AbortController().signal

let place: string
let parent: string
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'anomalite-parent-'))
  parent = await parentModel(backend, place)
})
afterAll(() => rm(place, { recursive: true }))

/** Mean squared error of formulas under the parent. */
async function lossUnderParent(formulas: readonly string[]): Promise<number> {
  const manifest = await readManifest(parent)
  const autoencoder = loadAutoencoder(backend, manifest.settings, await readParameters(parent, manifest))
  const errors = await autoencoder.score(formulas.map(formula => parseFormula(formula)))
  autoencoder.dispose()
  return errors.reduce((sum, rmse) => sum + rmse ** 2, 0) / errors.length
}

/** Turns a run into a model; returns its folder. */
async function modelOf(run: TrainingRun): Promise<string> {
  const folder = join(await temporaryFolder(), 'model')
  const outcome = await train(backend, run, control())
  await writeModel(folder, await buildModel(backend, run.plan, outcome, never))
  return folder
}

describe('a warm start', () => {
  it('begins with the weights of its parent, and tells in-house and old losses apart', async () => {
    // A rate that changes nothing in single precision.
    const run = await retrainingRun(parent, {}, { learningRate: 1e-30, epochs: 1 })
    const { parameters, history } = await train(backend, run, control())
    expect(parameters).toEqual(await readParameters(parent, await readManifest(parent)))
    const { heldOut, watched, training, known, replayed } = run.plan.retraining!
    const { inHouse, old } = history[0]!.heldOutLosses!
    const [ours, theirs] = [
      await lossUnderParent(heldOut.map(({ formula }) => formula)),
      await lossUnderParent(watched),
    ]
    expect(inHouse).toBeCloseTo(ours, 7)
    expect(old).toBeCloseTo(theirs, 7)
    // Ours count twice, in training and so in the loss over all.
    const weight = 2 * (training.length + known.length)
    const overAll = (weight * ours + replayed.length * theirs) / (weight + replayed.length)
    expect(history[0]!.validationLoss).toBeCloseTo(overAll, 7)
  })

  it('ends with its last epoch, whatever the losses: what judges selects nothing', async () => {
    const run = await retrainingRun(parent, {}, { learningRate: 0.2 })
    const { selected, history } = await train(backend, run, control())
    expect(selected.epoch).toBe(4)
    expect(history[3]!.validationLoss).toBeGreaterThan(
      Math.min(...history.map(epoch => epoch.validationLoss)),
    )
  })

  // Two steps, and one look at each kind of held-out positives, an epoch.
  it.each([1, 2, 4, 5, 7, 11, 15])(
    'interrupted at moment %i and resumed, gives the same weights',
    async moment => {
      const whole = await train(backend, await retrainingRun(parent), control())
      const run = await retrainingRun(parent)
      await expect(train(backend, run, abortAt(moment))).rejects.toMatchObject({ code: 'training/cancelled' })
      const resumed = await train(backend, await openRun(run.folder), control())
      expect(resumed.parameters).toEqual(whole.parameters)
      expect(resumed.history.map(epoch => epoch.heldOutLosses)).toEqual(
        whole.history.map(epoch => epoch.heldOutLosses),
      )
    },
  )

  it('is refused when its plan was changed', async () => {
    const { folder } = await retrainingRun(parent)
    const path = join(folder, 'retraining.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace('"weight":2', '"weight":3'))
    await expect(openRun(folder)).rejects.toMatchObject({ code: 'training/run-broken' })
  })
})

it('a retraining from scratch begins with new weights and chooses its epoch by the losses', async () => {
  const run = await retrainingRun(parent, { start: 'scratch', replay: 40 }, { epochs: 12 })
  const { parameters, selected, history } = await train(backend, run, control())
  expect(parameters).not.toEqual(await readParameters(parent, await readManifest(parent)))
  const gap = (epoch: (typeof history)[number]) => Math.abs(epoch.trainingLoss - epoch.validationLoss)
  const lowest = history.toSorted((a, b) => a.validationLoss - b.validationLoss).slice(0, 10)
  expect(gap(selected)).toBe(Math.min(...lowest.map(gap)))
})

it('a model knows its parent, what it was made from, and all that it was trained on', async () => {
  const run = await retrainingRun(parent)
  const manifest = await readManifest(await modelOf(run))
  expect(manifest).toMatchObject({
    version: 2,
    selectedEpoch: 4,
    // Of fifteen new ones four or five are held out; the parent's own stay as they were.
    positives: { training: 42 + 11, heldOut: 18 + 4 },
    retraining: {
      start: 'warm',
      parent: { id: 'sixty' },
      lists: [{ name: 'Ours', weight: 2, positives: 15 }],
      counts: { known: 0, heldOutByParent: 0, training: 11, heldOut: 4, replayed: 20 },
      validation: null,
      comparison: null,
    },
  })
  expect(manifest.retraining!.losses.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
  // What was not retrained is written as every earlier program reads it.
  expect(await readManifest(parent)).toMatchObject({ version: 1 })
  expect(await readManifest(parent)).not.toHaveProperty('retraining')
})

describe('validateByFolds', () => {
  const by = { by: 'compositions', folds: 3, repeats: 2 } as const
  const folded = () => retrainingRun(parent, { folds: by }, { epochs: 2 })
  const foldControl = (changes: Partial<FoldControl> = {}): FoldControl => ({
    ...control(),
    onFold: () => undefined,
    ...changes,
  })

  it('judges each composition once a repeat, by models that have not seen it', async () => {
    const run = await folded()
    const validation = (await validateByFolds(backend, run, foldControl()))!
    expect(validation.results.map(({ repeat, fold, n }) => [repeat, fold, n])).toEqual(
      [1, 2].flatMap(repeat => [1, 2, 3].map(fold => [repeat, fold, 5])),
    )
    // Under the parent the means over the folds are the mean over all, however they are parted.
    const [first, second] = [1, 2].map(wanted =>
      validation.results
        .filter(({ repeat }) => repeat === wanted)
        .reduce((sum, { olderRmse }) => sum + olderRmse / 3, 0),
    )
    expect(first).toBeCloseTo(second!, 6)
    expect(new Set(validation.results.map(({ newerRmse }) => newerRmse)).size).toBe(6)
  })

  it('goes on with the next fold after an interruption, and gives what it would have given', async () => {
    const whole = await validateByFolds(backend, await folded(), foldControl())
    const run = await folded()
    const abort = new AbortController()
    const interrupted = validateByFolds(
      backend,
      run,
      foldControl({
        signal: abort.signal,
        onFold: ({ fold }) => {
          if (fold === 3) abort.abort()
        },
      }),
    )
    await expect(interrupted).rejects.toMatchObject({ code: 'training/cancelled' })
    const folds: number[] = []
    const resumed = await validateByFolds(
      backend,
      await openRun(run.folder),
      foldControl({ onFold: ({ fold }) => void folds.push(fold) }),
    )
    expect(Math.min(...folds)).toBe(3)
    expect(resumed).toEqual(whole)
  })

  it('asked to finish, ends the fold that runs and begins no other', async () => {
    let finishing = false
    const onFold = () => {
      finishing = true
    }
    const validation = await validateByFolds(
      backend,
      await folded(),
      foldControl({ onFold, isFinishing: () => finishing }),
    )
    expect(validation!.results).toHaveLength(1)
    const none = await validateByFolds(backend, await folded(), foldControl({ isFinishing: () => true }))
    expect(none).toBeNull()
  })
})

describe('compareModelFolders', () => {
  const compare = (olderFolder: string, newerFolder: string, made: readonly string[] = []) =>
    compareModelFolders(
      backend,
      {
        olderFolder,
        newerFolder,
        // One that the parent was trained on: it must not judge.
        labelled: [
          { formula: KNOWN.training[0]!, energyAboveHullEvPerAtom: 0 },
          { formula: 'Ba2Cl7', energyAboveHullEvPerAtom: 0.4 },
          { formula: 'GeS2', energyAboveHullEvPerAtom: 0 },
        ],
        made,
        maxEnergyAboveHullEvPerAtom: 0.01,
      },
      { signal: never, onProgress: () => undefined },
    )

  it('judges by what neither was trained on', async () => {
    const run = await retrainingRun(parent)
    const comparison = await compare(parent, await modelOf(run))
    expect(comparison).toMatchObject({
      inHouse: { n: 4 },
      old: { n: 18 },
      labelled: { positives: 1, negatives: 1 },
      ranked: 24,
    })
    expect(comparison.old!.older.meanRmse).not.toBe(comparison.old!.newer.meanRmse)
  })

  it('judges by compounds that were made as well, but not by what either was trained on or the older holds out', async () => {
    const made = ['Ba2Cl7', 'Rb2O', KNOWN.training[0]!, KNOWN.heldOut[0]!]
    const { inHouse, old, ranked } = await compare(parent, parent, made)
    expect({ inHouse: inHouse!.n, old: old!.n, ranked }).toEqual({ inHouse: 2, old: 18, ranked: 21 })
  })

  it('finds no difference between a model and itself', async () => {
    const { inHouse, old, moved } = await compare(parent, parent)
    expect(inHouse).toBeNull()
    expect(old).toMatchObject({ n: 18, improved: 0, meanChange: 0 })
    expect(moved).toEqual([])
  })
})

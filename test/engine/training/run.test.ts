import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshAdamState } from '../../../src/engine/backend/backend.ts'
import { initialParameters } from '../../../src/engine/network.ts'
import {
  createRun,
  openRun,
  readRunOutline,
  type TrainingRun,
  type TrainingState,
} from '../../../src/engine/training/run.ts'
import type { EpochRecord, PartialEpoch } from '../../../src/engine/training/run-format.ts'
import { smallPlan, temporaryFolder } from '../material.ts'

const plan = smallPlan({ layerSizes: [1994, 2, 1994] })

const PARTIAL: PartialEpoch = {
  stepsDone: 2,
  samples: 32,
  lossSum: 0.1 + 0.2,
  seconds: 1.5,
  gradientNorms: [0.25, 1e-9],
  updateNorms: [0.5, 0.125],
}

function epochRecord(epoch: number, validationLoss = 1 / epoch): EpochRecord {
  const layer = { gradientNorm: 1, updateNorm: 0.1, zeroActivations: null, deadUnits: null }
  return {
    epoch,
    trainingLoss: 0.3,
    validationLoss,
    seconds: 2,
    layers: [
      { ...layer, layer: 1, zeroActivations: 0.5, deadUnits: 1 },
      { ...layer, layer: 2 },
    ],
  }
}

/** A state whose parameters differ from step to step. */
function stateAt(
  step: number,
  history: readonly EpochRecord[],
  partialEpoch: PartialEpoch | null,
): TrainingState {
  const fresh = freshAdamState(initialParameters(plan.settings, 'he-normal', step))
  return { history, partialEpoch, adam: { ...fresh, step } }
}

async function savedRun(): Promise<TrainingRun> {
  const run = await createRun(await temporaryFolder(), plan)
  await run.save(stateAt(3, [epochRecord(1)], null))
  await run.save(stateAt(5, [epochRecord(1)], PARTIAL))
  return run
}

async function rewrite(run: TrainingRun, file: string, change: (text: string) => string): Promise<void> {
  const path = join(run.folder, file)
  await writeFile(path, change(await readFile(path, 'utf8')))
}

const editJson = (edit: (value: Record<string, unknown>) => unknown) => (text: string) =>
  JSON.stringify(edit(JSON.parse(text)))

describe('a training run on disk', () => {
  it('opens as it was begun', async () => {
    const { folder } = await createRun(await temporaryFolder(), plan)
    const run = await openRun(folder)
    expect(run).toMatchObject({ folder, plan, state: null })
  })

  it('opens at its last checkpoint, number for number', async () => {
    const run = await openRun((await savedRun()).folder)
    expect(run.state).toEqual(stateAt(5, [epochRecord(1)], PARTIAL))
    expect(await run.parametersAfter(1)).toEqual(stateAt(3, [], null).adam.parameters)
  })

  it('keeps the weights of the ten epochs of lowest validation loss, and no others', async () => {
    const run = await createRun(await temporaryFolder(), plan)
    const history: EpochRecord[] = []
    for (let epoch = 1; epoch <= 13; epoch++) {
      history.push(epochRecord(epoch, epoch === 5 ? 9 : 1 / epoch))
      await run.save(stateAt(epoch, history, null))
    }
    const kept = (await readdir(run.folder)).filter(file => file.endsWith('.bin'))
    const epochs = [3, 4, 6, 7, 8, 9, 10, 11, 12, 13]
    expect(kept.toSorted()).toEqual(['adam-13.bin', ...epochs.map(epoch => `epoch-${epoch}.bin`)].toSorted())
    await expect(run.parametersAfter(5)).rejects.toMatchObject({ code: 'training/run-broken' })
  })

  it('names the weights of an epoch once, however often its checkpoint is saved', async () => {
    const run = await createRun(await temporaryFolder(), plan)
    for (let i = 0; i < 3; i++) await run.save(stateAt(3, [epochRecord(1)], null))
    const { candidates } = JSON.parse(await readFile(join(run.folder, 'state.json'), 'utf8'))
    expect(candidates).toHaveLength(1)
  })

  it('clears away what an interrupted save left', async () => {
    const run = await savedRun()
    await writeFile(join(run.folder, '.adam-9.bin.0123456789ab.partial'), 'half')
    await writeFile(join(run.folder, 'adam-9.bin'), 'whole, but named by no checkpoint')
    await (await openRun(run.folder)).save(stateAt(6, [epochRecord(1)], PARTIAL))
    expect((await readdir(run.folder)).toSorted()).toEqual(
      ['adam-6.bin', 'epoch-1.bin', 'held-out.txt', 'run.json', 'state.json', 'training.txt'].toSorted(),
    )
  })

  it('is not begun over another', async () => {
    const run = await savedRun()
    await expect(createRun(run.folder, plan)).rejects.toMatchObject({ code: 'training/run-exists' })
    expect((await openRun(run.folder)).state).not.toBeNull()
  })

  it.each([
    {
      what: 'nothing to train on',
      change: { positives: { training: [], heldOut: ['ClNa'] } },
      code: 'training/too-few-positives',
    },
    {
      what: 'nothing held out',
      change: { positives: { training: ['ClNa'], heldOut: [] } },
      code: 'training/too-few-positives',
    },
    { what: 'no name', change: { name: '' }, code: 'training/settings' },
    {
      what: 'settings out of range',
      change: { settings: { ...plan.settings, epochs: 0 } },
      code: 'training/settings',
    },
  ])('is not begun with $what', async ({ change, code }) => {
    const folder = await temporaryFolder()
    await expect(createRun(folder, { ...plan, ...change })).rejects.toMatchObject({ code })
    expect(await readdir(folder)).toEqual([])
  })

  it('of a newer program is refused with the advice to update', async () => {
    const run = await savedRun()
    await rewrite(
      run,
      'run.json',
      editJson(value => ({ ...value, version: 3, more: true })),
    )
    await expect(openRun(run.folder)).rejects.toMatchObject({
      code: 'training/run-newer',
      details: { version: 3 },
    })
  })

  it.each([
    ['run.json, gone', 'run.json', null],
    ['run.json, cut short', 'run.json', (text: string) => text.slice(0, 100)],
    ['run.json, empty', 'run.json', () => ''],
    ['run.json, no object', 'run.json', () => 'null'],
    ['run.json, another format', 'run.json', editJson(value => ({ ...value, format: 'something-else' }))],
    [
      'run.json, a setting of the wrong kind',
      'run.json',
      editJson(value => ({ ...value, settings: { epochs: 'many' } })),
    ],
    [
      'run.json, a network of another input',
      'run.json',
      editJson(value => ({ ...value, settings: { ...plan.settings, layerSizes: [5, 2, 5] } })),
    ],
    [
      'run.json, a network of another size',
      'run.json',
      editJson(value => ({ ...value, settings: { ...plan.settings, layerSizes: [1994, 3, 1994] } })),
    ],
    ['training.txt, gone', 'training.txt', null],
    ['training.txt, another formula', 'training.txt', (text: string) => text.replace('O', 'S')],
    ['held-out.txt, cut short', 'held-out.txt', (text: string) => text.slice(0, -1)],
    ['state.json, cut short', 'state.json', (text: string) => text.slice(0, -1)],
    ['state.json, empty', 'state.json', () => ''],
    ['state.json, no history', 'state.json', editJson(({ history: _, ...rest }) => rest)],
    [
      'state.json, a file elsewhere',
      'state.json',
      (text: string) => text.replace('adam-5.bin', '../adam-5.bin'),
    ],
    ['adam-5.bin, gone', 'adam-5.bin', null],
    ['adam-5.bin, cut short', 'adam-5.bin', 100],
    ['epoch-1.bin, gone', 'epoch-1.bin', null],
    ['epoch-1.bin, cut short', 'epoch-1.bin', 100],
  ])('is refused when damaged: %s', async (_, file, damage) => {
    const run = await savedRun()
    if (damage === null) await rm(join(run.folder, file))
    else if (typeof damage === 'number') await truncate(join(run.folder, file), damage)
    else await rewrite(run, file, damage)
    await expect(openRun(run.folder)).rejects.toMatchObject({
      name: 'AnomaliteError',
      code: 'training/run-broken',
      message: expect.stringContaining(run.folder),
    })
  })

  it.each(['adam-5.bin', 'epoch-1.bin'])('is refused when one bit of %s has flipped', async file => {
    const run = await savedRun()
    const bytes = await readFile(join(run.folder, file))
    bytes[1234]! ^= 4
    await writeFile(join(run.folder, file), bytes)
    await expect(openRun(run.folder)).rejects.toMatchObject({ code: 'training/run-broken' })
  })

  it('tells what it is and how far it has come, whatever its weights', async () => {
    const run = await savedRun()
    await rm(join(run.folder, 'adam-5.bin'))
    const { positives: _, ...rest } = run.plan
    const { history, ...outline } = await readRunOutline(run.folder)
    expect(outline).toEqual({ ...rest, retraining: null })
    expect(history.map(({ epoch }) => epoch)).toEqual([1])
    await rm(join(run.folder, 'state.json'))
    expect((await readRunOutline(run.folder)).history).toEqual([])
  })

  it('that is nowhere is refused', async () => {
    const folder = join(await temporaryFolder(), 'none')
    await expect(openRun(folder)).rejects.toMatchObject({ code: 'training/run-broken' })
  })
})

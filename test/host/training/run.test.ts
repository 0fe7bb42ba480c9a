import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnomaliteError } from '../../../src/domain/error.ts'
import type { ComputeProcess } from '../../../src/engine/index.ts'
import { evaluateModel, readLabelledFile } from '../../../src/host/evaluation.ts'
import { findModel, listModels, trainingMemory } from '../../../src/host/models.ts'
import { readPositives } from '../../../src/host/positives.ts'
import { layerSizes } from '../../../src/host/training/choice.ts'
import { beginRun, findRun, finishRun } from '../../../src/host/training/run.ts'
import { lockFolder } from '../../../src/library/index.ts'
import { type Laboratory, laboratory, SMALL, SOURCE, STABLE_AND_NOT } from '../tiny-model.ts'

let here: Laboratory
beforeAll(async () => {
  here = await laboratory()
})
afterAll(() => here.close())

/** A compute process that must not be asked. */
const noCompute = { engine: {}, pid: 0, call: () => expect.unreachable() } as unknown as ComputeProcess

describe('readPositives', () => {
  it('counts every line once', async () => {
    const { positives, labelled, ...counts } = await readPositives(STABLE_AND_NOT, 0.01)
    expect(counts).toEqual({
      repeated: 1,
      unread: 1,
      withoutEnergy: 2,
      aboveLimit: 18,
      outsideDescriptor: 1,
      hasEnergies: true,
    })
    // 83 lines: the others are 60 distinct positives.
    expect(positives).toHaveLength(83 - 1 - 1 - 2 - 18 - 1)
    // NaCl and TiO2 have a second entry each, one of them unstable; Lr is outside.
    expect(labelled).toHaveLength(76)
  })

  it.each([
    // The row at 0.01 exactly is not below 0.01.
    { limit: 0.0100001, count: 61 },
    { limit: 0.01, count: 60 },
    { limit: 2, count: 76 },
  ])('gives $count positives below $limit eV/atom', async ({ limit, count }) => {
    const { positives, labelled } = await readPositives(STABLE_AND_NOT, limit)
    expect(positives).toHaveLength(count)
    // Nothing judges where nothing is above the limit.
    expect(labelled).toHaveLength(limit === 2 ? 0 : 76)
  })
})

describe('beginRun and finishRun', () => {
  it('leave a model, its judgement, and no run', async () => {
    const { data, compute, model } = here
    expect(model).toMatchObject({ id: 'tiny', origin: 'own', manifest: { name: 'Tiny', source: SOURCE } })
    expect(await readdir(join(data, 'runs'))).toEqual([])
    const { labelled } = await readLabelledFile(STABLE_AND_NOT)
    const { outsideModel, ...result } = await evaluateModel(compute, model, labelled, 0.01)
    expect(model.manifest.evaluation).toEqual({ source: 'stable-and-not.csv', result })
    expect(outsideModel).toBe(2)
    expect(await findModel(data, 'Tiny')).toEqual(model)
  })

  it('finish what was interrupted between training and judging', async () => {
    const { data, compute } = here
    const file = await readPositives(STABLE_AND_NOT, 0.01)
    const run = await beginRun(data, 'Torn', file, SOURCE, SMALL)
    const torn: ComputeProcess = {
      ...compute,
      call: (method, input, options) => {
        if (method === 'judge') throw new Error('the machine lost power')
        return compute.call(method, input, options)
      },
    }
    await expect(finishRun(data, torn, run)).rejects.toThrow('lost power')
    expect((await findModel(data, 'torn')).manifest.evaluation).toBeNull()
    const model = await finishRun(data, compute, await findRun(data))
    expect(model.manifest.evaluation).not.toBeNull()
    expect(await readdir(join(data, 'runs'))).toEqual([])
  })

  it('refuse a run that another program is finishing, and leave it to that one', async () => {
    const { data } = here
    const run = await beginRun(data, 'twice', await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL)
    const other = lockFolder(run.folder)
    await expect(finishRun(data, noCompute, run)).rejects.toMatchObject({ code: 'library/in-use' })
    other.release()
    expect((await findRun(data, 'twice')).plan).toEqual(run.plan)
    await rm(run.folder, { recursive: true })
  })

  it('refuse a name that is taken, by a model or a run', async () => {
    const { data } = here
    const file = await readPositives(STABLE_AND_NOT, 0.01)
    const begin = () => beginRun(data, 'taken', file, SOURCE, SMALL)
    await expect(beginRun(data, 'TINY', file, SOURCE, SMALL)).rejects.toMatchObject({ code: 'model/exists' })
    const { folder } = await begin()
    await expect(begin()).rejects.toMatchObject({ code: 'training/run-exists' })
    await rm(join(folder, 'run.json'))
    await writeFile(join(folder, 'labelled.csv'), 'left by a beginning that was cut short')
    expect(await readFile(join((await begin()).folder, 'labelled.csv'), 'utf8')).toContain(
      'formula,e_above_hull',
    )
    await rm(folder, { recursive: true })
  })

  it('leave nothing of a run whose settings are refused', async () => {
    const { data } = here
    const file = await readPositives(STABLE_AND_NOT, 0.01)
    const begun = beginRun(data, 'wild', file, SOURCE, { ...SMALL, learningRate: 1e30 })
    await expect(begun).rejects.toMatchObject({ code: 'training/settings' })
    expect(await readdir(join(data, 'runs'))).toEqual([])
  })

  it('remove a run that diverged, so that its name can be used again', async () => {
    const { data } = here
    const run = await beginRun(data, 'wild', await readPositives(STABLE_AND_NOT, 0.01), SOURCE, SMALL)
    const diverging = {
      engine: {},
      call: () => ({
        result: Promise.reject(new AnomaliteError('training/diverged', 'No longer a number.')),
      }),
    } as unknown as ComputeProcess
    await expect(finishRun(data, diverging, run)).rejects.toMatchObject({ code: 'training/diverged' })
    expect(await readdir(join(data, 'runs'))).toEqual([])
  })

  it('say which runs there are', async () => {
    const { data } = here
    await expect(findRun(data)).rejects.toMatchObject({ code: 'training/no-such-run' })
    await expect(findRun(data, 'x')).rejects.toThrow('There is no unfinished training "x". Unfinished: none.')
  })
})

describe('layerSizes', () => {
  it('mirrors the encoder around the bottleneck', () => {
    expect(layerSizes(4, [32, 16])).toEqual([1994, 32, 16, 4, 16, 32, 1994])
    expect(layerSizes(16).at(-1)).toBe(1994)
    expect(Math.min(...layerSizes(16))).toBe(16)
  })
})

describe('models', () => {
  it('are found by id before name, and by the path of their folder', async () => {
    const { data, model } = here
    expect(await findModel(data, model.folder)).toEqual(model)
    expect((await findModel(join(data, 'elsewhere'), model.folder)).manifest).toEqual(model.manifest)
    // A copy with the other's id as its place in the alphabet before it.
    await cp(model.folder, join(data, 'models', 'a-copy'), { recursive: true })
    expect((await findModel(data, 'tiny')).id).toBe('tiny')
    expect((await findModel(data, 'Tiny')).id).toBe('a-copy')
    await rm(join(data, 'models', 'a-copy'), { recursive: true })
    await expect(findModel(data, 'huge')).rejects.toMatchObject({ code: 'model/unknown' })
  })

  it('that are broken are kept apart from the others', async () => {
    const { data } = here
    await mkdir(join(data, 'models', 'hollow'))
    const { models, broken } = await listModels(data)
    expect(models.map(({ id }) => id)).toContain('tiny')
    expect(broken).toMatchObject([{ id: 'hollow', origin: 'own', error: { code: 'model/missing' } }])
    await expect(findModel(data, 'hollow')).rejects.toMatchObject({ code: 'model/missing' })
    await rm(join(data, 'models', 'hollow'), { recursive: true })
  })

  it('remember what they were trained on, not what was held out', async () => {
    const { model } = here
    const memory = await trainingMemory(model)
    const heldOut = (await readFile(join(model.folder, 'held-out.txt'), 'utf8')).trim().split('\n')
    const training = (await readFile(join(model.folder, 'training.txt'), 'utf8')).trim().split('\n')
    expect(training.every(formula => memory.wasTrainedOn(formula))).toBe(true)
    expect(heldOut.some(formula => memory.wasTrainedOn(formula))).toBe(false)
    expect([memory.hasSeen('O'), memory.hasSeen('Pu')]).toEqual([true, false])
  })
})

describe('evaluateModel', () => {
  it('asks for both classes', async () => {
    const { compute, model } = here
    const { labelled } = await readLabelledFile(STABLE_AND_NOT)
    await expect(evaluateModel(compute, model, labelled, 5)).rejects.toMatchObject({
      code: 'evaluation/one-class',
    })
  })

  it('asks the engine nothing when there is nothing to score', async () => {
    await expect(evaluateModel(noCompute, here.model, [], 0.01)).rejects.toMatchObject({
      code: 'evaluation/one-class',
    })
  })
})

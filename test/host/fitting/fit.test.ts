import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { readForests, readStabilityManifest } from '../../../src/engine/index.ts'
import { finishFit } from '../../../src/host/fitting/fit.ts'
import { fitFolder } from '../../../src/host/fitting/fit-folder.ts'
import { fitForests } from '../../../src/host/fitting/fit-forests.ts'
import { beginFit } from '../../../src/host/fitting/fit-plan.ts'
import { openStages } from '../../../src/host/fitting/stages.ts'
import { findStabilityModel, listModels, type StabilityModel } from '../../../src/host/models.ts'
import { loadStability, scoreStability, stoichiometries } from '../../../src/host/stability/scoring.ts'
import { openThreads } from '../../../src/host/stability/threads.ts'
import { SALTS as choice, fitted, fitOptions as options, POSITIVES } from './salts.ts'

/** Files of a model but its manifest, which says when the fit was begun. */
async function numbersOf({ folder }: StabilityModel): Promise<Record<string, Buffer>> {
  const names = (await readdir(folder)).filter(name => name !== 'stability.json')
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name))] as const)),
  )
}

let data: string
let model: StabilityModel
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'anomalite-fitting-'))
  model = await fitted(data, { ...choice, labelled: [] })
})
afterAll(() => rm(data, { recursive: true, force: true }))

describe('a fit', () => {
  it('learns to tell a salt from what is none', async () => {
    const loaded = await loadStability(model)
    const compositions = ['RbF', 'Rb3F', 'RbF5', 'CsF'].map(formula => parseFormula(formula))
    const [salt, poor, rich, unknown] = await scoreStability(loaded, compositions)
    expect(salt).toMatchObject({ kind: 'scored', canonical: 'FRb' })
    for (const other of [poor, rich]) {
      expect(salt!.kind === 'scored' && other!.kind === 'scored' && salt!.logOdds > other!.logOdds).toBe(true)
    }
    expect(unknown).toEqual({ kind: 'outside', canonical: 'CsF', elements: ['Cs'] })
  })

  it('keeps a fifth of the positives out, and nothing but the model', async () => {
    expect(model.manifest.positives).toEqual({ training: 35, heldOut: 9 })
    expect(model.manifest.evaluation).toBeNull()
    expect(await readdir(join(data, 'runs'))).toEqual([])
  })

  it('refuses a name that is taken by a model, or by another fit', async () => {
    await expect(beginFit(data, choice)).rejects.toMatchObject({ code: 'model/exists' })
    await beginFit(data, { ...choice, name: 'Begun' })
    await expect(beginFit(data, { ...choice, name: 'begun!' })).rejects.toMatchObject({
      code: 'training/run-exists',
    })
    await rm(fitFolder(data, 'Begun'), { recursive: true })
  })

  it('goes on from what it has kept, to the bytes it would have come to at once', async () => {
    const both = { ...choice, judgedBy: 'compounds-and-systems' } as const
    const whole = await fitted(data, { ...both, name: 'Whole' })
    await beginFit(data, { ...both, name: 'In parts' })
    const begun: number[] = []
    for (const limit of [0.2, 0.46, 0.7, 2]) {
      const control = new AbortController()
      const steps: number[] = []
      const part = finishFit(
        data,
        'In parts',
        options({
          signal: control.signal,
          onProgress({ fraction }) {
            steps.push(fraction)
            if (fraction >= limit) control.abort(new Error('stopped'))
          },
        }),
      )
      if (limit < 1) await expect(part).rejects.toThrow('stopped')
      else expect(await numbersOf(await part)).toEqual(await numbersOf(whole))
      begun.push(steps[0]!)
    }
    expect(begun[0]).toBeLessThan(0.05)
    expect(begun.at(-1)).toBeGreaterThan(0.5)
    const { manifest } = await findStabilityModel(data, 'In parts')
    const { name: _, createdAt: __, ...same } = whole.manifest
    expect(manifest).toMatchObject(same)
  })

  it('does not go on with what was changed since', async () => {
    await beginFit(data, { ...choice, name: 'Changed' })
    await writeFile(join(fitFolder(data, 'Changed'), 'positives.txt'), 'ClNa\n')
    await expect(finishFit(data, 'Changed', options())).rejects.toMatchObject({ code: 'fit/broken' })
    await rm(fitFolder(data, 'Changed'), { recursive: true })
  })
})

it('gives the same forests on one thread and on three', async () => {
  const known = stoichiometries(POSITIVES)
  const forests = [1, 3].map(async count => {
    const threads = openThreads(undefined, count)
    const stages = openStages(join(data, `on-${count}`), 'a test')
    const means = { threads, stages, onProgress: () => undefined }
    const forests = await fitForests(means, known, { seed: 1, parting: 'compounds' })
    await threads.close()
    return forests
  })
  const [one, three] = await Promise.all(forests)
  expect(three).toEqual(one)
})

describe('a model’s folder', () => {
  const damaged = async (file: string, damage: (bytes: Buffer) => Uint8Array | string) => {
    const folder = await mkdtemp(join(tmpdir(), 'anomalite-damaged-'))
    await cp(model.folder, folder, { recursive: true })
    await writeFile(join(folder, file), damage(await readFile(join(folder, file))))
    return folder
  }

  it('is read as it was written', async () => {
    expect(await readStabilityManifest(model.folder)).toEqual(model.manifest)
    const { models, broken } = await listModels(data)
    expect(models.map(({ id }) => id)).toContain('salts')
    expect(broken).toEqual([])
    expect(await findStabilityModel(data, 'Salts')).toEqual(model)
    expect(await findStabilityModel(data, model.folder)).toMatchObject({ id: 'salts' })
    await expect(findStabilityModel(data, 'sugars')).rejects.toMatchObject({ code: 'model/unknown' })
  })

  it.each([
    ['values.bin', 'cut short', (bytes: Buffer) => bytes.subarray(4)],
    ['splits.bin', 'changed', (bytes: Buffer) => Buffer.concat([Buffer.of(7), bytes.subarray(1)])],
    ['training.txt', 'lengthened', (bytes: Buffer) => `${bytes}NaCl2\n`],
  ])('with %s %s is refused', async (file, _, damage) => {
    const folder = await damaged(file, damage)
    const read = async () => loadStability({ ...model, folder })
    await expect(read()).rejects.toMatchObject({
      code: 'model/broken',
      message: expect.stringContaining(file),
    })
    await rm(folder, { recursive: true })
  })

  it.each([
    ['is changed', (bytes: Buffer) => String(bytes).replace('"seed": 3', '"seed": 4'), 'model/broken'],
    [
      'is of a later version',
      (bytes: Buffer) => String(bytes).replace('"version": 1', '"version": 2'),
      'model/newer',
    ],
    ['is of something else', () => '{"format": "anomalite-model"}', 'model/broken'],
    ['is no JSON', () => '{', 'model/broken'],
  ])('whose manifest %s is refused', async (_, damage, code) => {
    const folder = await damaged('stability.json', damage)
    await expect(readStabilityManifest(folder)).rejects.toMatchObject({ code })
    await rm(folder, { recursive: true })
  })

  it('that is not there is said to be missing', async () => {
    await expect(readStabilityManifest(join(data, 'none'))).rejects.toMatchObject({ code: 'model/missing' })
    await expect(readForests(join(data, 'none'), model.manifest)).rejects.toMatchObject({
      code: 'model/broken',
    })
  })
})

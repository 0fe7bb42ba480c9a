import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { readForests, readStabilityManifest } from '../../../src/engine/index.ts'
import { findStabilityModel, listModels, type StabilityModel } from '../../../src/host/models.ts'
import { fitStability } from '../../../src/host/stability/fit.ts'
import { fitForests } from '../../../src/host/stability/fit-forests.ts'
import { loadStability, scoreStability, stoichiometries } from '../../../src/host/stability/scoring.ts'
import { openThreads } from '../../../src/host/stability/threads.ts'

/** Halides, perovskites and simple oxides: what is known of them leaves gaps to be filled. */
const POSITIVES = [
  ...['Li', 'Na', 'K', 'Rb'].flatMap(metal => ['F', 'Cl', 'Br', 'I'].map(halogen => halogen + metal)),
  ...['Mg', 'Ca', 'Sr', 'Ba'].flatMap(metal => [`F2${metal}`, `Cl2${metal}`, `${metal}O`, `${metal}S`]),
  ...['Ca', 'Sr', 'Ba'].flatMap(metal => ['Ti', 'Zr', 'Hf', 'Sn'].map(other => `${metal}O3${other}`)),
]

const fit = {
  name: 'Salts',
  positives: POSITIVES,
  labelled: ['NaCl', 'MgO', 'ClNa3', 'BaO4', 'Ca3O', 'CsAu'].map((formula, i) => ({
    composition: parseFormula(formula),
    energyAboveHullEvPerAtom: i < 2 ? 0 : 0.5,
  })),
  source: { description: 'salts.csv', maxEnergyAboveHullEvPerAtom: 0.01, attribution: [] as string[] },
  seed: 3,
  judgedBy: 'compounds',
} as const

let data: string
let model: StabilityModel
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'anomalite-stability-'))
  model = await fitStability(data, { ...fit, labelled: [] })
}, 120_000)
afterAll(() => rm(data, { recursive: true, force: true }))

describe('fitStability', () => {
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

  it('keeps a fifth of the positives out', () => {
    expect(model.manifest.positives).toEqual({ training: 35, heldOut: 9 })
    expect(model.manifest.evaluation).toBeNull()
  })

  it('refuses a name that is taken', async () => {
    await expect(fitStability(data, fit)).rejects.toMatchObject({ code: 'model/exists' })
  })

  it('keeps nothing of a fit that is cancelled', async () => {
    const controller = new AbortController()
    const cancelled = fitStability(
      data,
      { ...fit, name: 'Cancelled' },
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    await expect(cancelled).rejects.toMatchObject({ code: 'stability/cancelled' })
    expect(await readdir(join(data, 'models'))).toEqual(['salts'])
  })
})

it('gives the same forests on one thread and on three', async () => {
  const known = stoichiometries(POSITIVES)
  const forests = [1, 3].map(async count => {
    const threads = openThreads(undefined, count)
    const fitted = await fitForests(threads, known, { seed: 1, parting: 'compounds' }, () => {})
    await threads.close()
    return fitted
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

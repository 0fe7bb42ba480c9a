import { mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { randomStream } from '../../../src/domain/statistics/index.ts'
import { floatBytes, sha256 } from '../../../src/engine/floats.ts'
import { ELEMENT_TABLE_SHA256, type ModelManifest } from '../../../src/engine/model/manifest.ts'
import {
  type ModelContent,
  readFormulas,
  readManifest,
  readParameters,
  writeManifest,
  writeModel,
} from '../../../src/engine/model/model-file.ts'
import { initialParameters } from '../../../src/engine/network.ts'
import { smallPlan, temporaryFolder } from '../material.ts'

const plan = smallPlan({ layerSizes: [1994, 2, 1994] })

const content: ModelContent = {
  manifest: {
    name: plan.name,
    createdAt: plan.createdAt,
    settings: plan.settings,
    source: plan.source,
    positives: { training: plan.positives.training.length, heldOut: plan.positives.heldOut.length },
    engine: { backend: 'wasm', device: 'CPU, one core' },
    selectedEpoch: 1,
    history: [{ epoch: 1, trainingLoss: 0.25, validationLoss: 1e-7 }],
    heldOut: { rmse: 0.5, rSquaredGlobal: 0.9, rSquaredPerFeature: null, rmseQuantiles: [0.125, 0.5, 2.5] },
    evaluation: null,
  },
  parameters: initialParameters(plan.settings, 'he-normal', 1),
  trainingFormulas: plan.positives.training,
  heldOutFormulas: plan.positives.heldOut,
  diagnostics: [],
}

async function writtenModel(
  changes: Partial<ModelContent> = {},
): Promise<{ folder: string; manifest: ModelManifest }> {
  const folder = join(await temporaryFolder(), 'model')
  return { folder, manifest: await writeModel(folder, { ...content, ...changes }) }
}

/** Everything that is read of a model when it is used. */
async function readAll(folder: string) {
  const manifest = await readManifest(folder)
  return {
    manifest,
    parameters: await readParameters(folder, manifest),
    training: await readFormulas(folder, manifest, 'training.txt'),
    heldOut: await readFormulas(folder, manifest, 'held-out.txt'),
  }
}

/** Changes a manifest and gives it a checksum of its own, as someone who means harm would. */
async function forge(folder: string, change: (manifest: ModelManifest) => object): Promise<void> {
  await writeManifest(folder, change(await readManifest(folder)) as ModelManifest)
}

const broken = { name: 'AnomaliteError', code: 'model/broken' }

describe('a model file', () => {
  it('reads back as it was written', async () => {
    const { folder, manifest } = await writtenModel()
    expect(await readAll(folder)).toEqual({
      manifest,
      parameters: content.parameters,
      training: content.trainingFormulas,
      heldOut: content.heldOutFormulas,
    })
    expect(manifest).toMatchObject({ ...content.manifest, elementTableSha256: ELEMENT_TABLE_SHA256 })
  })

  it('holds the weights as little-endian float32', async () => {
    const { folder } = await writtenModel()
    const bytes = await readFile(join(folder, 'weights.bin'))
    expect(bytes).toHaveLength(4 * (1994 * 2 + 2 + 2 * 1994 + 1994))
    expect(bytes.readFloatLE(4 * 17)).toBe(content.parameters[0]![17])
  })

  it('takes an evaluation afterwards, under a new checksum', async () => {
    const { folder, manifest } = await writtenModel()
    const interval = { lower: 0.6, upper: 0.8 }
    const result = {
      maxEnergyAboveHullEvPerAtom: 0.01,
      n: 4,
      positives: 2,
      negatives: 2,
      trainedOn: 1,
      negativesTrainedOn: 0,
      auc: 0.7,
      aucInterval: interval,
      aucTrainedOn: null,
      aucAllPositives: 0.7,
      aucAllPositivesInterval: interval,
      byElements: [{ elements: 2, heldOutPositives: 1, negatives: 2, auc: null }],
      rmseByBin: [
        { fromEvPerAtom: 1, toEvPerAtom: null, n: 1, lowerQuartile: 1, median: 2, upperQuartile: 3 },
      ],
    }
    const evaluated = { ...manifest, evaluation: { source: 'labelled.csv', result } }
    await writeManifest(folder, evaluated)
    expect(await readManifest(folder)).toEqual(evaluated)
  })

  it('is not written over another', async () => {
    const { folder } = await writtenModel()
    await expect(writeModel(folder, content)).rejects.toMatchObject({ code: 'model/exists' })
    expect((await readAll(folder)).parameters).toEqual(content.parameters)
  })

  it('appears whole or not at all: a place that refuses leaves nothing', async () => {
    const parent = await temporaryFolder()
    await writeFile(join(parent, 'file'), 'in the way')
    await expect(writeModel(join(parent, 'file', 'model'), content)).rejects.toMatchObject({
      code: 'file/not-written',
    })
    expect(await readdir(parent)).toEqual(['file'])
  })

  it('is written in spite of what an interrupted write left', async () => {
    const parent = await temporaryFolder()
    await mkdir(join(parent, '.model.partial'))
    await writeFile(join(parent, '.model.partial', 'stale'), 'half')
    await writeModel(join(parent, 'model'), content)
    expect(await readdir(parent)).toEqual(['model'])
    expect((await readdir(join(parent, 'model'))).toSorted()).toEqual(
      ['diagnostics.json', 'held-out.txt', 'model.json', 'training.txt', 'weights.bin'].toSorted(),
    )
  })

  it('reads only in full: half of one that lacks its manifest is no model', async () => {
    const { folder } = await writtenModel()
    await rm(join(folder, 'model.json'))
    await expect(readAll(folder)).rejects.toMatchObject({ code: 'model/missing' })
  })

  it('that is nowhere is missing', async () => {
    await expect(readManifest(join(await temporaryFolder(), 'none'))).rejects.toMatchObject({
      code: 'model/missing',
    })
  })
})

describe('a damaged model file is refused', () => {
  it.each([
    ['model.json is empty', 'model.json', ''],
    ['model.json is no JSON', 'model.json', 'PK\u0003\u0004'],
    ['model.json is no object', 'model.json', '[1, 2]'],
    ['model.json is of something else', 'model.json', '{"format": "something-else", "version": 1}'],
    ['model.json has no seal', 'model.json', '{"format": "anomalite-model", "version": 1}'],
    ['training.txt is empty', 'training.txt', ''],
    ['weights.bin is empty', 'weights.bin', ''],
  ])('%s', async (_, file, text) => {
    const { folder } = await writtenModel()
    await writeFile(join(folder, file), text)
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it.each(['model.json', 'weights.bin', 'training.txt', 'held-out.txt'])('%s is cut short', async file => {
    const { folder } = await writtenModel()
    const { length } = await readFile(join(folder, file))
    for (const rest of [0.1, 0.5, 0.9]) {
      await truncate(join(folder, file), Math.floor(length * (1 - rest / 10)))
      await expect(readAll(folder)).rejects.toMatchObject(broken)
    }
  })

  it.each(['weights.bin', 'training.txt', 'held-out.txt'])('%s is gone', async file => {
    const { folder } = await writtenModel()
    await rm(join(folder, file))
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it.each(['model.json', 'weights.bin', 'training.txt'])('%s is a folder', async file => {
    const { folder } = await writtenModel()
    await rm(join(folder, file))
    await mkdir(join(folder, file))
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it('two of its files are exchanged', async () => {
    const { folder } = await writtenModel()
    await rename(join(folder, 'training.txt'), join(folder, 'other'))
    await rename(join(folder, 'held-out.txt'), join(folder, 'training.txt'))
    await rename(join(folder, 'other'), join(folder, 'held-out.txt'))
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it('a metric in model.json has another digit', async () => {
    const { folder } = await writtenModel()
    const path = join(folder, 'model.json')
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('"rSquaredGlobal": 0.9', '"rSquaredGlobal": 0.99'),
    )
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it('written again in another layout it is the same model', async () => {
    const { folder, manifest } = await writtenModel()
    const path = join(folder, 'model.json')
    await writeFile(path, JSON.stringify(JSON.parse(await readFile(path, 'utf8')), null, 4))
    expect(await readManifest(folder)).toEqual(manifest)
  })

  describe('1,000 random bit flips', () => {
    let folder: string
    let original: Awaited<ReturnType<typeof readAll>>

    beforeAll(async () => {
      folder = join(tmpdir(), `anomalite-flips-${process.pid}`)
      await writeModel(folder, content)
      original = await readAll(folder)
      return () => rm(folder, { recursive: true })
    })

    it.each([
      ['model.json', 400],
      ['weights.bin', 200],
      ['training.txt', 200],
      ['held-out.txt', 200],
    ])('of %s (%i of them) are found or change nothing', async (file, flips) => {
      const random = randomStream(11)
      const path = join(folder, file)
      const bytes = await readFile(path)
      let found = 0
      for (let i = 0; i < flips; i++) {
        const place = random.integer(bytes.length)
        const bit = 1 << random.integer(8)
        bytes[place]! ^= bit
        await writeFile(path, bytes)
        const result = await readAll(folder).catch((error: unknown) => error)
        if (result instanceof AnomaliteError) {
          expect(result.code).toMatch(/^model\/(broken|newer)$/)
          found++
        } else expect(result).toEqual(original)
        bytes[place]! ^= bit
      }
      await writeFile(path, bytes)
      // A harmless flip is one between two spellings of one number: 1e-7 and 1E-7.
      expect(found).toBeGreaterThanOrEqual(flips - 5)
    })
  })
})

describe('a model file with a forged checksum is refused', () => {
  it('of a newer program, with the advice to update', async () => {
    const { folder } = await writtenModel()
    await forge(folder, manifest => ({ ...manifest, version: 4 }))
    await expect(readAll(folder)).rejects.toMatchObject({ code: 'model/newer', details: { version: 4 } })
  })

  it.each<[what: string, change: (manifest: ModelManifest) => object]>([
    ['of no version', manifest => ({ ...manifest, version: 'one' })],
    ['with more in it', manifest => ({ ...manifest, script: 'rm -rf' })],
    ['with less in it', ({ heldOut: _, ...rest }) => rest],
    ['of another table of elements', manifest => ({ ...manifest, elementTableSha256: '0'.repeat(64) })],
  ])('%s', async (_, change) => {
    const { folder } = await writtenModel()
    await forge(folder, change)
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it.each<[what: string, layerSizes: readonly number[]]>([
    ['another number of features', [1000, 2, 1000]],
    ['another shape', [1994, 3, 1994]],
    ['no layers', []],
    ['a layer without units', [1994, 0, 1994]],
    ['a billion units', [1994, 1e9, 1994]],
    ['100,000 layers', [1994, ...new Array<number>(100_000).fill(1), 1994]],
  ])('with a network of %s', async (_, layerSizes) => {
    const { folder } = await writtenModel()
    await forge(folder, manifest => ({ ...manifest, settings: { ...manifest.settings, layerSizes } }))
    const failure = await readAll(folder).catch((error: AnomaliteError) => error)
    expect(failure).toMatchObject(broken)
    expect((failure as AnomaliteError).message.length).toBeLessThan(1000)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('with a weight that is %d', async weight => {
    const [first, ...others] = content.parameters
    const { folder } = await writtenModel({ parameters: [first!.with(99, weight), ...others] })
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it('with weights of another length under their own checksum', async () => {
    const { folder } = await writtenModel()
    const weights = floatBytes([new Float32Array(10)])
    await writeFile(join(folder, 'weights.bin'), weights)
    await forge(folder, manifest => ({
      ...manifest,
      files: { ...manifest.files, 'weights.bin': sha256(weights) },
    }))
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })

  it.each([
    ['model.json', 17 * 2 ** 20],
    ['weights.bin', 2 ** 32],
    ['training.txt', 2 ** 32],
  ])('with a %s of %i bytes, without reading it', async (file, size) => {
    const { folder } = await writtenModel()
    // A sparse file takes no room.
    await truncate(join(folder, file), size)
    await expect(readAll(folder)).rejects.toMatchObject(broken)
  })
})

/** A model as one file: what comes out is what went in, or an error and nothing at all. */
import { existsSync } from 'node:fs'
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { loadLayersModel } from '@tensorflow/tfjs-layers'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { randomStream } from '../../../src/domain/statistics/index.ts'
import { startWasm } from '../../../src/engine/backend/wasm.ts'
import { floatBytes, sha256 } from '../../../src/engine/floats.ts'
import { archiveModel } from '../../../src/engine/model/archive/client.ts'
import { packModel } from '../../../src/engine/model/archive/pack.ts'
import { unpackModel } from '../../../src/engine/model/archive/unpack.ts'
import { type ModelManifest, sealManifest } from '../../../src/engine/model/manifest.ts'
import { writeModel } from '../../../src/engine/model/model-file.ts'
import { forward, initialParameters, parameterShapes } from '../../../src/engine/network.ts'
import { smallPlan, temporaryFolder } from '../material.ts'

const plan = smallPlan({ layerSizes: [1994, 2, 1994] })
const parameters = initialParameters(plan.settings, 'he-normal', 1)
const never = new AbortController().signal

let home: string
let model: string
let packed: string
beforeEach(async () => {
  home = await temporaryFolder()
  model = join(home, 'model')
  packed = join(home, 'model.anomalite-model')
  await writeModel(model, {
    manifest: {
      name: plan.name,
      createdAt: plan.createdAt,
      settings: plan.settings,
      source: plan.source,
      positives: { training: plan.positives.training.length, heldOut: plan.positives.heldOut.length },
      engine: { backend: 'wasm', device: 'CPU, one core' },
      selectedEpoch: 1,
      history: [{ epoch: 1, trainingLoss: 0.25, validationLoss: 0.5 }],
      heldOut: { rmse: 0.5, rSquaredGlobal: 0.9, rSquaredPerFeature: null, rmseQuantiles: [0.125, 2.5] },
      evaluation: null,
    },
    parameters,
    trainingFormulas: plan.positives.training,
    heldOutFormulas: plan.positives.heldOut,
    diagnostics: [],
  })
  await packModel(model, '', packed)
})

async function filesOf(folder: string): Promise<Record<string, Buffer>> {
  const names = await readdir(folder)
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name))])),
  )
}

/** A model of which one file is another one, with checksums to suit, as someone who means harm would make it. */
async function forged(name: keyof ModelManifest['files'], content: Uint8Array): Promise<Zippable> {
  const files = await filesOf(model)
  const { sha256: _, ...manifest } = JSON.parse(String(files['model.json']))
  const sealed = sealManifest({ ...manifest, files: { ...manifest.files, [name]: sha256(content) } })
  return { ...files, 'model.json': strToU8(JSON.stringify(sealed)), [name]: content }
}

describe('a packed model', () => {
  it('unpacks, in a thread, to the folder it came from, with a note if it has one', async () => {
    const folder = join(home, 'again')
    await archiveModel({ kind: 'unpack', file: packed, fileName: 'x', folder }, never)
    expect(await filesOf(folder)).toEqual(await filesOf(model))
    const file = join(home, 'second')
    await archiveModel({ kind: 'pack', folder, note: 'Cold pressed.\nNot for nitrides.', file }, never)
    await unpackModel(file, 'second', join(home, 'third'))
    expect(await filesOf(join(home, 'third'))).toEqual({
      ...(await filesOf(model)),
      'note.txt': Buffer.from('Cold pressed.\nNot for nitrides.\n'),
    })
  })

  it('gives the same output in plain TensorFlow.js, where it is exported for that', async () => {
    const file = join(home, 'layers.zip')
    await archiveModel({ kind: 'pack-layers', folder: model, file }, never)
    const parts = unzipSync(await readFile(file))
    expect(Object.keys(parts)).toEqual(['model.json', 'weights.bin'])
    await startWasm()
    const { modelTopology, weightsManifest } = JSON.parse(strFromU8(parts['model.json']!))
    const network = await loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: parts['weights.bin']!.slice().buffer,
      }),
    )
    const input = tf.randomUniform<tf.Rank.R2>([3, 1994])
    const own = parameters.map((values, i) => tf.tensor(values, parameterShapes(plan.settings)[i]!))
    const expected = forward(plan.settings, own, input).at(-1)!
    const given = network.predict(input) as tf.Tensor
    expect(tf.max(tf.abs(tf.sub(given, expected))).dataSync()[0]).toBeLessThan(1e-5)
  })

  it.each<[string, string | RegExp, () => Promise<Zippable>]>([
    [
      'a file outside',
      'no part of a model',
      async () => ({ ...(await filesOf(model)), '../evil.txt': strToU8('x') }),
    ],
    [
      'a file too many',
      'no part of a model',
      async () => ({ ...(await filesOf(model)), 'run.js': strToU8('x') }),
    ],
    [
      'a note without an end',
      'note.txt is too long',
      async () => ({ ...(await filesOf(model)), 'note.txt': new Uint8Array(40_002).fill(97) }),
    ],
    [
      'a note that is no text',
      'note.txt is no text',
      async () => ({ ...(await filesOf(model)), 'note.txt': Uint8Array.of(0xff, 0xfe) }),
    ],
    [
      'a file too few',
      'it has no weights.bin',
      async () => {
        const { 'weights.bin': _, ...rest } = await filesOf(model)
        return rest
      },
    ],
    [
      'weights that are not numbers',
      'not finite',
      () =>
        forged(
          'weights.bin',
          floatBytes(parameters.map((values, i) => (i === 0 ? values.map(() => Number.NaN) : values))),
        ),
    ],
    ['weights of another network', 'its network needs', () => forged('weights.bin', new Uint8Array(4000))],
    ['weights without an end', 'its network needs', () => forged('weights.bin', new Uint8Array(50_000_000))],
    [
      'formulas that are markup',
      'no canonical formula',
      () => forged('training.txt', strToU8(`${'<img onerror>\n'.repeat(42)}`)),
    ],
    ['too few formulas', 'its description says 18', () => forged('held-out.txt', strToU8('AgCl\n'))],
    [
      'diagnostics that are none',
      'does not hold diagnostics',
      () => forged('diagnostics.json', strToU8('{}')),
    ],
    [
      'a description of something else',
      'does not describe an Anomalite model',
      async () => ({ ...(await filesOf(model)), 'model.json': strToU8('{"format":"onnx"}') }),
    ],
    [
      'another text in it',
      'model.json was changed',
      async () => {
        const files = await filesOf(model)
        return { ...files, 'model.json': strToU8(String(files['model.json']).replace('Sixty', 'Fifty')) }
      },
    ],
  ])('is refused with %s, and leaves nothing', async (_, said, content) => {
    const file = join(home, 'hostile')
    await writeFile(file, zipSync(await content()))
    const folder = join(home, 'models', 'hostile')
    await expect(unpackModel(file, 'from-a-friend.zip', folder)).rejects.toMatchObject({
      code: 'model/broken',
      message: expect.stringMatching(said),
    })
    expect(existsSync(folder)).toBe(false)
    expect(await readdir(home)).not.toContain('evil.txt')
  })

  it('of a later version says that it is one', async () => {
    const files = await filesOf(model)
    const { sha256: _, ...manifest } = JSON.parse(String(files['model.json']))
    const file = join(home, 'newer')
    const later = strToU8(JSON.stringify(sealManifest({ ...manifest, version: 99 })))
    await writeFile(file, zipSync({ ...files, 'model.json': later }))
    await expect(unpackModel(file, 'newer.zip', join(home, 'x'))).rejects.toMatchObject({
      code: 'model/newer',
    })
  })

  it('that claims to be huge is refused before it is unpacked', async () => {
    const bytes = await readFile(packed)
    // The declared size of each part in the directory at the end.
    for (
      let at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
      at >= 0;
      at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
    ) {
      bytes.writeUInt32LE(2 ** 31, at + 24)
    }
    await writeFile(packed, bytes)
    await expect(unpackModel(packed, 'bomb.zip', join(home, 'x'))).rejects.toMatchObject({
      code: 'model/too-large',
    })
  })

  it.each([0, 1, 100, 10_000])('cut off after %i bytes is refused', async length => {
    await truncate(packed, length)
    await expect(unpackModel(packed, 'short.zip', join(home, 'x'))).rejects.toMatchObject({
      code: 'model/broken',
    })
  })

  it('with any bit flipped is refused, or says the same as before', async () => {
    const bytes = await readFile(packed)
    const random = randomStream(20_261_125)
    const expected = await filesOf(model)
    let refused = 0
    for (let flip = 0; flip < 1000; flip++) {
      const damaged = Buffer.from(bytes)
      damaged[random.integer(bytes.length)]! ^= 1 << random.integer(8)
      await writeFile(packed, damaged)
      const folder = join(home, `flip-${flip}`)
      try {
        await unpackModel(packed, 'flipped.zip', folder)
        expect(await filesOf(folder)).toEqual(expected)
      } catch (error) {
        expect(error).toMatchObject({ name: 'AnomaliteError', code: expect.stringMatching(/^model\//) })
        refused++
      }
    }
    // Only dates and the like may change unnoticed.
    expect(refused).toBeGreaterThan(900)
  })
})

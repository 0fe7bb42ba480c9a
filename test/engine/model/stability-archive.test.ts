/** A stability model as one file, the compounds added to it among it: what comes out is what went in, or nothing. */
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { EDGES, STATISTICS } from '../../../src/domain/stability/index.ts'
import { sha256 } from '../../../src/engine/floats.ts'
import type { StabilityManifest } from '../../../src/engine/index.ts'
import { packModel } from '../../../src/engine/model/archive/pack.ts'
import { unpackModel } from '../../../src/engine/model/archive/unpack.ts'
import { writeStabilityModel } from '../../../src/engine/stability/model-file.ts'
import { temporaryFolder } from '../material.ts'

const stump = {
  trees: 1,
  depth: 1,
  splitColumns: Uint8Array.of(0),
  splitBins: Uint8Array.of(31),
  values: Float32Array.of(0, -0.5, 0.5),
}

let home: string
let model: string
beforeEach(async () => {
  home = await temporaryFolder()
  model = join(home, 'model')
  await writeStabilityModel(model, {
    manifest: {
      name: 'Salts, with ours',
      createdAt: '2026-11-25T12:00:00.000Z',
      seed: 42,
      source: { description: 'salts.csv', maxEnergyAboveHullEvPerAtom: 0.01, attribution: ['CC BY 4.0'] },
      positives: { training: 2, heldOut: 1 },
      additions: { parent: 'Salts', lists: ['made here'], compounds: 1 },
      heldOut: { logOddsQuantiles: [-1, 2] },
      evaluation: null,
      evaluationBySystems: null,
    },
    forests: { edges: new Float32Array(STATISTICS.length * EDGES), general: stump, sameSize: stump },
    trainingFormulas: ['ClNa', 'ClK'],
    heldOutFormulas: ['ClRb'],
    addedFormulas: ['ClCs'],
  })
})

async function filesOf(folder: string): Promise<Record<string, Buffer>> {
  const names = await readdir(folder)
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name))])),
  )
}

/** A model of which one file is another one, with checksums to suit, as someone who means harm would make it. */
async function forged(name: keyof StabilityManifest['files'], content: Uint8Array): Promise<Zippable> {
  const files = await filesOf(model)
  const { sha256: _, ...manifest } = JSON.parse(String(files['stability.json']))
  const changed = { ...manifest, files: { ...manifest.files, [name]: sha256(content) } }
  const sealed = { ...changed, sha256: sha256(JSON.stringify(changed)) }
  return { ...files, 'stability.json': strToU8(JSON.stringify(sealed)), [name]: content }
}

describe('a packed stability model', () => {
  it('unpacks to the folder it came from, with what was added', async () => {
    const packed = join(home, 'model.anomalite-model')
    await packModel(model, '', packed)
    await unpackModel(packed, 'model.anomalite-model', join(home, 'again'))
    const files = await filesOf(join(home, 'again'))
    expect(files).toEqual(await filesOf(model))
    expect(String(files['added.txt'])).toBe('ClCs\n')
  })

  it.each<[string, RegExp, () => Promise<Zippable>]>([
    [
      'added compounds that are missing',
      /it has no added.txt/,
      async () => {
        const { 'added.txt': _, ...rest } = await filesOf(model)
        return rest
      },
    ],
    [
      'more compounds than were added',
      /added.txt has 2 formulas, its description says 1/,
      () => forged('added.txt', strToU8('ClCs\nBrCs\n')),
    ],
    ['a compound that is markup', /no canonical formula/, () => forged('added.txt', strToU8('<img>\n'))],
    [
      'added compounds that were changed',
      /added.txt was changed/,
      async () => ({
        ...(await filesOf(model)),
        'added.txt': strToU8('BrCs\n'),
      }),
    ],
    [
      'splits by statistics that there are not',
      /speaks of statistics or bins/,
      () => forged('splits.bin', Uint8Array.of(200, 31, 0, 31)),
    ],
    ['trees of another size', /not of the size/, () => forged('splits.bin', new Uint8Array(400))],
    [
      'values that are not numbers',
      /not finite/,
      async () => {
        const values = (await filesOf(model))['values.bin']!
        values.writeFloatLE(Number.NaN, 0)
        return forged('values.bin', values)
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
  })
})

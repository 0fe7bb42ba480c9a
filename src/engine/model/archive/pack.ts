import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { AnomaliteError } from '../../../domain/error.ts'
import { writeFileAtomically } from '../../../durable/index.ts'
import { isStabilityFolder, readStabilityManifest } from '../../stability/model-file.ts'
import { readManifest, readParameters } from '../model-file.ts'
import { LAYERS_MODEL_FILE, layersModel } from './layers-model.ts'
import { MODEL_FILES, NOTE_FILE } from './model-files.ts'

/**
 * Writes a model's folder, and a note on it if there is one, as one file: a ZIP archive of what it holds. Weights are stored as they are, for float32
 * numbers hardly shrink. Throws what reading the manifest throws, and `file/not-written`.
 */
export async function packModel(folder: string, note: string, file: string): Promise<void> {
  const kind = isStabilityFolder(folder) ? 'stability' : 'rmse'
  await (kind === 'stability' ? readStabilityManifest(folder) : readManifest(folder))
  const parts: Part[] = MODEL_FILES[kind].map(name => ({
    name,
    content: createReadStream(join(folder, name)),
  }))
  const noted = note === '' ? [] : [{ name: NOTE_FILE, content: [Buffer.from(`${note}\n`)] }]
  await writeFileAtomically(file, zipped([...parts, ...noted]))
}

/**
 * Writes a model that gives RMSE as a ZIP archive of what `loadLayersModel` of TensorFlow.js takes. Throws
 * `model/other-kind` for a stability model, what reading the model throws, and `file/not-written`.
 */
export async function packLayersModel(folder: string, file: string): Promise<void> {
  if (isStabilityFolder(folder)) {
    throw new AnomaliteError(
      'model/other-kind',
      'A stability model is no network of layers. Export it in the format of this program.',
    )
  }
  const manifest = await readManifest(folder)
  await readParameters(folder, manifest)
  const description = Buffer.from(`${JSON.stringify(layersModel(manifest), null, 1)}\n`)
  const parts = [
    { name: LAYERS_MODEL_FILE, content: [description] },
    { name: 'weights.bin', content: createReadStream(join(folder, 'weights.bin')) },
  ]
  await writeFileAtomically(file, zipped(parts))
}

interface Part {
  readonly name: string
  readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

async function* zipped(parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for (const { name, content } of parts) {
    const part = name === 'weights.bin' ? new ZipPassThrough(name) : new ZipDeflate(name)
    zip.add(part)
    for await (const piece of content) {
      part.push(piece)
      yield* ready.splice(0)
    }
    part.push(new Uint8Array(0), true)
  }
  zip.end()
  yield* ready.splice(0)
}

import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { writeFileAtomically } from '../../../durable/index.ts'
import { isStabilityFolder, readStabilityManifest } from '../../stability/model-file.ts'
import { readManifest } from '../model-file.ts'
import { MODEL_FILES } from './model-files.ts'

/**
 * Writes a model's folder as one file: a ZIP archive of what it holds. Weights are stored as they are, for float32
 * numbers hardly shrink. Throws what reading the manifest throws, and `file/not-written`.
 */
export async function packModel(folder: string, file: string): Promise<void> {
  const kind = isStabilityFolder(folder) ? 'stability' : 'rmse'
  await (kind === 'stability' ? readStabilityManifest(folder) : readManifest(folder))
  await writeFileAtomically(file, zipped(folder, MODEL_FILES[kind]))
}

async function* zipped(folder: string, names: readonly string[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for (const name of names) {
    const part = name === 'weights.bin' ? new ZipPassThrough(name) : new ZipDeflate(name)
    zip.add(part)
    for await (const piece of createReadStream(join(folder, name))) {
      part.push(piece as Uint8Array)
      yield* ready.splice(0)
    }
    part.push(new Uint8Array(0), true)
  }
  zip.end()
  yield* ready.splice(0)
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomically } from '../../durable/index.ts'
import { MODEL_FILES } from './archive/model-files.ts'
import { readManifest } from './model-file.ts'

/** Copies a model's files into another folder, its manifest last. Throws what reading and writing them throws. */
export async function copyModel(from: string, to: string): Promise<void> {
  await readManifest(from)
  const [manifest, ...others] = MODEL_FILES.rmse
  for (const file of [...others, manifest]) {
    await writeFileAtomically(join(to, file), await readFile(join(from, file)))
  }
}

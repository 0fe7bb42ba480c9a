import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { writeFileAtomically } from '../../durable/index.ts'

/** What long work has computed so far, kept on disk, so that it goes on from there. */
export interface Stages {
  /** The value of a stage as it was kept, else as it is computed, and kept from then on. Throws `file/not-written`. */
  keep<T>(name: string, compute: () => Promise<T>): Promise<T>
  /** Removes stages that are no longer needed. */
  forget(names: readonly string[]): Promise<void>
}

/**
 * Opens the stages in a folder. A file holds the SHA-256 of what the stage belongs to, of its name and of its content;
 * one that was cut short, changed, or of other work is computed anew.
 *
 * @param belongsTo names all that the values hang on
 */
export function openStages(folder: string, belongsTo: string): Stages {
  const pathOf = (name: string) => join(folder, `${name}.stage`)
  const sealOf = (name: string, content: Uint8Array) =>
    createHash('sha256').update(`${belongsTo} ${name}\n`).update(content).digest()

  const kept = async (name: string): Promise<Buffer | null> => {
    const bytes = await readFile(pathOf(name)).catch(() => null)
    if (bytes === null || bytes.length < SEAL_BYTES) return null
    const content = bytes.subarray(SEAL_BYTES)
    return sealOf(name, content).equals(bytes.subarray(0, SEAL_BYTES)) ? content : null
  }

  return {
    async keep<T>(name: string, compute: () => Promise<T>) {
      const content = await kept(name)
      if (content !== null) return deserialize(content) as T
      const value = await compute()
      const fresh = serialize(value)
      await writeFileAtomically(pathOf(name), pieces(sealOf(name, fresh), fresh))
      return value
    },
    async forget(names) {
      for (const name of names) await rm(pathOf(name), { force: true })
    },
  }
}

const SEAL_BYTES = 32

async function* pieces(...parts: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* parts
}

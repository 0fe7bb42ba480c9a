import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FILE_PIECE_BYTES } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'

/** A file that lies with the host for a while. */
export interface TransferredFile {
  /** As it is called outside, without a folder. */
  readonly fileName: string
  /** Where it lies. */
  readonly path: string
  readonly bytes: number
}

/** Files on their way into the program and out of it. They last until the program ends, or an hour without use. */
export interface FileStore {
  /** Announces a file of so many bytes that comes in pieces. Throws `transfer/too-large`. */
  announce(fileName: string, bytes: number): Promise<string>
  /** Adds a piece; returns how many bytes there are. Throws `transfer/unknown-file`, `transfer/too-large`. */
  append(id: string, piece: Uint8Array): Promise<number>
  /** Keeps a file that `write` writes at the path it is given. */
  make(fileName: string, write: (path: string) => Promise<void>): Promise<{ id: string; bytes: number }>
  /** A piece from `offset` on; empty at the end. Throws `transfer/unknown-file`. */
  read(id: string, offset: number): Promise<Uint8Array>
  /** What a file is called. Throws `transfer/unknown-file`, and `transfer/incomplete` before all of it has come. */
  nameOf(id: string): string
  /** A file as a whole. Throws `transfer/unknown-file`, `transfer/incomplete`. */
  whole(id: string): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }>
  discard(id: string): Promise<void>
}

interface Kept {
  readonly fileName: string
  readonly path: string
  /** As announced, or as made. */
  readonly bytes: number
  received: number
  usedAt: number
}

const LARGEST_BYTES = 200 * 2 ** 20
const IDLE_MS = 60 * 60_000

/** Opens a store in a folder of its own, which is emptied first: nothing in it outlives a run of the program. */
export async function openFileStore(folder: string, now: () => number = Date.now): Promise<FileStore> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const files = new Map<string, Kept>()

  const find = (id: string) => {
    const file = files.get(id)
    if (!file) {
      const message = 'The file is no longer with the program. Choose it again.'
      throw new AnomaliteError('transfer/unknown-file', message)
    }
    file.usedAt = now()
    return file
  }

  const findWhole = (id: string) => {
    const file = find(id)
    const { fileName, bytes, received } = file
    if (received === bytes) return file
    const message = `${fileName} has not arrived whole. Choose it again.`
    throw new AnomaliteError('transfer/incomplete', message, { bytes, received })
  }

  const discard = async (id: string) => {
    const file = files.get(id)
    files.delete(id)
    if (file) await rm(file.path, { force: true })
  }

  const discardIdle = async () => {
    for (const [id, { usedAt }] of files) if (now() - usedAt > IDLE_MS) await discard(id)
  }

  const keep = (id: string, fileName: string, bytes: number, received: number) => {
    files.set(id, { fileName, path: join(folder, id), bytes, received, usedAt: now() })
  }

  return {
    async announce(fileName, bytes) {
      await discardIdle()
      const waiting = [...files.values()].reduce((sum, file) => sum + file.bytes, 0)
      if (bytes > LARGEST_BYTES || waiting + bytes > 2 * LARGEST_BYTES) throw tooLarge(fileName)
      const id = randomUUID()
      await writeFile(join(folder, id), '')
      keep(id, fileName, bytes, 0)
      return id
    },
    async append(id, piece) {
      const file = find(id)
      if (piece.length > FILE_PIECE_BYTES || file.received + piece.length > file.bytes) {
        await discard(id)
        throw tooLarge(file.fileName)
      }
      file.received += piece.length
      await appendFile(file.path, piece)
      return file.received
    },
    async make(fileName, write) {
      await discardIdle()
      const id = randomUUID()
      // Writers go by the ending of the name.
      const written = join(folder, `${id}-${fileName.replaceAll(/[^\w.-]/g, '_')}`)
      await write(written)
      const { size } = await stat(written)
      files.set(id, { fileName, path: written, bytes: size, received: size, usedAt: now() })
      return { id, bytes: size }
    },
    async read(id, offset) {
      const { path } = find(id)
      const handle = await open(path)
      try {
        const piece = new Uint8Array(FILE_PIECE_BYTES)
        const { bytesRead } = await handle.read(piece, 0, piece.length, offset)
        return piece.slice(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    nameOf: id => findWhole(id).fileName,
    async whole(id) {
      const { fileName, path } = findWhole(id)
      return { fileName, bytes: await readFile(path) }
    },
    discard,
  }
}

function tooLarge(fileName: string): AnomaliteError {
  const message = `${fileName} is larger than ${LARGEST_BYTES >> 20} MiB, or other files are waiting. Split it into several files.`
  return new AnomaliteError('transfer/too-large', message, { fileName })
}

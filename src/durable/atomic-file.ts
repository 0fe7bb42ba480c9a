import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'

/** What a file is to hold: text (written as UTF-8), bytes, or either of them piece by piece. */
export type FileContent = string | Uint8Array | AsyncIterable<string | Uint8Array>

const charactersAtOnce = 1 << 16

/**
 * Writes a file so that a crash, a kill or a full disk leaves either the old file or the whole new one: the
 * content goes to a temporary name in the same folder, is forced to disk, takes the file's name, and the
 * folder is forced to disk too. Missing folders are made.
 *
 * Throws `file/not-written` when the disk or the folder refuses; an error thrown by the content itself comes
 * through as it is. In both cases the file that was there stays as it was.
 */
export async function writeFileAtomically(path: string, content: FileContent): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`)
  try {
    await refused(path, () => mkdir(folder, { recursive: true }))
    const file = await refused(path, () => open(temporary, 'wx'))
    try {
      for await (const piece of pieces(content)) await refused(path, () => writeWhole(file, piece))
      await refused(path, () => file.sync())
    } finally {
      await file.close()
    }
    await refused(path, () => rename(temporary, path))
    await refused(path, () => syncFolder(folder))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Forces a folder's list of names to disk, which makes a rename in it last. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; its file system journals the rename by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Small pieces of text go to disk together: a call for every line of a table would take its time. */
async function* pieces(content: FileContent): AsyncIterable<string | Uint8Array> {
  if (typeof content === 'string' || content instanceof Uint8Array) {
    yield content
    return
  }
  let text = ''
  for await (const piece of content) {
    if (typeof piece === 'string') text += piece
    if (text.length >= charactersAtOnce || typeof piece !== 'string') {
      if (text !== '') yield text
      text = ''
    }
    if (typeof piece !== 'string') yield piece
  }
  yield text
}

async function writeWhole(file: FileHandle, piece: string | Uint8Array): Promise<void> {
  const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
  let written = 0
  while (written < bytes.length) {
    const step = await file.write(bytes, written, bytes.length - written)
    written += step.bytesWritten
  }
}

async function refused<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const remedy = 'Check the free space and the permissions of the folder, or choose another place.'
    throw new AnomaliteError(
      'file/not-written',
      `${path} could not be written (${reason}). ${remedy}`,
      { path },
      { cause },
    )
  }
}

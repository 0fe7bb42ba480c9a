import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'
import type { ListSource } from '../library/index.ts'

/** What to call the file of a path: standard input when it is `-`. */
export function fileTitle(path: string): string {
  return path === '-' ? 'standard input' : path
}

/** A list in a file, or on standard input when the path is `-`. Throws `file/not-read`. */
export async function fileSource(path: string): Promise<ListSource> {
  if (path === '-') return { bytes: process.stdin }
  try {
    return { bytes: await readFile(path), fileName: basename(path) }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AnomaliteError(
      'file/not-read',
      `${path} cannot be read (${reason}). Check its name and your permissions.`,
      { path },
      { cause },
    )
  }
}

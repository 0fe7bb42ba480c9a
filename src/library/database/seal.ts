import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { AnomaliteError } from '../../domain/error.ts'
import { writeFileAtomically } from '../../durable/index.ts'

const sealPath = (path: string) => `${path}.sha256`

/**
 * Notes the SHA-256 of a library that was closed in good order. SQLite has no checksum of its own over the
 * data: a flipped bit inside a number or a name would be read as if it had been written.
 */
export async function seal(path: string): Promise<void> {
  await writeFileAtomically(sealPath(path), `${await sha256(path)}\n`)
}

/**
 * Throws `library/damaged` when a sealed library's bytes differ from those it was closed with. A library
 * without a seal (the program was killed) passes: its write-ahead log has checksums of its own.
 */
export async function refuseBrokenSeal(path: string): Promise<void> {
  if (!existsSync(sealPath(path))) return
  const sealed = (await readFile(sealPath(path), 'utf8')).trim()
  const log = `${path}-wal`
  const hasLog = existsSync(log) && statSync(log).size > 0
  if (!hasLog && sealed === (await sha256(path))) return
  const message =
    `${path} does not have the bytes it was closed with. If you replaced the file yourself, delete ` +
    `${sealPath(path)} before you start.`
  throw new AnomaliteError('library/damaged', message, { path })
}

/** A library that is about to change has no valid seal. */
export async function breakSeal(path: string): Promise<void> {
  await rm(sealPath(path), { force: true })
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}

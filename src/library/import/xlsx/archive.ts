import { crc32, inflateRawSync } from 'node:zlib'
import { AnomaliteError } from '../../../domain/error.ts'

const limits = { fileBytes: 20_000_000, inflatedBytes: 100_000_000, entries: 200 } as const

interface ArchiveEntry {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly inflatedBytes: number
  readonly headerOffset: number
}

/** The parts of a workbook by name; a part is inflated when it is asked for. */
export interface Archive {
  /** The bytes of a part, or undefined when the workbook has none of that name. */
  part(name: string): Buffer | undefined
}

/**
 * Opens the ZIP archive that a workbook is. Refuses before anything is inflated: `import/archive-too-large`
 * over 20 MB, 200 parts or 100 MB as declared; a part that grows beyond what it declared is stopped there.
 * Throws `import/broken-workbook` for a truncated or damaged archive.
 */
export function openArchive(bytes: Buffer): Archive {
  if (bytes.length > limits.fileBytes) throw tooLarge(`${bytes.length} bytes`, `${limits.fileBytes} bytes`)
  const entries = readDirectory(bytes)
  let declared = 0
  for (const entry of entries.values()) declared += entry.inflatedBytes
  if (declared > limits.inflatedBytes) {
    throw tooLarge(`${declared} bytes when unpacked`, `${limits.inflatedBytes} bytes`)
  }
  return {
    part: name => {
      const entry = entries.get(name)
      return entry === undefined ? undefined : inflate(bytes, entry)
    },
  }
}

/** Walks the central directory (PKWARE APPNOTE 4.3.12), which is found from the end of the file (4.3.16). */
function readDirectory(bytes: Buffer): ReadonlyMap<string, ArchiveEntry> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw broken('its end is missing')
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.entries) throw tooLarge(`${count} parts`, `${limits.entries} parts`)
  const entries = new Map<string, ArchiveEntry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw broken('its directory is damaged')
    const nameBytes = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes)
    if (entries.has(name)) throw broken(`it holds the part ${name} twice`)
    entries.set(name, {
      name,
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedBytes: bytes.readUInt32LE(at + 20),
      inflatedBytes: bytes.readUInt32LE(at + 24),
      headerOffset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function inflate(bytes: Buffer, entry: ArchiveEntry): Buffer {
  if (entry.flags & 1) {
    const message = 'The workbook is encrypted. Open it, take the password off, and save it again.'
    throw new AnomaliteError('import/password-protected', message)
  }
  const header = entry.headerOffset
  if (header + 30 > bytes.length || bytes.readUInt32LE(header) !== 0x04034b50) {
    throw broken(`its part ${entry.name} is missing`)
  }
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  if (start + entry.packedBytes > bytes.length) throw broken(`its part ${entry.name} is cut off`)
  const packed = bytes.subarray(start, start + entry.packedBytes)
  const content = unpack(packed, entry)
  if (content.length !== entry.inflatedBytes || crc32(content) !== entry.crc) {
    throw broken(`its part ${entry.name} is damaged`)
  }
  return content
}

function unpack(packed: Buffer, entry: ArchiveEntry): Buffer {
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw broken(`its part ${entry.name} is packed in an unknown way (${entry.method})`)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.inflatedBytes) })
  } catch (cause) {
    throw broken(
      `its part ${entry.name} does not unpack to the ${entry.inflatedBytes} bytes it declares`,
      cause,
    )
  }
}

function tooLarge(found: string, limit: string): AnomaliteError {
  const message = `The workbook holds ${found}; the limit is ${limit}. Save the sheet with the formulas as CSV and give that.`
  return new AnomaliteError('import/archive-too-large', message, { found, limit })
}

/** The error of a workbook whose file is not as it should be. */
export function broken(reason: string, cause?: unknown): AnomaliteError {
  const message = `The file is not a readable XLSX workbook: ${reason}. Open it in a spreadsheet program and save it again, or save it as CSV.`
  return new AnomaliteError('import/broken-workbook', message, { reason }, { cause })
}

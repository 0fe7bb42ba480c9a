import { crc32, inflateRawSync } from 'node:zlib'

/** How large an archive may be, and how its faults are told. */
export interface ArchiveRules {
  readonly fileBytes: number
  /** Of all parts together, as declared. */
  readonly inflatedBytes: number
  readonly parts: number
  tooLarge(found: string, limit: string): Error
  locked(): Error
  broken(reason: string, cause?: unknown): Error
}

/** A part of an archive as its directory declares it. */
export interface ArchivePart {
  readonly name: string
  readonly inflatedBytes: number
}

/** The parts of a ZIP archive by name; a part is inflated when it is asked for. */
export interface Archive {
  readonly parts: readonly ArchivePart[]
  /** The bytes of a part, or undefined when there is none of that name. */
  part(name: string): Buffer | undefined
}

interface Entry extends ArchivePart {
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly headerOffset: number
}

/**
 * Opens a ZIP archive that somebody sent. Refuses before anything is inflated what is too large as declared; a part
 * that grows beyond what it declared is stopped there. Names are data: nothing is written anywhere.
 */
export function openArchive(bytes: Buffer, rules: ArchiveRules): Archive {
  if (bytes.length > rules.fileBytes) {
    throw rules.tooLarge(`${bytes.length} bytes`, `${rules.fileBytes} bytes`)
  }
  const entries = readDirectory(bytes, rules)
  let declared = 0
  for (const entry of entries.values()) declared += entry.inflatedBytes
  if (declared > rules.inflatedBytes) {
    throw rules.tooLarge(`${declared} bytes when unpacked`, `${rules.inflatedBytes} bytes`)
  }
  return {
    parts: [...entries.values()].map(({ name, inflatedBytes }) => ({ name, inflatedBytes })),
    part: name => {
      const entry = entries.get(name)
      return entry === undefined ? undefined : inflate(bytes, entry, rules)
    },
  }
}

/** Walks the central directory (PKWARE APPNOTE 4.3.12), which is found from the end of the file (4.3.16). */
function readDirectory(bytes: Buffer, rules: ArchiveRules): ReadonlyMap<string, Entry> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw rules.broken('its end is missing')
  const count = bytes.readUInt16LE(end + 10)
  if (count > rules.parts) throw rules.tooLarge(`${count} parts`, `${rules.parts} parts`)
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw rules.broken('its directory is damaged')
    const nameBytes = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes)
    if (entries.has(name)) throw rules.broken(`it holds the part ${name} twice`)
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

function inflate(bytes: Buffer, entry: Entry, rules: ArchiveRules): Buffer {
  if (entry.flags & 1) throw rules.locked()
  const header = entry.headerOffset
  if (header + 30 > bytes.length || bytes.readUInt32LE(header) !== 0x04034b50) {
    throw rules.broken(`its part ${entry.name} is missing`)
  }
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  if (start + entry.packedBytes > bytes.length) throw rules.broken(`its part ${entry.name} is cut off`)
  const packed = bytes.subarray(start, start + entry.packedBytes)
  const content = unpack(packed, entry, rules)
  if (content.length !== entry.inflatedBytes || crc32(content) !== entry.crc) {
    throw rules.broken(`its part ${entry.name} is damaged`)
  }
  return content
}

function unpack(packed: Buffer, entry: Entry, rules: ArchiveRules): Buffer {
  if (entry.method === 0) return packed
  if (entry.method !== 8) {
    throw rules.broken(`its part ${entry.name} is packed in an unknown way (${entry.method})`)
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.inflatedBytes) })
  } catch (cause) {
    throw rules.broken(
      `its part ${entry.name} does not unpack to the ${entry.inflatedBytes} bytes it declares`,
      cause,
    )
  }
}

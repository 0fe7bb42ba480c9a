import { AnomaliteError } from '../../domain/error.ts'

/** A list as it comes: the bytes of a file, a clipboard or standard input, and a file name where there is one. */
export interface ListSource {
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
  readonly fileName?: string
}

const largestBytes = 1 << 29

/**
 * All bytes of a source. Encoding is decided on the whole of it: a list whose last line alone betrays it would
 * otherwise be read wrong in silence. Throws `import/too-large` beyond 512 MiB.
 */
export async function gather(source: ListSource): Promise<Buffer> {
  if (source.bytes instanceof Uint8Array) {
    refuseTooLarge(source.bytes.length)
    return Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length)
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.bytes) {
    chunks.push(chunk)
    length += chunk.length
    refuseTooLarge(length)
  }
  return Buffer.concat(chunks, length)
}

function refuseTooLarge(length: number): void {
  if (length <= largestBytes) return
  const message = `The list is larger than ${largestBytes >> 20} MiB. Split it into several files.`
  throw new AnomaliteError('import/too-large', message, { bytes: length, limit: largestBytes })
}

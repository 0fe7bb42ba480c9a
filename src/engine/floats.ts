import { createHash } from 'node:crypto'
import { endianness } from 'node:os'

/** Arrays one after the other as little-endian float32. */
export function floatBytes(arrays: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(arrays.reduce((sum, values) => sum + values.byteLength, 0))
  let offset = 0
  for (const values of arrays) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset)
    offset += values.byteLength
  }
  return inLittleEndian(bytes)
}

/** The inverse of `floatBytes` for arrays of these lengths. Throws RangeError when the byte count does not fit. */
export function floatArrays(bytes: Uint8Array, lengths: readonly number[]): Float32Array[] {
  const total = lengths.reduce((sum, length) => sum + length, 0)
  if (bytes.byteLength !== 4 * total) {
    throw new RangeError(`${bytes.byteLength} bytes, where ${4 * total} are needed`)
  }
  const values = new Float32Array(inLittleEndian(bytes.slice()).buffer)
  let offset = 0
  return lengths.map(length => {
    offset += length
    return values.slice(offset - length, offset)
  })
}

function inLittleEndian(bytes: Uint8Array): Uint8Array {
  if (endianness() === 'BE') Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).swap32()
  return bytes
}

/** SHA-256 in hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

/** An array that is long enough for so many values: itself, or a longer copy. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  array: T,
  length: number,
): T {
  if (length <= array.length) return array
  const longer = new (array.constructor as new (length: number) => T)(
    Math.max(length, array.length * 2, 1024),
  )
  longer.set(array)
  return longer
}

const digitBits = 16
const digits = 1 << digitBits

/**
 * Sorts positions by a key each, as `keys[position]`; equal keys keep the order of `base`, and positions whose
 * key is NaN come last in both directions. A radix sort: a million positions take some tens of milliseconds,
 * where a comparing sort takes most of a second.
 */
export function stableOrder(
  base: Uint32Array,
  keys: Float64Array,
  direction: 'ascending' | 'descending',
): Uint32Array {
  const bits = sortableBits(keys, direction)
  let from: Uint32Array = base.slice()
  let to: Uint32Array = new Uint32Array(base.length)
  for (const word of bits) {
    for (const shift of [0, digitBits]) {
      if (!distribute(from, to, word, shift)) continue
      const filled = to
      to = from
      from = filled
    }
  }
  return from
}

/** Low and high words of numbers that order unsigned as the keys order. */
function sortableBits(keys: Float64Array, direction: 'ascending' | 'descending'): [Uint32Array, Uint32Array] {
  const low = new Uint32Array(keys.length)
  const high = new Uint32Array(keys.length)
  const value = new Float64Array(1)
  const words = new Uint32Array(value.buffer)
  const flip = direction === 'descending' ? 0xffffffff : 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    if (Number.isNaN(key)) {
      low[i] = 0xffffffff
      high[i] = 0xffffffff
      continue
    }
    // Adding zero makes -0 the 0 that it equals.
    value[0] = key + 0
    const negative = words[1]! >>> 31 === 1
    low[i] = (negative ? ~words[0]! : words[0]!) ^ flip
    high[i] = (negative ? ~words[1]! : words[1]! | 0x80000000) ^ flip
  }
  return [low, high]
}

/** One stable pass by one digit. False, with nothing done, when all have the same. */
function distribute(from: Uint32Array, to: Uint32Array, word: Uint32Array, shift: number): boolean {
  const starts = new Uint32Array(digits + 1)
  for (let i = 0; i < from.length; i++) starts[((word[from[i]!]! >>> shift) & (digits - 1)) + 1]!++
  if (starts.includes(from.length)) return false
  for (let digit = 0; digit < digits; digit++) starts[digit + 1]! += starts[digit]!
  for (let i = 0; i < from.length; i++) {
    const position = from[i]!
    to[starts[(word[position]! >>> shift) & (digits - 1)]!++] = position
  }
  return true
}

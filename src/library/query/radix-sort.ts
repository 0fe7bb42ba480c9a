const digitBits = 11
const digits = 1 << digitBits

/** The key of what has no value: last in both directions. */
export const NO_VALUE = 0xffffffff

/**
 * Sorts positions by a key each, `keys[i]` being that of `positions[i]`; equal keys keep their order, and those without
 * a value come last in both directions. A radix sort of keys that travel with their positions: a million take some
 * ten milliseconds for each eleven bits of the largest key. `keys` is used up.
 */
export function sortByKeys(
  positions: Uint32Array,
  keys: Uint32Array<ArrayBuffer>,
  direction: 'ascending' | 'descending',
): Uint32Array<ArrayBuffer> {
  const largest = largestValue(keys)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    // One more than any value, so that few digits do for most keys.
    if (key === NO_VALUE) keys[i] = largest + 1
    else if (direction === 'descending') keys[i] = largest - key
  }
  let from = { positions: positions.slice(), keys }
  let to = { positions: new Uint32Array(positions.length), keys: new Uint32Array(positions.length) }
  for (let shift = 0; shift < 32 && (largest + 1) / 2 ** shift >= 1; shift += digitBits) {
    const starts = startsOf(from.keys, shift)
    if (starts === null) continue
    distributeKeys(from, to, starts, shift)
    const filled = to
    to = from
    from = filled
  }
  return from.positions
}

interface KeyedPositions {
  readonly positions: Uint32Array<ArrayBuffer>
  readonly keys: Uint32Array<ArrayBuffer>
}

function distributeKeys(from: KeyedPositions, to: KeyedPositions, starts: Uint32Array, shift: number): void {
  const { positions, keys } = from
  const { positions: toPositions, keys: toKeys } = to
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    const place = starts[(key >>> shift) & (digits - 1)]!++
    toPositions[place] = positions[i]!
    toKeys[place] = key
  }
}

function largestValue(keys: Uint32Array): number {
  let largest = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    if (key !== NO_VALUE && key > largest) largest = key
  }
  return largest
}

/**
 * The place of each of the first `count` values among all distinct ones, from 0 in ascending order; NO_VALUE for NaN.
 */
export function denseRanks(values: Float64Array, count: number): Uint32Array<ArrayBuffer> {
  let from = withBits(values, count)
  let to = { index: new Uint32Array(from.index.length), low: from.low.slice(), high: from.high.slice() }
  for (const half of ['low', 'high'] as const) {
    for (let shift = 0; shift < 32; shift += digitBits) {
      const starts = startsOf(from[half], shift)
      if (starts === null) continue
      distributeBits(from, to, half, starts, shift)
      const filled = to
      to = from
      from = filled
    }
  }
  const { index, low, high } = from
  const ranks = new Uint32Array(count).fill(NO_VALUE)
  let rank = 0
  for (let i = 0; i < index.length; i++) {
    if (i > 0 && (low[i] !== low[i - 1] || high[i] !== high[i - 1])) rank++
    ranks[index[i]!] = rank
  }
  return ranks
}

interface IndexedBits {
  readonly index: Uint32Array<ArrayBuffer>
  readonly low: Uint32Array<ArrayBuffer>
  readonly high: Uint32Array<ArrayBuffer>
}

function distributeBits(
  from: IndexedBits,
  to: IndexedBits,
  half: 'low' | 'high',
  starts: Uint32Array,
  shift: number,
): void {
  const { index, low, high } = from
  const { index: toIndex, low: toLow, high: toHigh } = to
  const word = from[half]
  for (let i = 0; i < word.length; i++) {
    const place = starts[(word[i]! >>> shift) & (digits - 1)]!++
    toIndex[place] = index[i]!
    toLow[place] = low[i]!
    toHigh[place] = high[i]!
  }
}

/** Low and high words of the numbers among some values, such that they order unsigned as the numbers order. */
function withBits(values: Float64Array, count: number): IndexedBits {
  const index = new Uint32Array(count)
  const low = new Uint32Array(count)
  const high = new Uint32Array(count)
  const value = new Float64Array(1)
  const words = new Uint32Array(value.buffer)
  let filled = 0
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(values[i])) continue
    // Adding zero makes -0 the 0 that it equals.
    value[0] = values[i]! + 0
    const isNegative = words[1]! >>> 31 === 1
    index[filled] = i
    low[filled] = isNegative ? ~words[0]! : words[0]!
    high[filled] = isNegative ? ~words[1]! : words[1]! | 0x80000000
    filled++
  }
  return { index: index.subarray(0, filled), low: low.subarray(0, filled), high: high.subarray(0, filled) }
}

/** Where each digit's part begins, or null when all keys have the same digit. */
function startsOf(word: Uint32Array, shift: number): Uint32Array | null {
  const starts = new Uint32Array(digits + 1)
  for (let i = 0; i < word.length; i++) starts[((word[i]! >>> shift) & (digits - 1)) + 1]!++
  if (starts.includes(word.length)) return null
  for (let digit = 0; digit < digits; digit++) starts[digit + 1]! += starts[digit]!
  return starts
}

import { elementBySymbol } from '../../domain/elements/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { ELEMENTS_PER_WORD, type EntryColumns, WORDS_PER_SET } from './entry-columns.ts'
import type { EntryQuery, Range } from './entry-query.ts'

/**
 * 1 for each entry that a query finds, 0 for the others. `errors` are by compound; null without a model.
 * Throws `library/no-such-element`.
 */
export function matching(columns: EntryColumns, errors: Float64Array | null, query: EntryQuery): Uint8Array {
  const matches = new Uint8Array(columns.count).fill(1)
  for (const passes of conditionsOf(columns, errors, query)) {
    for (let i = 0; i < matches.length; i++) if (matches[i] === 1 && !passes(i)) matches[i] = 0
  }
  return matches
}

type Condition = (entry: number) => boolean

/** The cheapest first: what they leave out, the others need not look at. */
function conditionsOf(columns: EntryColumns, errors: Float64Array | null, query: EntryQuery): Condition[] {
  const { list, compound, energyAboveHullEvPerAtom: energy } = columns
  const conditions: Condition[] = []
  if (query.list !== null) {
    const wanted: number = query.list
    conditions.push(i => list[i] === wanted)
  }
  if (query.reading === 'read') conditions.push(i => compound[i]! >= 0)
  if (query.reading === 'unread') conditions.push(i => compound[i]! < 0)
  if (query.reading === 'duplicate') conditions.push(i => columns.isDuplicate[i] === 1)
  if (query.labels.length > 0) conditions.push(byLabel(columns, query.labels))
  if (isLimited(query.energyAboveHullEvPerAtom)) {
    const { low, high } = boundsOf(query.energyAboveHullEvPerAtom)
    conditions.push(i => energy[i]! >= low && energy[i]! <= high)
  }
  const { only, atLeast, without } = query.elements
  if (only.length + atLeast.length + without.length > 0) conditions.push(byElements(columns, query.elements))
  if (isLimited(query.rmse)) conditions.push(byError(columns, errors, query.rmse))
  if (query.text !== '') {
    const text = query.text.toLowerCase()
    conditions.push(i => columns.searched[i]!.includes(text))
  }
  return conditions
}

function byLabel({ label, labels }: EntryColumns, wanted: readonly string[]): Condition {
  const codes = new Set(wanted.map(name => labels.indexOf(name)))
  return i => label[i]! >= 0 && codes.has(label[i]!)
}

function byElements(
  { compound, compounds: { elements } }: EntryColumns,
  { only, atLeast, without }: EntryQuery['elements'],
): Condition {
  const needed = wordsOf(atLeast)
  const refused = wordsOf(without)
  const allowed = only.length === 0 ? null : wordsOf(only)
  return i => {
    const position = compound[i]!
    if (position < 0) return false
    for (let word = 0; word < WORDS_PER_SET; word++) {
      const set = elements[position * WORDS_PER_SET + word]!
      if ((set & needed[word]!) !== needed[word]! || (set & refused[word]!) !== 0) return false
      if (allowed !== null && (set & ~allowed[word]!) !== 0) return false
    }
    return true
  }
}

function byError({ compound }: EntryColumns, errors: Float64Array | null, range: Range): Condition {
  if (errors === null) return () => false
  const { low, high } = boundsOf(range)
  return i => {
    const position = compound[i]!
    return position >= 0 && errors[position]! >= low && errors[position]! <= high
  }
}

function wordsOf(symbols: readonly string[]): number[] {
  const words = new Array<number>(WORDS_PER_SET).fill(0)
  for (const symbol of symbols) {
    const element = elementBySymbol(symbol)
    if (element === undefined) {
      const message = `There is no element “${symbol}”. Choose elements by their symbols.`
      throw new AnomaliteError('library/no-such-element', message, { symbol })
    }
    const bit = element.atomicNumber - 1
    words[Math.floor(bit / ELEMENTS_PER_WORD)]! |= 1 << (bit % ELEMENTS_PER_WORD)
  }
  return words
}

function isLimited({ min, max }: Range): boolean {
  return min !== null || max !== null
}

function boundsOf({ min, max }: Range): { low: number; high: number } {
  return { low: min ?? Number.NEGATIVE_INFINITY, high: max ?? Number.POSITIVE_INFINITY }
}

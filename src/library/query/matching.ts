import { elementBySymbol } from '../../domain/elements/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { ModelId } from '../library.ts'
import { ELEMENTS_PER_WORD, WORDS_PER_SET } from './compound-columns.ts'
import { BINNED, IN_USE } from './entry-columns.ts'
import type { EntryQuery, Range } from './entry-query.ts'
import type { LibraryColumns } from './library-columns.ts'

/** 1 for each entry that a query finds, 0 for the others. Throws `library/no-such-element`. */
export function matching(columns: LibraryColumns, query: EntryQuery): Uint8Array {
  const matches = placed(columns, query)
  for (const passes of conditionsOf(columns, query)) {
    for (let i = 0; i < matches.length; i++) if (matches[i] === 1 && !passes(i)) matches[i] = 0
  }
  return matches
}

/** Entries where the query looks: in one list, or in those in use. */
function placed({ entries, lists }: LibraryColumns, { list, bin }: EntryQuery): Uint8Array {
  const { place, list: listOf, count } = entries
  const matches = new Uint8Array(count)
  const wanted = bin === 'only' ? BINNED : IN_USE
  const isOpen = list === null ? lists.inUse() : lists.only(list)
  for (let i = 0; i < count; i++) {
    if (place[i] === wanted && isOpen[listOf[i]!] === 1) matches[i] = 1
  }
  return matches
}

type Condition = (entry: number) => boolean

/** The cheapest first: what they leave out, the others need not look at. */
function conditionsOf(columns: LibraryColumns, query: EntryQuery): Condition[] {
  const { compound, energyAboveHullEvPerAtom: energy, isDuplicate } = columns.entries
  const conditions: Condition[] = []
  if (query.reading === 'read') conditions.push(i => compound[i]! >= 0)
  if (query.reading === 'unread') conditions.push(i => compound[i]! < 0)
  if (query.reading === 'duplicate') conditions.push(i => isDuplicate[i] === 1)
  if (query.labels.length > 0) conditions.push(byLabel(columns, query.labels))
  if (query.tags.length > 0) conditions.push(byTags(columns, query.tags))
  if (isLimited(query.energyAboveHullEvPerAtom)) {
    const { low, high } = boundsOf(query.energyAboveHullEvPerAtom)
    conditions.push(i => energy[i]! >= low && energy[i]! <= high)
  }
  const { only, atLeast, without } = query.elements
  if (only.length + atLeast.length + without.length > 0) conditions.push(byElements(columns, query.elements))
  const { unranked, model, score, comparedModel, comparedScore } = query
  if (unranked === 'without') conditions.push(byScore(columns, model, ANY_SCORE))
  if (isLimited(score)) conditions.push(byScore(columns, model, score))
  if (isLimited(comparedScore)) conditions.push(byScore(columns, comparedModel, comparedScore))
  if (query.text !== '') conditions.push(byText(columns, query.text.toLowerCase()))
  return conditions
}

function byLabel({ entries: { label, labels } }: LibraryColumns, wanted: readonly string[]): Condition {
  const isWanted = flags(
    labels.texts.length,
    wanted.map(text => labels.of(text)),
  )
  return i => label[i]! >= 0 && isWanted[label[i]!] === 1
}

function byTags({ entries: { tags, tagSets } }: LibraryColumns, wanted: readonly string[]): Condition {
  const sets = tagSets.texts.flatMap((json, code) =>
    (JSON.parse(json) as string[]).some(tag => wanted.includes(tag)) ? code : [],
  )
  const isWanted = flags(tagSets.texts.length, sets)
  return i => tags[i]! >= 0 && isWanted[tags[i]!] === 1
}

function byElements(
  { entries: { compound }, compounds: { elements } }: LibraryColumns,
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

const ANY_SCORE: Range = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }

function byScore(columns: LibraryColumns, model: ModelId | null, range: Range): Condition {
  if (model === null) return () => false
  const scores = columns.scores.values(model)
  const { compound } = columns.entries
  const { low, high } = boundsOf(range)
  return i => {
    const position = compound[i]!
    return position >= 0 && scores[position]! >= low && scores[position]! <= high
  }
}

function byText({ entries: { compound, searched }, compounds }: LibraryColumns, text: string): Condition {
  // Not every entry has a formula of its own: each is looked at once, when the first entry with it comes.
  const found = new Int8Array(compounds.count).fill(-1)
  const isInFormula = (position: number) => {
    if (found[position] === -1) {
      found[position] = compounds.formulas[position]!.toLowerCase().includes(text) ? 1 : 0
    }
    return found[position] === 1
  }
  return i => searched[i]!.includes(text) || (compound[i]! >= 0 && isInFormula(compound[i]!))
}

function flags(length: number, places: readonly number[]): Uint8Array {
  const flagged = new Uint8Array(length)
  for (const place of places) if (place >= 0) flagged[place] = 1
  return flagged
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

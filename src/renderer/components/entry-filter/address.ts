import { elementBySymbol } from '../../../domain/elements/index.ts'
import { conditions, type EntryFilter, type EntrySort, NO_FILTER, type Range } from './entry-filter.ts'

/**
 * A filter in the parameters of an address, so that a reload, the way back and a link find it again:
 * `text=garnet&atLeast=Li,O&label=stable&hull=..0.05&score=0.02..0.04`.
 */
export type Address = Record<string, AddressValue | AddressValue[]>

type AddressValue = string | null | undefined

const NAMES = [
  'text',
  'atLeast',
  'only',
  'without',
  'label',
  'tag',
  'reading',
  'hull',
  'score',
  'compared',
] as const
const PERCENTILES = 'P'
const READINGS = ['read', 'unread', 'duplicate'] as const
const ORDERS: readonly EntrySort['by'][] = [
  'added',
  'formula',
  'elements',
  'label',
  'tags',
  'note',
  'identifier',
  'list',
  'charge',
  'energyAboveHull',
  'score',
  'comparedScore',
  'rankChange',
]

/** Length up to which the host takes a text, a label and a tag. */
const LONGEST = { text: 200, label: 500, tag: 200 } as const
/** Labels and tags that a query may name. */
const MOST = 100

/** The parameters of a filter; what asks for nothing has none. */
export function addressOfFilter(filter: EntryFilter): Address {
  const { elements, labels, tags, reading } = filter
  const set = new Set(conditions(filter).map(({ kind }) => kind))
  return {
    ...(filter.text === '' ? {} : { text: filter.text }),
    ...(set.has('atLeast') ? { atLeast: elements.atLeast.join(',') } : {}),
    ...(set.has('only') ? { only: elements.only.join(',') } : {}),
    ...(set.has('without') ? { without: elements.without.join(',') } : {}),
    ...(set.has('label') ? { label: labels } : {}),
    ...(set.has('tag') ? { tag: tags } : {}),
    ...(set.has('reading') ? { reading } : {}),
    ...(set.has('energyAboveHullEvPerAtom') ? { hull: rangeText(filter.energyAboveHullEvPerAtom) } : {}),
    ...(set.has('score') ? { score: rangeText(filter.score) } : {}),
    ...(set.has('comparedScore') ? { compared: rangeText(filter.comparedScore) } : {}),
  }
}

/** The filter of an address. What cannot be read of it asks for nothing. */
export function filterOfAddress(address: Address): EntryFilter {
  const reading = READINGS.find(known => known === first(address.reading))
  return {
    text: first(address.text).slice(0, LONGEST.text),
    elements: {
      only: symbols(address.only),
      atLeast: symbols(address.atLeast),
      without: symbols(address.without),
    },
    labels: all(address.label, LONGEST.label),
    tags: all(address.tag, LONGEST.tag),
    reading: reading ?? NO_FILTER.reading,
    energyAboveHullEvPerAtom: range(address.hull),
    score: scoreRange(address.score),
    comparedScore: scoreRange(address.compared),
  }
}

/** The parameters of an address that are no filter's: the screen's own. */
export function beyondFilter(address: Address): Address {
  return Object.fromEntries(
    Object.entries(address).filter(([name]) => !(NAMES as readonly string[]).includes(name)),
  )
}

/** `score`, or `-score` from large to small. */
export function addressOfSort({ by, direction }: EntrySort): string {
  return direction === 'ascending' ? by : `-${by}`
}

/** The order that an address names, else the usual one. */
export function sortOfAddress(value: Address[string], usual: EntrySort): EntrySort {
  const text = first(value)
  const by = ORDERS.find(order => order === text.replace(/^-/, ''))
  if (by === undefined) return usual
  return { by, direction: text.startsWith('-') ? 'descending' : 'ascending' }
}

function all(value: Address[string], longest: number): string[] {
  const values = Array.isArray(value) ? value : [value]
  const texts = values.filter(text => typeof text === 'string' && text !== '' && text.length <= longest)
  return [...new Set(texts as string[])].slice(0, MOST)
}

function first(value: Address[string]): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function symbols(value: Address[string]): string[] {
  return [...new Set(first(value).split(','))].filter(symbol => elementBySymbol(symbol) !== undefined)
}

/** `0.02..0.04`, or `P90..99` in percentiles. */
function rangeText({ min, max, unit }: Range): string {
  return `${unit === 'percentile' ? PERCENTILES : ''}${min ?? ''}..${max ?? ''}`
}

function scoreRange(value: Address[string]): Range {
  const text = first(value)
  if (!text.startsWith(PERCENTILES)) return range(text)
  const { min, max } = range(text.slice(PERCENTILES.length))
  return min === null && max === null ? { min, max } : { min, max, unit: 'percentile' }
}

function range(value: Address[string]): { min: number | null; max: number | null } {
  const match = /^(.*)\.\.(.*)$/.exec(first(value))
  if (match === null) return { min: null, max: null }
  return { min: bound(match[1]!), max: bound(match[2]!) }
}

function bound(text: string): number | null {
  const number = Number(text)
  return text.trim() === '' || !Number.isFinite(number) ? null : number
}

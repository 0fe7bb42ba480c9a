import { CHEMISTRIES, type Chemistry, chemistryOf } from '../chemistry.ts'
import { ELEMENT_COUNT, type ElementIndex } from '../elements/index.ts'
import type { Stoichiometry } from '../stoichiometry.ts'
import { compositionKey, type Key, openSiteKey } from './keys.ts'
import { appendTo } from './lists.ts'

/**
 * How exchangeable two elements are: how often they fill the same site of otherwise equal known compounds. Each
 * table is symmetric, with the pair (a, b) at `a * ELEMENT_COUNT + b`.
 */
export interface Exchangeability {
  /** How many times more often than if sites were filled at random: above 1 for exchangeable elements. */
  readonly lift: Float64Array
  readonly logLift: Float64Array
  /** Shared sites over the geometric mean of both elements' shared sites, 0 to 1. */
  readonly cosine: Float64Array
  /** Lift among compounds of one chemistry, drawn towards the lift over all where there are few. */
  readonly liftByChemistry: readonly Float64Array[]
  /** Cosine of two elements' lifts to all elements: whether they are exchanged for the same ones, 0 to 1. */
  readonly similarity: Float64Array
}

/** An element known on an open site, and the chemistry of the compound in which it is. */
interface Filler {
  readonly element: ElementIndex
  readonly chemistry: Chemistry
}

const PAIRS = ELEMENT_COUNT * ELEMENT_COUNT

export function learnExchangeability(known: readonly Stoichiometry[]): Exchangeability {
  const { overall, byChemistry } = countExchanges(known)
  const sums = rowSums(overall)
  const total = sumOf(sums)
  const lift = new Float64Array(PAIRS)
  const logLift = new Float64Array(PAIRS)
  const cosine = new Float64Array(PAIRS)
  for (let a = 0; a < ELEMENT_COUNT; a++) {
    for (let b = 0; b < ELEMENT_COUNT; b++) {
      const pair = a * ELEMENT_COUNT + b
      const expected = (sums[a]! + 1) * (sums[b]! + 1)
      lift[pair] = ((overall[pair]! + 0.01) * total) / expected
      logLift[pair] = Math.log(lift[pair]!)
      cosine[pair] = overall[pair]! / Math.sqrt(expected)
    }
  }
  return {
    lift,
    logLift,
    cosine,
    liftByChemistry: byChemistry.map(counts => shrunkLift(counts, lift)),
    similarity: similarityOf(logLift, sums),
  }
}

/**
 * How often two elements fill the same site. A site with k fillers adds 1/(k − 1) for each ordered pair of them, so
 * that each filler counts once; by chemistry, half goes to that of each of the two compounds.
 */
function countExchanges(known: readonly Stoichiometry[]) {
  const overall = new Float64Array(PAIRS)
  const byChemistry = CHEMISTRIES.map(() => new Float64Array(PAIRS))
  for (const fillers of fillersBySite(known).values()) {
    const weight = 1 / (fillers.length - 1)
    for (const a of fillers) {
      for (const b of fillers) {
        if (a.element === b.element) continue
        const pair = a.element * ELEMENT_COUNT + b.element
        overall[pair]! += weight
        byChemistry[a.chemistry]![pair]! += weight / 2
        byChemistry[b.chemistry]![pair]! += weight / 2
      }
    }
  }
  return { overall, byChemistry }
}

function fillersBySite(known: readonly Stoichiometry[]): ReadonlyMap<Key, readonly Filler[]> {
  const sites = new Map<Key, Filler[]>()
  for (const compound of known) {
    const key = compositionKey(compound)
    const chemistry = chemistryOf(compound.elements)
    compound.elements.forEach((element, i) => {
      appendTo(sites, openSiteKey(key, element, compound.amounts[i]!), { element, chemistry })
    })
  }
  return sites
}

/** Lift within one chemistry, as if up to two more exchanges had been seen at the lift over all. */
function shrunkLift(counts: Float64Array, lift: Float64Array): Float64Array {
  const sums = rowSums(counts)
  const total = sumOf(sums)
  const shrunk = new Float64Array(PAIRS)
  for (let a = 0; a < ELEMENT_COUNT; a++) {
    for (let b = 0; b < ELEMENT_COUNT; b++) {
      const pair = a * ELEMENT_COUNT + b
      const expected = ((sums[a]! + 1) * (sums[b]! + 1)) / (total + 1)
      const prior = 2 * Math.min(1, expected)
      shrunk[pair] = (counts[pair]! + prior * lift[pair]!) / (expected + prior)
    }
  }
  return shrunk
}

/** Elements with fewer exchanges count for less in the similarity of others. */
const WELL_KNOWN_EXCHANGES = 20

function similarityOf(logLift: Float64Array, sums: Float64Array): Float64Array {
  const profiles = Float64Array.from(logLift, (value, pair) => {
    const b = pair % ELEMENT_COUNT
    const isSelf = Math.floor(pair / ELEMENT_COUNT) === b
    return isSelf ? 2 : Math.max(0, value) * Math.min(1, sums[b]! / WELL_KNOWN_EXCHANGES)
  })
  const rows = Array.from({ length: ELEMENT_COUNT }, (_, a) =>
    profiles.subarray(a * ELEMENT_COUNT, (a + 1) * ELEMENT_COUNT),
  )
  const squares = rows.map(row => product(row, row))
  const similarity = new Float64Array(PAIRS)
  for (let a = 0; a < ELEMENT_COUNT; a++) {
    for (let b = 0; b < ELEMENT_COUNT; b++) {
      similarity[a * ELEMENT_COUNT + b] = product(rows[a]!, rows[b]!) / Math.sqrt(squares[a]! * squares[b]!)
    }
  }
  return similarity
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function rowSums(counts: Float64Array): Float64Array {
  const sums = new Float64Array(ELEMENT_COUNT)
  for (let pair = 0; pair < PAIRS; pair++) sums[Math.floor(pair / ELEMENT_COUNT)]! += counts[pair]!
  return sums
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

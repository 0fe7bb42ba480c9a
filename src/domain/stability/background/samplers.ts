import type { RandomStream } from '../../statistics/index.ts'
import { CHEMISTRIES, type Chemistry, chemistryOf } from '../chemistry.ts'
import {
  COVALENT_RADIUS_PM,
  ELECTRONEGATIVITY,
  ELEMENT_COUNT,
  type ElementIndex,
  elementsOf,
} from '../elements/index.ts'
import type { KnownTables } from '../tables/index.ts'

/** Draws an element. */
export type ElementSampler = (random: RandomStream) => ElementIndex

/** The laws by which generated compositions take their elements. */
export interface ElementSamplers {
  /** As often as in known compounds. */
  readonly frequent: ElementSampler
  /** In place of an element: exchangeable ones, frequent ones less preferred. Never the element itself. */
  readonly exchangeable: readonly ElementSampler[]
  /** In place of an element: exchangeable ones, by how frequent they are. Never the element itself. */
  readonly exchangeableAndFrequent: readonly ElementSampler[]
  /** In place of an element: those near it in electronegativity and size. Never the element itself. */
  readonly lookAlike: readonly ElementSampler[]
  /** Popular in compounds of a chemistry. */
  readonly popular: readonly ElementSampler[]
  /** Popular in compounds of a chemistry, and electropositive. */
  readonly popularCation: readonly ElementSampler[]
  /** A guest that is often put into host structures. */
  readonly guest: ElementSampler
  /** A common anion. */
  readonly anion: ElementSampler
}

/** Below it an element counts as a cation. */
export const MOST_ELECTRONEGATIVE_CATION = 2.4

/** How sharply popularity favours elements that are in many compounds. */
const POPULARITY_POWER = 1.3

/** Keeps every draw possible. */
const HARDLY_EVER = 1e-9

const GUESTS = {
  Li: 0.35,
  Na: 0.2,
  Mg: 0.18,
  Ca: 0.08,
  K: 0.06,
  Zn: 0.05,
  Al: 0.04,
  Y: 0.02,
  H: 0.02,
}

const ANIONS = elementsOf('O S Se F N Cl Te Br')

export function elementSamplers({ known, compoundsWith, exchangeability }: KnownTables): ElementSamplers {
  const lift = (a: ElementIndex, b: ElementIndex) => exchangeability.lift[a * ELEMENT_COUNT + b]!
  const inPlaceOf = (weight: (a: ElementIndex, b: ElementIndex) => number) =>
    ALL_ELEMENTS.map(a => weighted(b => (a === b || compoundsWith[b] === 0 ? 0 : weight(a, b))))
  const popularity = popularityByChemistry(known)
  const guests = new Map(Object.entries(GUESTS).map(([symbol, weight]) => [elementsOf(symbol)[0], weight]))
  return {
    frequent: weighted(element => compoundsWith[element]!),
    exchangeable: inPlaceOf((a, b) => lift(a, b) * Math.sqrt(compoundsWith[b]!)),
    exchangeableAndFrequent: inPlaceOf((a, b) => lift(a, b) * compoundsWith[b]!),
    lookAlike: inPlaceOf((a, b) => alikeness(a, b) * Math.sqrt(compoundsWith[b]!) + HARDLY_EVER),
    popular: CHEMISTRIES.map((_, chemistry) => weighted(element => popularity(chemistry, element))),
    popularCation: CHEMISTRIES.map((_, chemistry) =>
      weighted(element => (isCation(element) ? popularity(chemistry, element) : HARDLY_EVER)),
    ),
    guest: weighted(element => guests.get(element) ?? 0),
    anion: random => ANIONS[random.integer(ANIONS.length)]!,
  }
}

export function isCation(element: ElementIndex): boolean {
  return ELECTRONEGATIVITY[element]! < MOST_ELECTRONEGATIVE_CATION
}

const ALL_ELEMENTS: readonly ElementIndex[] = Array.from({ length: ELEMENT_COUNT }, (_, element) => element)

/** 1 for equal elements, by a Gaussian of 0.3 in electronegativity and 20 pm in radius. */
function alikeness(a: ElementIndex, b: ElementIndex): number {
  const electronegativity = (ELECTRONEGATIVITY[a]! - ELECTRONEGATIVITY[b]!) / 0.3
  const radius = (COVALENT_RADIUS_PM[a]! - COVALENT_RADIUS_PM[b]!) / 20
  return Math.exp(-(electronegativity ** 2 + radius ** 2) / 2)
}

function popularityByChemistry(known: KnownTables['known']) {
  const counts = CHEMISTRIES.map(() => new Float64Array(ELEMENT_COUNT))
  for (const { elements } of known) {
    for (const element of elements) counts[chemistryOf(elements)]![element]!++
  }
  return (chemistry: Chemistry, element: ElementIndex) =>
    counts[chemistry]![element]! ** POPULARITY_POWER + HARDLY_EVER
}

/** Draws elements in proportion to their weights. */
function weighted(weightOf: (element: ElementIndex) => number): ElementSampler {
  const sums = new Float64Array(ELEMENT_COUNT)
  let sum = 0
  for (const element of ALL_ELEMENTS) {
    sum += weightOf(element)
    sums[element] = sum
  }
  return random => {
    const drawn = random.uniform() * sum
    let low = 0
    let high = ELEMENT_COUNT - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sums[middle]! > drawn) high = middle
      else low = middle + 1
    }
    return low
  }
}

import { COARSE_CLASS, type ElementIndex, FAMILY } from '../elements/index.ts'
import { greatestCommonDivisor, type Site, type Stoichiometry } from '../stoichiometry.ts'

/**
 * Keys of the tables. A key is a sum of pseudo-random terms of 49 bits, one for each part of what it stands for:
 * it does not depend on the order of the parts, a part is taken out by subtracting its term, and sums of up to 16
 * terms are exact in a double. Two different things share a key with a probability of about 1e-15.
 */
export type Key = number

/** What a term speaks of; terms of different kinds have nothing to do with each other. */
const SITE = 1
const AMOUNT = 2
const ELEMENT = 3
const FAMILY_SITE = 4
const FAMILY_MEMBER = 5
const CLASS_SITE = 6
const RATIO = 7
const FAMILY_RATIO = 8
const FRAGMENT = 9
const OPEN_SITE = 10
const OPEN_PAIR = 11

function term(kind: number, a: number, b: number): Key {
  const start = Math.imul(kind, 0x9e3779b1) ^ Math.imul(a + 1, 0x85ebca6b)
  const high = scramble(scramble(start) ^ Math.imul(b + 1, 0xc2b2ae35))
  return high * 2 ** 17 + (scramble(high ^ start ^ Math.imul(b + 7, 0x27d4eb2f)) >>> 15)
}

/** Murmur3's finaliser: every bit of the result hangs on every bit of x. */
function scramble(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** A composition. */
export function compositionKey({ elements, amounts }: Stoichiometry): Key {
  let key = 0
  for (let i = 0; i < elements.length; i++) key += term(SITE, elements[i]!, amounts[i]!)
  return key
}

/** A composition with the element of one site left open. */
export function openSiteKey(composition: Key, element: ElementIndex, amount: number): Key {
  return composition - term(SITE, element, amount) + term(OPEN_SITE, amount, 0)
}

/** A composition with the elements of two sites left open. */
export function openPairKey(composition: Key, site: Site, other: Site): Key {
  return (
    composition -
    term(SITE, site.element, site.amount) -
    term(SITE, other.element, other.amount) +
    term(OPEN_PAIR, site.amount, 0) +
    term(OPEN_PAIR, other.amount, 0)
  )
}

/** A set of elements, from which it is built by adding. */
export function elementTerm(element: ElementIndex): Key {
  return term(ELEMENT, element, 0)
}

export function elementSetKey(elements: readonly ElementIndex[]): Key {
  let key = 0
  for (const element of elements) key += elementTerm(element)
  return key
}

/** The amounts alone: the proportions of a formula such as ABC3. */
export function proportionsKey({ amounts }: Stoichiometry): Key {
  let key = 0
  for (const amount of amounts) key += term(AMOUNT, amount, 0)
  return key
}

/** The formula with each element replaced by its family. */
export function familyFormulaKey({ elements, amounts }: Stoichiometry): Key {
  let key = 0
  for (let i = 0; i < elements.length; i++) key += term(FAMILY_SITE, FAMILY[elements[i]!]!, amounts[i]!)
  return key
}

/** The families of the elements, without amounts. */
export function familySetKey({ elements }: Stoichiometry): Key {
  let key = 0
  for (const element of elements) key += term(FAMILY_MEMBER, FAMILY[element]!, 0)
  return key
}

/** The formula with each element replaced by its coarse class. */
export function classFormulaKey({ elements, amounts }: Stoichiometry): Key {
  let key = 0
  for (let i = 0; i < elements.length; i++) key += term(CLASS_SITE, COARSE_CLASS[elements[i]!]!, amounts[i]!)
  return key
}

/** One element with its amount. */
export function siteKey(element: ElementIndex, amount: number): Key {
  return term(SITE, element, amount)
}

/** Two sites of a formula and the ratio of their amounts. */
export function ratioKey({ elements, amounts }: Stoichiometry, i: number, j: number): Key {
  const divisor = greatestCommonDivisor(amounts[i]!, amounts[j]!)
  return term(RATIO, elements[i]!, amounts[i]! / divisor) + term(RATIO, elements[j]!, amounts[j]! / divisor)
}

/** The families of two sites and the ratio of their amounts. */
export function familyRatioKey({ elements, amounts }: Stoichiometry, i: number, j: number): Key {
  const divisor = greatestCommonDivisor(amounts[i]!, amounts[j]!)
  return (
    term(FAMILY_RATIO, FAMILY[elements[i]!]!, amounts[i]! / divisor) +
    term(FAMILY_RATIO, FAMILY[elements[j]!]!, amounts[j]! / divisor)
  )
}

/** The families of two elements. */
export function familyPairKey(a: ElementIndex, b: ElementIndex): Key {
  return term(FAMILY_MEMBER, FAMILY[a]!, 0) + term(FAMILY_MEMBER, FAMILY[b]!, 0)
}

/** Three sites of a formula and the ratio of their amounts. */
export function fragmentKey({ elements, amounts }: Stoichiometry, i: number, j: number, k: number): Key {
  const divisor = greatestCommonDivisor(greatestCommonDivisor(amounts[i]!, amounts[j]!), amounts[k]!)
  return (
    term(FRAGMENT, elements[i]!, amounts[i]! / divisor) +
    term(FRAGMENT, elements[j]!, amounts[j]! / divisor) +
    term(FRAGMENT, elements[k]!, amounts[k]! / divisor)
  )
}

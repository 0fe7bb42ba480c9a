import type { RandomStream } from '../../statistics/index.ts'
import { type Chemistry, chemistryOf } from '../chemistry.ts'
import { ELECTRONEGATIVITY, type ElementIndex } from '../elements/index.ts'
import { type Site, type Stoichiometry, sitesOf } from '../stoichiometry.ts'
import type { KnownTables } from '../tables/index.ts'
import { type ElementSamplers, elementSamplers } from './samplers.ts'

/** A known compound that is being turned into a composition which probably is none. */
export interface Parent extends Stoichiometry {
  readonly sites: readonly Site[]
  readonly chemistry: Chemistry
  /** The site of its most electronegative element. */
  readonly mostNegative: number
}

/** What a corruption draws from. */
export interface BackgroundSource {
  readonly random: RandomStream
  readonly samplers: ElementSamplers
  /** A random known compound that contains an element. */
  partnerWith(element: ElementIndex): Stoichiometry
}

/**
 * One try at turning a known compound into another composition, by sites in any order and not reduced; null where the
 * try does not lead to one.
 */
export type Corruption = (parent: Parent, source: BackgroundSource) => readonly Site[] | null

export function parentOf(known: Stoichiometry): Parent {
  const { elements, amounts } = known
  let mostNegative = 0
  elements.forEach((element, site) => {
    if (ELECTRONEGATIVITY[element]! > ELECTRONEGATIVITY[elements[mostNegative]!]!) mostNegative = site
  })
  return { elements, amounts, sites: sitesOf(known), chemistry: chemistryOf(elements), mostNegative }
}

export function backgroundSource(tables: KnownTables): (random: RandomStream) => BackgroundSource {
  const samplers = elementSamplers(tables)
  const compoundsWith: Stoichiometry[][] = []
  for (const compound of tables.known) {
    for (const element of compound.elements) {
      compoundsWith[element] ??= []
      compoundsWith[element].push(compound)
    }
  }
  return random => ({
    random,
    samplers,
    partnerWith: element => oneOf(compoundsWith[element]!, random),
  })
}

export function oneOf<T>(values: readonly T[], random: RandomStream): T {
  return values[random.integer(values.length)]!
}

export function has(sites: readonly Site[], element: ElementIndex): boolean {
  return sites.some(site => site.element === element)
}

/** The sites with the element of one replaced; null when the formula has that element already. */
export function swapped(
  sites: readonly Site[],
  place: number,
  element: ElementIndex,
): readonly Site[] | null {
  if (has(sites, element)) return null
  return sites.with(place, { element, amount: sites[place]!.amount })
}

export function multiplied(sites: readonly Site[], factor: number): readonly Site[] {
  return sites.map(({ element, amount }) => ({ element, amount: amount * factor }))
}

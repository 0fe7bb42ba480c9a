import { ELEMENT_COUNT, type ElementIndex } from '../elements/index.ts'
import type { Query } from '../statistics/index.ts'
import { type Stoichiometry, sitesOf, stoichiometry } from '../stoichiometry.ts'
import { type KnownTables, openSiteKey } from '../tables/index.ts'

/** Known compounds that differ from a composition in the element of one site. */
export interface SiteAnalogs {
  readonly element: ElementIndex
  /** Most exchangeable first. */
  readonly analogs: readonly Analog[]
}

export interface Analog {
  /** The known compound. */
  readonly compound: Stoichiometry
  /** The element it has on the site. */
  readonly element: ElementIndex
  /** How many times more often than by chance the two elements share a site in known compounds. */
  readonly lift: number
}

/** The analogs by site, in the order of the elements; a site without any has an empty list. */
export function analogsBySite(query: Query, { analogs, exchangeability }: KnownTables): SiteAnalogs[] {
  const sites = sitesOf(query)
  return sites.map(({ element, amount }, place) => ({
    element,
    analogs: analogs
      .fillers(openSiteKey(query.key, element, amount))
      .filter(filler => filler !== element)
      .map(filler => ({
        compound: stoichiometry(sites.with(place, { element: filler, amount })),
        element: filler,
        lift: exchangeability.lift[element * ELEMENT_COUNT + filler]!,
      }))
      .sort((a, b) => b.lift - a.lift),
  }))
}

import type { Composition, ElementSymbol } from '../composition.ts'
import { elementIndex } from './elements/index.ts'
import { type StabilityForests, scoreOfStatistics } from './forests.ts'
import { type Representative, representative } from './host-compound.ts'
import { queryOf, statisticsOf } from './statistics/index.ts'
import type { KnownTables } from './tables/index.ts'

/** All that is needed to score a composition. */
export interface StabilityScorer extends StabilityForests {
  readonly tables: KnownTables
}

/** A composition's stability score, or why it has none. */
export type StabilityResult =
  | {
      readonly kind: 'scored'
      /** Log-odds of being a known compound rather than a generated composition; higher is more like known ones. */
      readonly logOdds: number
      readonly representative: Representative
    }
  | {
      readonly kind: 'outside'
      /** Elements in none of the compounds the score was learnt from. */
      readonly elements: readonly ElementSymbol[]
    }

export function scoreComposition(scorer: StabilityScorer, composition: Composition): StabilityResult {
  const unknown = elementsUnknownTo(scorer.tables, composition)
  if (unknown.length > 0) return { kind: 'outside', elements: unknown }
  const found = representative(composition, scorer.tables)
  const statistics = statisticsOf(queryOf(found.compound), scorer.tables)
  const logOdds = scoreOfStatistics(scorer, statistics, found.compound.elements.length)
  return { kind: 'scored', logOdds, representative: found }
}

/** The composition's elements that are in no known compound, in its order. */
export function elementsUnknownTo({ compoundsWith }: KnownTables, composition: Composition): ElementSymbol[] {
  return composition
    .map(({ symbol }) => symbol)
    .filter(symbol => {
      const element = elementIndex(symbol)
      return element === undefined || compoundsWith[element] === 0
    })
}

import { compareElectronegativity } from '../../domain/elements/index.ts'
import { electropositiveOrder } from '../../domain/formula/index.ts'
import {
  compositionOf,
  elementSymbol,
  type Representative,
  reasonsFor,
  type StabilityScorer,
  type Stoichiometry,
} from '../../domain/stability/index.ts'
import type { ReportWhy } from '../../report/index.ts'

/** So many known compounds are named for each site. */
const NAMED_ANALOGS = 2

/** What a report says of a composition's known analogs: of what was scored in its place. */
export function whyOf(scorer: StabilityScorer, { kind, compound }: Representative): ReportWhy {
  const { analogs, charges, competition } = reasonsFor(scorer, compound)
  return {
    scoredAs: kind === 'host' ? written(compound) : null,
    sites: analogs
      .map(site => ({
        element: elementSymbol(site.element),
        count: site.analogs.length,
        examples: site.analogs.slice(0, NAMED_ANALOGS).map(analog => written(analog.compound)),
      }))
      .sort((a, b) => compareElectronegativity(a.element, b.element)),
    between: competition.mixture.map(part => written(part.compound)),
    charges: charges.kind,
  }
}

function written(compound: Stoichiometry) {
  return electropositiveOrder(compositionOf(compound))
}

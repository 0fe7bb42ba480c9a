import type { ScoredStability, Stability } from '../../contract/index.ts'
import { MOST_ANALOGS_TOLD, MOST_PHASES_TOLD } from '../../contract/methods/stability.ts'
import { compareElectronegativity } from '../../domain/elements/index.ts'
import { electropositiveOrder, formatFormula } from '../../domain/formula/index.ts'
import {
  type ChargeReason,
  type Competition,
  compositionOf,
  type ElementIndex,
  elementSymbol,
  type SiteAnalogs,
  type Stoichiometry,
} from '../../domain/stability/index.ts'
import type { ExplainedStability } from './reasons.ts'
import { hostOf, type OutsideStability } from './scoring.ts'

/** An explained score as windows are told it: formulas and symbols, electropositive elements first. */
export function toldStability(explained: ExplainedStability | OutsideStability): Stability {
  const { canonical } = explained
  if (explained.kind === 'outside') return { kind: 'outside', canonical, elements: [...explained.elements] }
  const { logOdds, percentile, trainedOn, representative, reasons } = explained
  const { start, questions } = reasons.contributions
  return {
    kind: 'scored',
    canonical,
    logOdds,
    percentile,
    trainedOn,
    host: hostOf(representative),
    analogs: reasons.analogs.toSorted(byElectropositivity).map(toldAnalogs),
    charges: toldCharges(reasons.charges),
    phases: toldPhases(reasons.competition),
    contributions: { start, groups: questions.map(({ group, logOdds: part }) => ({ group, logOdds: part })) },
  }
}

function toldAnalogs({ element, analogs }: SiteAnalogs): ScoredStability['analogs'][number] {
  return {
    element: elementSymbol(element),
    count: analogs.length,
    known: analogs.slice(0, MOST_ANALOGS_TOLD).map(({ compound, element: filler, lift }) => ({
      formula: formulaOf(compound),
      element: elementSymbol(filler),
      lift,
    })),
  }
}

function toldCharges(charges: ChargeReason): ScoredStability['charges'] {
  if (charges.kind !== 'neutral') return { kind: charges.kind }
  return {
    kind: 'neutral',
    states: charges.states.toSorted(byElectropositivity).map(({ element, state, probability }) => ({
      element: elementSymbol(element),
      state,
      probability,
    })),
  }
}

function toldPhases({ phases, mixture }: Competition): ScoredStability['phases'] {
  return {
    count: phases.length,
    nearest: phases
      .slice(0, MOST_PHASES_TOLD)
      .map(({ compound, distance }) => ({ formula: formulaOf(compound), distance })),
    mixture: mixture.map(({ compound, share }) => ({ formula: formulaOf(compound), share })),
  }
}

function byElectropositivity(a: OfElement, b: OfElement): number {
  return compareElectronegativity(elementSymbol(a.element), elementSymbol(b.element))
}

interface OfElement {
  readonly element: ElementIndex
}

function formulaOf(compound: Stoichiometry): string {
  return formatFormula(electropositiveOrder(compositionOf(compound)))
}

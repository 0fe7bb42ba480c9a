import type { ElementIndex } from '../elements/index.ts'
import { isIonic, type Query } from '../statistics/index.ts'
import { type KnownTables, LEARNT_STATES } from '../tables/index.ts'

/** The oxidation states that a score takes a composition to have. */
export type ChargeReason =
  | { readonly kind: 'neutral'; readonly states: readonly StateOfElement[] }
  /** No oxidation states of its elements add up to zero. */
  | { readonly kind: 'unbalanced' }
  /** An intermetallic, a single element, or one with an element without known states: charges say nothing. */
  | { readonly kind: 'not-ionic' }

export interface StateOfElement {
  readonly element: ElementIndex
  readonly state: number
  /** How often the element has this state in known compounds of this kind, 0 to 1. */
  readonly probability: number
}

/** The most probable neutral oxidation states. */
export function likeliestCharges(query: Query, { stateProbabilities }: KnownTables): ChargeReason {
  if (!isIonic(query)) return { kind: 'not-ionic' }
  const probabilities = stateProbabilities[query.chemistry]!
  let best = new Map<number, Assignment>([[0, { probability: 1, states: [] }]])
  query.elements.forEach((element, i) => {
    const next = new Map<number, Assignment>()
    for (const [charge, { probability, states }] of best) {
      LEARNT_STATES[element]!.forEach((state, place) => {
        const ofState = probabilities[element]![place]!
        const total = charge + state * query.amounts[i]!
        if (probability * ofState <= (next.get(total)?.probability ?? 0)) return
        next.set(total, {
          probability: probability * ofState,
          states: [...states, { element, state, probability: ofState }],
        })
      })
    }
    best = next
  })
  const neutral = best.get(0)
  return neutral ? { kind: 'neutral', states: neutral.states } : { kind: 'unbalanced' }
}

interface Assignment {
  readonly probability: number
  readonly states: readonly StateOfElement[]
}

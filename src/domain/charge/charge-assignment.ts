import { electronegativityRank } from '../elements/index.ts'

/** An element in one oxidation state, and how many atoms of a formula unit are in it. */
export interface Ion {
  readonly symbol: string
  readonly charge: number
  readonly amount: number
}

/** One oxidation state for each element, or for one of them two. */
export interface ChargeAssignment {
  /** In the composition's order; a mixed-valent element gives two ions, the lower charge first. */
  readonly ions: readonly Ion[]
  /** How unusual it is: 0 when every element has its most reported state and anions are the more electronegative. */
  readonly cost: number
}

const REVERSED_PAIR_COST = 3

/** Cost of anions that are more electropositive than cations beside them, such as Si4− beside C4+. */
export function reversalCost(ions: readonly Ion[]): number {
  let pairs = 0
  for (const cation of ions) {
    if (cation.charge <= 0) continue
    const rank = electronegativityRank(cation.symbol)
    for (const anion of ions) {
      if (anion.charge < 0 && anion.symbol !== cation.symbol && electronegativityRank(anion.symbol) < rank)
        pairs++
    }
  }
  return REVERSED_PAIR_COST * pairs
}

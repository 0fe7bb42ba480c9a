import { balanceCharges } from '../charge/index.ts'
import type { Composition, ElementSymbol } from '../composition.ts'

/** An element of a composition with the oxidation states it most likely has there. */
export interface Site {
  readonly symbol: ElementSymbol
  readonly amount: number
  /** One state, two where it is mixed-valent, none where the composition is not ionic or not neutral. */
  readonly states: readonly number[]
}

/** The elements of a composition in its order, with the states of its most likely neutral assignment. */
export function sitesOf(composition: Composition): readonly Site[] {
  const balance = balanceCharges(composition)
  const ions = balance.verdict === 'neutral' ? balance.assignments[0]!.ions : []
  return composition.map(({ symbol, amount }) => ({
    symbol,
    amount,
    states: ions.filter(ion => ion.symbol === symbol).map(({ charge }) => charge),
  }))
}

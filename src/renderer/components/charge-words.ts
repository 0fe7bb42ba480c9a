import type { ChargeVerdict } from '../../domain/charge/index.ts'
import { formatFixed, formatList, formatSignificant, words } from '../messages/index.ts'

/** What of a charge balance the verdict is worded from; rows of a table know no more. */
export interface Charge {
  readonly verdict: ChargeVerdict
  /** The nearest to neutral; null unless unbalanced. */
  readonly chargePerAtom: number | null
  /** Elements without any known state. */
  readonly symbols?: readonly string[]
}

/** The verdict in words. */
export function chargeWords({ verdict, chargePerAtom, symbols = [] }: Charge): string {
  const said = words.components.charge
  switch (verdict) {
    case 'neutral':
      return said.neutral
    case 'unbalanced':
      return said.unbalanced(signed(chargePerAtom ?? 0))
    case 'not-ionic':
      return said.notIonic
    case 'unknown-states':
      return symbols.length === 0 ? said.unknownStates : said.unknownStatesOf(formatList(symbols))
  }
}

/** Two decimals, or two figures where two decimals would show none. */
function signed(charge: number): string {
  const text = Math.abs(charge) < 0.1 ? formatSignificant(charge, 2) : formatFixed(charge, 2)
  return charge > 0 ? `+${text}` : text
}

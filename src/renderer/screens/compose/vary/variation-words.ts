import { formatAmount } from '../../../../domain/formula/index.ts'
import type { AmountChange, Change } from '../../../../domain/variation/index.ts'
import { formatShare, words } from '../../../messages/index.ts'

/** What makes a variation of its original: `Ge → Sn`, `Ge → Al, Li 10 → 11`, `5 % Ge → Sn`. */
export function variationWords(change: Change): string {
  const { substitution } = words.compose.change
  switch (change.kind) {
    case 'swap':
      return substitution(change.from, change.to)
    case 'compensated-swap':
      return `${substitution(change.from, change.to)}, ${amountWords(change.compensation)}`
    case 'amount':
      return amountWords(change)
    case 'rebalance':
      return change.changes.map(amountWords).join(', ')
    case 'doping':
      return `${formatShare(change.share)} ${substitution(change.from, change.to)}`
  }
}

function amountWords({ symbol, before, after }: AmountChange): string {
  return words.compose.change.amount(symbol, formatAmount(before), formatAmount(after))
}

import type { Composition } from '../../../domain/composition.ts'
import { type CompositionChange, describeChange } from '../../../domain/composition-change.ts'
import { formatAmount } from '../../../domain/formula/index.ts'
import { words } from '../../messages/index.ts'

/** How a composition differs from another, in few words: `Ge → Sn`, `S 12 → 13`, `without Li`; null when it does not. */
export function changeText(from: Composition, to: Composition): string | null {
  const changes = describeChange(from, to)
  return changes.length === 0 ? null : changes.map(oneChange).join(', ')
}

function oneChange(change: CompositionChange): string {
  switch (change.kind) {
    case 'substitution':
      return words.compose.change.substitution(change.from, change.to)
    case 'amount':
      return words.compose.change.amount(change.symbol, rounded(change.from), rounded(change.to))
    case 'without':
      return words.compose.change.without(change.symbol)
    case 'with':
      return words.compose.change.with(change.symbol)
  }
}

/** Amounts scaled onto another formula are rarely round: three figures say enough. */
function rounded(amount: number): string {
  return formatAmount(Number(amount.toPrecision(3)))
}

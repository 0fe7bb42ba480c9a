import type { RetrainingComparison } from '../../../../contract/index.ts'
import type { Line } from '../../../charts/index.ts'
import { words } from '../../../messages/index.ts'

/** Held-out losses that a model keeps of its retraining, in-house and old apart; a kind of which none is held out has none. */
export function keptLossLines(losses: RetrainingComparison['losses']): Line[] {
  const text = words.retraining.losses
  return (['inHouse', 'old'] as const)
    .map(kind => ({
      name: text[kind],
      points: losses.flatMap(({ epoch, [kind]: loss }) => (loss === null ? [] : [[epoch, loss] as const])),
    }))
    .filter(({ points }) => points.length > 0)
}

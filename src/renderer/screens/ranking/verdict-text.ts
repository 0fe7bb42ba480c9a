import type { RankedLine } from '../../../contract/index.ts'
import { formatFixed, words } from '../../messages/index.ts'

/** A charge verdict in a word or two. */
export function verdictText(charge: RankedLine['charge']): string {
  const { charge: texts } = words.components
  switch (charge.kind) {
    case 'neutral':
      return texts.neutral
    case 'unbalanced':
      return texts.unbalanced(formatFixed(charge.chargePerAtom, 2))
    case 'not-ionic':
      return texts.notIonic
    case 'unknown':
      return texts.unknownStates
  }
}

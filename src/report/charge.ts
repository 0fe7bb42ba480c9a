import { fixed } from './numbers.ts'
import type { ReportCharge } from './report-input.ts'

/** The charge verdict in few words; of unbalanced charges what is left over, per atom. */
export function chargeWords(charge: ReportCharge): string {
  switch (charge.kind) {
    case 'neutral':
      return 'neutral'
    case 'unbalanced': {
      const { chargePerAtom } = charge
      return `${chargePerAtom > 0 ? '+' : ''}${fixed(chargePerAtom, 2)} e/atom`
    }
    case 'not-ionic':
      return 'not ionic'
    case 'unknown':
      return 'no state known'
  }
}

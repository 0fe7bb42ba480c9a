import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceCharges, chargeVerdict } from '../../../src/domain/charge/index.ts'

const SYMBOLS = ['Na', 'Mg', 'Fe', 'Mn', 'Cu', 'Sb', 'Pb', 'C', 'N', 'H', 'O', 'S', 'Cl', 'He', 'Au']
const compositions = fc.uniqueArray(
  fc.record({ symbol: fc.constantFrom(...SYMBOLS), amount: fc.integer({ min: 1, max: 12 }) }),
  {
    selector: ({ symbol }) => symbol,
    minLength: 1,
    maxLength: 6,
  },
)

test('the verdict alone is that of the whole balance', () => {
  fc.assert(
    fc.property(
      compositions,
      fc.constantFrom('all' as const, 'common' as const),
      (composition, selection) => {
        const { verdict, chargePerAtom } = balanceCharges(composition, { selection })
        expect(chargeVerdict(composition, selection)).toMatchObject({ verdict, chargePerAtom })
      },
    ),
  )
})

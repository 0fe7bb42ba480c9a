import { expect, test } from 'vitest'
import { atomCount, atomicPercent, weightPercent } from '../../src/domain/composition.ts'

const lithiumCobaltOxide = [
  { symbol: 'Li', amount: 1 },
  { symbol: 'Co', amount: 1 },
  { symbol: 'O', amount: 2 },
]

test('atoms are counted per formula unit as written', () => {
  expect(atomCount(lithiumCobaltOxide)).toBe(4)
})

test('atomic per cent of LiCoO2', () => {
  expect(atomicPercent(lithiumCobaltOxide)).toEqual([
    { symbol: 'Li', percent: 25 },
    { symbol: 'Co', percent: 25 },
    { symbol: 'O', percent: 50 },
  ])
})

test('weight per cent of LiCoO2: 6.94, 58.933194 and 2 × 15.999 of 97.871194 g/mol', () => {
  const shares = weightPercent(lithiumCobaltOxide)
  expect(shares.map(share => share.symbol)).toEqual(['Li', 'Co', 'O'])
  expect(shares[0]!.percent).toBeCloseTo(7.091, 3)
  expect(shares[1]!.percent).toBeCloseTo(60.215, 3)
  expect(shares[2]!.percent).toBeCloseTo(32.694, 3)
})

import { describe, expect, it, test } from 'vitest'
import { countCandidates, LAW_G, LAW_K, type SearchSpec } from '../../../src/domain/candidates/index.ts'
import { charged, range, role } from './searches.ts'

describe('countCandidates', () => {
  it('counts the neutral oxides: primitive amounts of two, three or four of 25 cations', () => {
    // Amounts 1–6 without common divisor, by Möbius: 36 − 9 − 4 − 1 + 1, 216 − 27 − 8 − 1 + 1, 1296 − 81 − 16 − 1 + 1
    expect(countCandidates(LAW_K)).toEqual({ count: 300 * 23 + 2300 * 181 + 12650 * 1199, isExact: true })
  })

  it('counts the oxides without neutrality, with oxygen to 24', () => {
    // For k cations: Σ over d of μ(d) ⌊6/d⌋^k ⌊24/d⌋, d = 1, 2, 3, 5, 6
    const primitive = (k: number) => 6 ** k * 24 - 3 ** k * 12 - 2 ** k * 8 - 4 + 4
    const count = 25 * primitive(1) + 300 * primitive(2) + 2300 * primitive(3) + 12650 * primitive(4)
    expect(countCandidates(LAW_G)).toEqual({ count, isExact: true })
  })

  it('says at least so many when it ends early', () => {
    const { count, isExact } = countCandidates(LAW_K, 1000)
    expect(isExact).toBe(false)
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(15_590_550)
  })

  test('a search with nothing in it has none', () => {
    const spec: SearchSpec = {
      roles: [
        role('Cations', 'Ti 4', range(1, 1), range(1, 1)),
        role('Anions', 'F -1', range(1, 1), range(1, 3)),
      ],
      charge: { kind: 'neutral' },
      required: [],
      mostAtoms: null,
    }
    expect(countCandidates(spec)).toEqual({ count: 0, isExact: true })
    expect(
      countCandidates({ ...spec, charge: { kind: 'balanced', by: charged('O -2') }, mostAtoms: 4 }),
    ).toEqual(
      // TiF2O, and TiF with 1.5 O is Ti2F2O3; TiF3 with half an O is Ti2F6O
      { count: 1, isExact: true },
    )
  })
})

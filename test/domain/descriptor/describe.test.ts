import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Composition } from '../../../src/domain/composition.ts'
import { roundTo6 } from '../../../src/domain/descriptor/contributions.ts'
import {
  DESCRIPTOR_BLOCKS,
  DESCRIPTOR_DIMENSIONS,
  DESCRIPTOR_MODES,
  describe as describeComposition,
  describeInto,
  ELEMENT_PROPERTIES,
  missingProperties,
  undescribedElements,
} from '../../../src/domain/descriptor/index.ts'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { blockOf, composition, nonzero } from './vectors.ts'

const SYMBOLS = ELEMENT_PROPERTIES.map(([symbol]) => symbol)

const compositions: fc.Arbitrary<Composition> = fc.uniqueArray(
  fc.record({
    symbol: fc.constantFrom(...SYMBOLS),
    amount: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 60, noNaN: true })),
  }),
  { minLength: 1, maxLength: 7, selector: ({ symbol }) => symbol },
)
const modes = fc.constantFrom(...DESCRIPTOR_MODES)

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0)
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))
}

describe('the descriptor of any composition', () => {
  it('has 1994 features, none negative, none not a number', () => {
    fc.assert(
      fc.property(compositions, modes, (sample, mode) => {
        const vector = describeComposition(sample, mode)
        expect(vector).toHaveLength(DESCRIPTOR_DIMENSIONS)
        expect(vector.every(value => value >= 0 && Number.isFinite(value))).toBe(true)
      }),
    )
  })

  it('sums to 1 over each unsmoothed single block', () => {
    fc.assert(
      fc.property(compositions, sample => {
        const vector = describeComposition(sample, 'documented')
        // No (102) lies on the upper end of the atomic numbers and is dropped there.
        const withoutNo =
          1 - (sample.find(({ symbol }) => symbol === 'No')?.amount ?? 0) / sum(sample.map(c => c.amount))
        for (const { label, offset, length } of DESCRIPTOR_BLOCKS) {
          if (!['AN', 'PN', 'PG', 'spdf'].includes(label)) continue
          const expected = label === 'AN' ? withoutNo : 1
          expect(sum(vector.subarray(offset, offset + length))).toBeCloseTo(expected, 9)
        }
      }),
    )
  })

  it('sums to N − 1 over each matrix', () => {
    fc.assert(
      fc.property(compositions, sample => {
        const vector = describeComposition(sample, 'documented')
        for (const { kind, offset, length } of DESCRIPTOR_BLOCKS) {
          if (kind !== 'matrix') continue
          expect(sum(vector.subarray(offset, offset + length))).toBeCloseTo(sample.length - 1, 9)
        }
      }),
    )
  })

  it('has products, differences and matrices if and only if it has two elements or more', () => {
    fc.assert(
      fc.property(compositions, modes, (sample, mode) => {
        const pairs = describeComposition(sample, mode).subarray(595)
        expect(sum(pairs) > 0).toBe(sample.length > 1)
      }),
    )
  })

  it('does not depend on scale', () => {
    fc.assert(
      fc.property(compositions, fc.constantFrom(2, 3, 0.5, 0.1, 7), (sample, factor) => {
        const scaled = sample.map(({ symbol, amount }) => ({ symbol, amount: amount * factor }))
        const [a, b] = [sample, scaled].map(c => describeComposition(c, 'documented'))
        expect(largestDifference(a!, b!)).toBeLessThan(2e-6)
        // The cut at 1e-6 is the one place where the last bit shows.
        const differing = a!.filter((value, i) => Math.abs(value - b![i]!) > 1e-12)
        expect(differing.every(value => value < 2e-6)).toBe(true)
      }),
    )
  })

  it('does not depend on the order of elements', () => {
    fc.assert(
      fc.property(compositions, modes, (sample, mode) => {
        const [a, b] = [sample, sample.toReversed()].map(c => describeComposition(c, mode))
        const differing = a!.filter((value, i) => Math.abs(value - b![i]!) > 1e-12)
        expect(differing.every(value => value < 2e-6)).toBe(true)
        expect(largestDifference(a!, b!)).toBeLessThan(2e-6)
      }),
    )
  })

  it('is the same, in float32, as a row of a batch', () => {
    fc.assert(
      fc.property(fc.array(compositions, { minLength: 1, maxLength: 4 }), modes, (rows, mode) => {
        const batch = new Float32Array(rows.length * DESCRIPTOR_DIMENSIONS).fill(Number.NaN)
        rows.forEach((row, i) => {
          describeInto(batch, i, row, mode)
        })
        const expected = rows.flatMap(row => Array.from(Float32Array.from(describeComposition(row, mode))))
        expect(Array.from(batch)).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })
})

describe('small features', () => {
  it('are zero below 1e-6 where a histogram is smoothed', () => {
    const smoothed = blockOf({ Na: 1, Cl: 1 }, 'EN').filter(value => value > 0)
    expect(Math.min(...smoothed)).toBeGreaterThanOrEqual(1e-6)
  })

  it('are kept where it is not: a dopant of one part in ten million', () => {
    const doped = { Si: 1 - 1e-7, P: 1e-7 }
    const an = nonzero(blockOf(doped, 'AN'))
    expect(an[14]).toBeCloseTo(1e-7, 12)
    expect(an[13]).toBeCloseTo(1 - 1e-7, 12)
    // The smallest smoothed share of P, 0.24e-7 of electronegativity in its own bin, is cut.
    expect(blockOf(doped, 'EN')[26]).toBeCloseTo(blockOf({ Si: 1 }, 'EN')[26]!, 6)
  })
})

describe('No, the last element', () => {
  it('is dropped from the atomic numbers, whose range ends at 102, and kept elsewhere', () => {
    expect(nonzero(blockOf({ No: 1 }, 'AN'))).toEqual({})
    expect(nonzero(blockOf({ No: 1 }, 'PN'))).toEqual({ 6: 1 })
  })
})

describe('missing values', () => {
  it.each([
    { formula: 'KRaF3', amounts: { K: 1, Ra: 1, F: 3 }, missing: ['Ra AR', 'Ra CoR'] },
    { formula: 'XeF2', amounts: { Xe: 1, F: 2 }, missing: [] },
    { formula: 'HeNe', amounts: { He: 1, Ne: 1 }, missing: ['He EN', 'He CrR', 'Ne EN', 'Ne CrR'] },
    { formula: 'TcO2', amounts: { Tc: 1, O: 2 }, missing: [] },
  ])('of $formula are listed: $missing', ({ amounts, missing }) => {
    const listed = missingProperties(composition(amounts), 'documented')
    expect(listed.map(({ element, property }) => `${element} ${property}`)).toEqual(missing)
  })

  it('include the weight of Tc in the published table, which cannot be read there', () => {
    expect(missingProperties(composition({ Tc: 1, O: 2 }), 'chemhist-0.1.1')).toEqual([
      { element: 'Tc', property: 'AW' },
    ])
    // 98 u lies in bin (98 + 80)/9.6 = 18; 0 in bin 8.
    const place = (mode: 'documented' | 'chemhist-0.1.1') => {
      const aw = blockOf({ Tc: 1 }, 'AW', mode)
      return aw.indexOf(Math.max(...aw))
    }
    expect([place('documented'), place('chemhist-0.1.1')]).toEqual([18, 8])
  })

  it('count as 0 in the single block: electronegativity of He in bin 8', () => {
    const en = blockOf({ He: 1 }, 'EN')
    expect(en[8]).toBeCloseTo(0.239365, 6)
  })

  it('count as 0 in differences: EN-EN of He and F at 3.98, bin 41', () => {
    expect(blockOf({ He: 1, F: 1 }, 'EN-EN')[41]).toBeCloseTo(0.239365, 6)
  })

  it('count as 1 in products: ENEN of He and F at ln 3.98, bin 24 of fifty from −0.322, 0.0708 wide', () => {
    expect(blockOf({ He: 1, F: 1 }, 'ENEN')[24]).toBeCloseTo(0.438837, 6)
  })
})

describe('elements beyond No', () => {
  it('are found before a composition is described', () => {
    expect(undescribedElements(composition({ Lr: 1, O: 3, Og: 1 }))).toEqual(['Lr', 'Og'])
    expect(undescribedElements(composition({ No: 1, O: 3 }))).toEqual([])
  })

  it.each(['Lr', 'Rf', 'Og'])('are refused by name: %s', symbol => {
    const attempt = () => describeComposition(composition({ O: 2, [symbol]: 1 }), 'documented')
    expect(attempt).toThrow(AnomaliteError)
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'descriptor/element-outside', details: { element: symbol } }),
    )
    expect(attempt).toThrow(symbol)
  })
})

describe('roundTo6, as the published code rounds', () => {
  it.each([
    [1 / 3, 0.333333],
    [2 / 3, 0.666667],
    // One and three 128ths are exact halves of the sixth decimal: to the even one.
    [1 / 128, 0.007812],
    [3 / 128, 0.023438],
    [-1 / 128, -0.007812],
    [-3 / 128, -0.023438],
    [-0.123456789, -0.123457],
  ])('%d → %d', (value, expected) => {
    expect(roundTo6(value)).toBe(expected)
  })
})

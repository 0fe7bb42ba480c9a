import { describe, expect, it } from 'vitest'
import {
  attributeError,
  DESCRIPTOR_BLOCKS,
  DESCRIPTOR_MODES,
  describe as describeComposition,
  featureLabels,
} from '../../../src/domain/descriptor/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { randomStream } from '../../../src/domain/statistics/index.ts'

const LABELS = featureLabels()

/** A reconstruction that misses the descriptor of a formula by these amounts in these features, and nowhere else. */
function missedBy(formula: string, errors: Readonly<Record<string, number>>) {
  const composition = parseFormula(formula)
  const input = describeComposition(composition, 'documented')
  const reconstruction = input.slice()
  for (const [label, error] of Object.entries(errors)) reconstruction[LABELS.indexOf(label)]! += error
  return attributeError(composition, 'documented', input, reconstruction)
}

describe('where the error of NaCl lies', () => {
  it('worked by hand: four features missed by squares in the proportion 1 : 1 : 4 : 2', () => {
    const { blocks, pairs, elsewhere } = missedBy('NaCl', {
      // Na is the atom of number 11, Cl of 17; no other element adds to these two.
      AN_10: 0.1,
      AN_16: -0.1,
      // The one pair of blocks, s with p, is that of Na and Cl.
      SPDFmatrix_1: 0.2,
      // d with d: nothing in NaCl.
      SPDFmatrix_7: Math.sqrt(0.02),
    })
    const missed = blocks.filter(({ share }) => share > 0)
    expect(missed).toEqual([
      { label: 'AN', meaning: 'atomic number', share: expect.closeTo(2 / 8, 12), elsewhere: 0 },
      {
        label: 'SPDFmatrix',
        meaning: 'block pairs',
        share: expect.closeTo(6 / 8, 12),
        elsewhere: expect.closeTo(2 / 8, 12),
      },
    ])
    expect(pairs).toEqual([
      { a: 'Na', b: 'Cl', share: expect.closeTo(4 / 8, 12) },
      { a: 'Na', b: null, share: expect.closeTo(1 / 8, 12) },
      { a: 'Cl', b: null, share: expect.closeTo(1 / 8, 12) },
    ])
    expect(elsewhere).toBeCloseTo(2 / 8, 12)
  })

  it('of melting points between those of both: Na (bin 11) and Cl (bin 9) add alike to bin 10', () => {
    expect(missedBy('NaCl', { MP_10: 1 }).pairs.slice(0, 2)).toEqual([
      { a: 'Na', b: null, share: expect.closeTo(0.5, 12) },
      { a: 'Cl', b: null, share: expect.closeTo(0.5, 12) },
    ])
  })
})

describe('where the error of Li10GeP2S12 lies', () => {
  it.each([
    // Pairs of s and p: Li–Ge 0.44, Li–P 0.48, Li–S 0.88, together 1.80.
    {
      feature: 'SPDFmatrix_1',
      expected: { 'Li-S': 0.88 / 1.8, 'Li-P': 0.48 / 1.8, 'Li-Ge': 0.44 / 1.8 },
    },
    // Pairs of p and p: Ge–P 0.12, Ge–S 0.52, P–S 0.56, together 1.20.
    { feature: 'SPDFmatrix_4', expected: { 'P-S': 0.56 / 1.2, 'Ge-S': 0.52 / 1.2, 'Ge-P': 0.12 / 1.2 } },
    // Atoms of p: Ge 0.04, P 0.08, S 0.48, together 0.60.
    { feature: 'spdf_1', expected: { S: 0.48 / 0.6, P: 0.08 / 0.6, Ge: 0.04 / 0.6 } },
    // Differences of atomic numbers of 12 to 13: Li–P alone; of 16 to 17: Ge–P.
    { feature: 'AN-AN_11', expected: { 'Li-P': 1 } },
    { feature: 'AN-AN_16', expected: { 'Ge-P': 1 } },
  ])('an error in $feature goes to those that make it up', ({ feature, expected }) => {
    const { pairs } = missedBy('Li10GeP2S12', { [feature]: -0.3 })
    const found = pairs
      .filter(({ share }) => share > 0)
      .map(({ a, b, share }) => [b === null ? a : `${a}-${b}`, share] as const)
    expect(found.map(([name]) => name)).toEqual(Object.keys(expected))
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, share]) => [name, expect.closeTo(share, 12)])),
    )
  })
})

describe('attributeError', () => {
  it.each(
    DESCRIPTOR_MODES.flatMap(mode =>
      ['Fe', 'NaCl', 'Li10GeP2S12', 'La0.6Sr0.4Co0.2Fe0.8O3', 'TcO2', 'XeF2', 'HfNbTaTiZr'].map(formula => ({
        mode,
        formula,
      })),
    ),
  )('leaves out nothing and counts nothing twice: $formula, $mode', ({ mode, formula }) => {
    const composition = parseFormula(formula)
    const input = describeComposition(composition, mode)
    const random = randomStream(formula.length)
    const { blocks, pairs, elsewhere } = attributeError(
      composition,
      mode,
      input,
      input.map(value => value + random.normal()),
    )
    const sum = (shares: readonly { share: number }[]) => shares.reduce((all, { share }) => all + share, 0)
    expect(blocks.map(({ label }) => label)).toEqual(DESCRIPTOR_BLOCKS.map(({ label }) => label))
    expect(sum(blocks)).toBeCloseTo(1, 12)
    expect(sum(pairs) + elsewhere).toBeCloseTo(1, 9)
    const n = composition.length
    expect(pairs).toHaveLength((n * (n + 1)) / 2)
    expect(pairs.map(({ share }) => share)).toEqual(pairs.map(({ share }) => share).toSorted((p, q) => q - p))
    for (const block of blocks) expect(block.elsewhere).toBeLessThanOrEqual(block.share)
  })

  it('does not depend on the size of the error', () => {
    const small = missedBy('BaTiO3', { PG_1: 1e-4, PGmatrix_20: 2e-4, EN_30: 3e-4 })
    const large = missedBy('BaTiO3', { PG_1: 1, PGmatrix_20: 2, EN_30: 3 })
    small.pairs.forEach(({ a, b, share }, i) => {
      expect(large.pairs[i]).toEqual({ a, b, share: expect.closeTo(share, 9) })
    })
  })

  it('finds no share of no error', () => {
    const { blocks, pairs, elsewhere } = missedBy('NaCl', {})
    expect([...blocks, ...pairs].every(({ share }) => share === 0)).toBe(true)
    expect(elsewhere).toBe(0)
  })

  it('refuses elements that the descriptor does not cover', () => {
    const zeros = new Float64Array(1994)
    expect(() => attributeError(parseFormula('Lr2O3'), 'documented', zeros, zeros)).toThrow(
      expect.objectContaining({ code: 'descriptor/element-outside' }),
    )
  })
})

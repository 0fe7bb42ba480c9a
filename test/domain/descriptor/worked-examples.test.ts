/**
 * Descriptors worked out by hand from the definition. A unit of mass smoothed over bins of width w gives, k bins away,
 * w/(σ√(2π)) · exp(−(k w/σ)²/2): for w/σ = 0.6 (EN, MP, AW) 0.239365, 0.199935, 0.116512, 0.047370; for products, where
 * w/σ = 1.1, 0.438837, 0.239637, 0.039022, 0.001895, 0.000027.
 */
import { describe, expect, it } from 'vitest'
import { blockOf, nonzero, rounded } from './vectors.ts'

describe('NaCl: x = 0.5, 0.5; one pair of weight 1', () => {
  const NaCl = { Na: 1, Cl: 1 }

  it.each([
    ['AN', { 10: 0.5, 16: 0.5 }],
    ['PN', { 2: 1 }],
    ['PG', { 0: 0.5, 16: 0.5 }],
    ['spdf', { 0: 0.5, 1: 0.5 }],
    ['AN-AN', { 5: 1 }],
    ['PG-PG', { 15: 1 }],
    ['PN-PN', {}],
    ['spdf-spdf', { 0: 1 }],
    // ln 1 + ln 2 = 0.693 lies in bin 1 of four from −0.322, 0.885 wide.
    ['spdfspdf', { 0: 0.239637, 1: 0.438837, 2: 0.239637, 3: 0.039022 }],
    ['PGmatrix', { 16: 1 }],
    ['PNmatrix', { 13: 1 }],
    ['SPDFmatrix', { 1: 1 }],
  ])('%s', (label, expected) => {
    expect(rounded(nonzero(blockOf(NaCl, label)))).toEqual(expected)
  })

  it('EN: Na 0.93 in bin 16, Cl 3.16 in bin 34, half a unit each', () => {
    const en = blockOf(NaCl, 'EN')
    for (const bin of [16, 34]) {
      expect(en[bin]).toBeCloseTo(0.119683, 6)
      expect(en[bin - 1]).toBeCloseTo(0.099967, 6)
      expect(en[bin + 1]).toBeCloseTo(0.099967, 6)
    }
  })

  it('MP: Na 370.87 K in bin 11, Cl 171.6 K in bin 9, overlapping in between', () => {
    const mp = blockOf(NaCl, 'MP')
    expect(mp[10]).toBeCloseTo(0.199935, 6)
    expect(mp[9]).toBeCloseTo(0.177939, 6)
    expect(mp[11]).toBeCloseTo(0.177939, 6)
  })

  it('EN-EN: difference 2.23 in bin 26, a whole unit', () => {
    const difference = blockOf(NaCl, 'EN-EN')
    expect(difference[26]).toBeCloseTo(0.239365, 6)
    expect(difference[25]).toBeCloseTo(0.199935, 6)
    expect(difference[24]).toBeCloseTo(0.116512, 6)
    expect(difference[23]).toBeCloseTo(0.04737, 6)
  })

  it('as published: the period matrix entry (3, 3) shows up in the group matrix as well', () => {
    expect(rounded(nonzero(blockOf(NaCl, 'PGmatrix', 'chemhist-0.1.1')))).toEqual({ 16: 1, 35: 1 })
    expect(nonzero(blockOf(NaCl, 'PNmatrix', 'chemhist-0.1.1'))).toEqual({ 13: 1 })
    expect(blockOf(NaCl, 'EN-EN', 'chemhist-0.1.1')).toEqual(blockOf(NaCl, 'EN-EN'))
  })
})

describe('Li10GeP2S12: six pairs, Li-Ge 0.44, Li-P 0.48, Li-S 0.88, Ge-P 0.12, Ge-S 0.52, P-S 0.56', () => {
  const LGPS = { Li: 10, Ge: 1, P: 2, S: 12 }

  it.each([
    ['spdf', { 0: 0.4, 1: 0.6 }],
    ['PN', { 1: 0.4, 2: 0.56, 3: 0.04 }],
    ['PG', { 0: 0.4, 13: 0.04, 14: 0.08, 15: 0.48 }],
    ['AN-AN', { 0: 0.56, 11: 0.48, 12: 0.88, 15: 0.52, 16: 0.12, 28: 0.44 }],
    // Ge-Li two periods apart, four pairs one apart, P-S in the same period and so dropped.
    ['PN-PN', { 0: 2, 1: 0.44 }],
    ['PG-PG', { 0: 0.68, 1: 0.52, 12: 0.44, 13: 0.48, 14: 0.88 }],
    ['spdf-spdf', { 0: 1.8 }],
    ['spdfspdf', { 0: 0.718912, 1: 1.31651, 2: 0.718912, 3: 0.117066 }],
    // Every product of two crystal radii is below the range.
    ['CrRCrR', {}],
    ['PGmatrix', { 13: 0.44, 14: 0.48, 15: 0.88, 157: 0.12, 158: 0.52, 162: 0.56 }],
    ['PNmatrix', { 8: 1.36, 9: 0.44, 13: 0.56, 14: 0.64 }],
    ['SPDFmatrix', { 1: 1.8, 4: 1.2 }],
  ])('%s', (label, expected) => {
    expect(rounded(nonzero(blockOf(LGPS, label)))).toEqual(expected)
  })

  it.each([
    // Of the six pairs only those with S, the alphabetically last, are kept in products and differences.
    ['AN-AN', { 0: 0.56, 12: 0.88, 15: 0.52 }],
    ['PG-PG', { 0: 0.56, 1: 0.52, 14: 0.88 }],
    ['spdf-spdf', { 0: 0.88 }],
    ['SPDFmatrix', { 1: 1.8, 4: 1.2 }],
    // The period matrix adds (2,3) 1.36, (2,4) 0.44, (3,3) 0.56, (3,4) 0.64 to the group matrix's own entries.
    [
      'PGmatrix',
      {
        13: 0.44,
        14: 0.48,
        15: 0.88,
        19: 1.36,
        20: 0.44,
        35: 0.56,
        36: 0.64,
        157: 0.12,
        158: 0.52,
        162: 0.56,
      },
    ],
  ])('%s as published', (label, expected) => {
    expect(rounded(nonzero(blockOf(LGPS, label, 'chemhist-0.1.1')))).toEqual(expected)
  })
})

describe('Li0.5MnO2: x = 1/7, 2/7, 4/7; Li-Mn 3/7, Li-O 5/7, Mn-O 6/7', () => {
  const amounts = { Li: 0.5, Mn: 1, O: 2 }

  it('SPDFmatrix', () => {
    expect(rounded(nonzero(blockOf(amounts, 'SPDFmatrix')))).toEqual({
      1: 0.714286,
      2: 0.428571,
      5: 0.857143,
    })
  })

  it('EN-EN: Li-Mn 0.57 in bin 13, Li-O 2.46 in bin 28, Mn-O 1.89 in bin 24', () => {
    const share = (k: number) => (0.6 / Math.sqrt(2 * Math.PI)) * Math.exp(-((0.6 * k) ** 2) / 2)
    const at = (bin: number) =>
      (3 / 7) * share(bin - 13) + (5 / 7) * share(bin - 28) + (6 / 7) * share(bin - 24)
    const difference = blockOf(amounts, 'EN-EN')
    for (const bin of [11, 13, 24, 26, 28, 30]) expect(difference[bin]).toBeCloseTo(at(bin), 9)
  })
})

describe('LiNi0.5Mn0.5O2: x = 1/4, 1/8, 1/8, 1/2', () => {
  const amounts = { Li: 1, Ni: 0.5, Mn: 0.5, O: 2 }

  it.each([
    ['SPDFmatrix', [0, 0.75, 0.75, 0, 0, 1.25, 0, 0.25, 0, 0]],
    ['spdf-spdf', [2, 0.75, 0, 0]],
    ['spdf', [0.25, 0.5, 0.25, 0]],
  ])('%s', (label, expected) => {
    expect(blockOf(amounts, label)).toEqual(expected)
  })
})

describe('XeF2', () => {
  it('has an electronegativity for Xe: a third of the mass about bin 30, two thirds about bin 41', () => {
    const en = blockOf({ Xe: 1, F: 2 }, 'EN')
    expect(en[30]).toBeCloseTo(0.239365 / 3, 5)
    expect(en[41]).toBeCloseTo((2 * 0.239365) / 3, 5)
  })
})

describe('Fe', () => {
  it.each(['documented', 'chemhist-0.1.1'] as const)('fills single blocks and nothing else (%s)', mode => {
    expect(nonzero(blockOf({ Fe: 1 }, 'AN', mode))).toEqual({ 25: 1 })
    expect(nonzero(blockOf({ Fe: 1 }, 'PG', mode))).toEqual({ 7: 1 })
    expect(nonzero(blockOf({ Fe: 1 }, 'spdf', mode))).toEqual({ 2: 1 })
    for (const label of ['ENEN', 'AN-AN', 'spdfspdf', 'PGmatrix', 'PNmatrix', 'SPDFmatrix']) {
      expect(nonzero(blockOf({ Fe: 1 }, label, mode))).toEqual({})
    }
  })
})

import { describe, expect, it } from 'vitest'
import { binOf, histogramOf } from '../../../src/domain/descriptor/histogram.ts'

const EN = { low: -1, high: 5, bins: 50, sigma: 0 }
const RADIUS = { low: -0.2, high: 3.2, bins: 50, sigma: 0 }
const COUNT = { low: 1, high: 5, bins: 4, sigma: 0 }

describe('binOf', () => {
  it.each([
    { what: 'the lower end', scale: COUNT, value: 1, bin: 0 },
    { what: 'an inner edge belongs to the bin above it', scale: COUNT, value: 2, bin: 1 },
    { what: 'the last bin', scale: COUNT, value: 4.999, bin: 3 },
    { what: 'the upper end is outside', scale: COUNT, value: 5, bin: -1 },
    { what: 'below', scale: COUNT, value: 0, bin: -1 },
    { what: 'above', scale: COUNT, value: 102, bin: -1 },
  ])('$what: $value → $bin', ({ scale, value, bin }) => {
    expect(binOf(scale, value)).toBe(bin)
  })

  /**
   * In decimals each of these lies exactly on an edge. The bins are those of an independent evaluation in doubles
   * (Python); `not` is the bin that exact decimals or floor((v − low)/width) would give.
   */
  it.each([
    { what: 'atomic radius of O', scale: RADIUS, value: 0.48, bin: 9, not: 10 },
    { what: 'covalent radius of B', scale: RADIUS, value: 0.82, bin: 14, not: 15 },
    { what: 'ionic radius of Hg', scale: RADIUS, value: 1.5, bin: 24, not: 25 },
    { what: 'crystal radius of Na', scale: RADIUS, value: 1.16, bin: 19, not: 20 },
    { what: 'electronegativity, Cu − La', scale: EN, value: 1.9 - 1.1, bin: 15, not: 14 },
    { what: 'electronegativity, Tm − Na', scale: EN, value: 1.25 - 0.93, bin: 11, not: 10 },
    { what: 'electronegativity, Pr − Na', scale: EN, value: 1.13 - 0.93, bin: 9, not: 10 },
    { what: 'crystal radius, Cl − Hf', scale: RADIUS, value: 1.67 - 0.85, bin: 14, not: 15 },
  ])('$what, $value → bin $bin, not $not', ({ scale, value, bin }) => {
    expect(binOf(scale, value)).toBe(bin)
  })
})

describe('histogramOf', () => {
  it('puts an unsmoothed unit into one bin', () => {
    expect(histogramOf(COUNT, 3)).toEqual({ first: 2, values: [1] })
  })

  it('gives nothing for a value outside', () => {
    expect(histogramOf(COUNT, 0)).toBeNull()
  })

  it('loses a smoothed unit in bin 0, as the published code does', () => {
    expect(histogramOf({ ...EN, sigma: 0.2 }, -0.95)).toBeNull()
    expect(histogramOf(EN, -0.95)).toEqual({ first: 0, values: [1] })
  })

  it('spreads a unit so that it keeps its mass away from the ends', () => {
    const run = histogramOf({ ...EN, sigma: 0.2 }, 2)!
    expect(run.values.reduce((sum, share) => sum + share)).toBeCloseTo(1, 6)
    expect(run.first + run.values.indexOf(Math.max(...run.values))).toBe(25)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadLabels, stepPath } from '../../../../src/renderer/components/descriptor/drawing.ts'

describe('a path that steps from bin to bin', () => {
  const x = (bin: number) => 10 * bin
  const y = (value: number) => 100 - value

  it('goes across each bin at its height, and turns at the edges only', () => {
    expect(stepPath([0, 5, 5, 20], x, y)).toBe('M0.0,100.0H10.0V95.0H30.0V80.0H40.0')
  })

  it('is nothing of nothing', () => {
    expect(stepPath([], x, y)).toBe('')
  })
})

describe('labels that are spread', () => {
  it.each([
    { wished: [10, 40, 80], spread: [10, 40, 80] },
    // Two that would meet move aside alike.
    { wished: [10, 14], spread: [7, 17] },
    // One that others are pushed into moves with them.
    { wished: [20, 20, 20, 31], spread: [7.75, 17.75, 27.75, 37.75] },
    // None beyond the end.
    { wished: [50, 98, 99], spread: [50, 90, 100] },
  ])('$wished at a gap of 10 become $spread', ({ wished, spread }) => {
    expect(spreadLabels(wished, 10, 100)).toEqual(spread)
  })

  it('keep their order and their gap, wherever they were wished', () => {
    const places = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 40 })
    fc.assert(
      fc.property(places, unsorted => {
        const spread = spreadLabels(
          unsorted.toSorted((a, b) => a - b),
          11,
          500,
        )
        expect(spread).toHaveLength(unsorted.length)
        for (const [i, place] of spread.entries()) {
          expect(place).toBeLessThanOrEqual(500 + 1e-9)
          if (i > 0) expect(place - spread[i - 1]!).toBeGreaterThanOrEqual(11 - 1e-9)
        }
      }),
    )
  })
})

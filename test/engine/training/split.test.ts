import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitPositives } from '../../../src/engine/training/split.ts'
import { FORMULAS } from '../material.ts'

describe('splitPositives', () => {
  it.each([
    { count: 10, share: 0.7, training: 7 },
    { count: 60, share: 0.7, training: 42 },
    { count: 5, share: 0.5, training: 3 },
    { count: 3, share: 0.1, training: 0 },
    { count: 2, share: 0.9, training: 2 },
  ])('puts $share of $count formulas, $training of them, into training', ({ count, share, training }) => {
    const split = splitPositives(FORMULAS.slice(0, count), share, 42)
    expect([split.training.length, split.heldOut.length]).toEqual([training, count - training])
  })

  it('puts every formula on one side, whatever the order of the list', () => {
    const orders = fc.shuffledSubarray([...FORMULAS], { minLength: FORMULAS.length })
    fc.assert(
      fc.property(orders, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (order, seed) => {
        const split = splitPositives(order, 0.7, seed)
        expect([...split.training, ...split.heldOut].toSorted()).toEqual([...FORMULAS].toSorted())
        expect(split).toEqual(splitPositives(FORMULAS, 0.7, seed))
      }),
      { numRuns: 30 },
    )
  })

  it('differs between seeds and is shuffled', () => {
    const [one, two] = [1, 2].map(seed => splitPositives(FORMULAS, 0.7, seed))
    expect(one).not.toEqual(two)
    expect(one!.training).not.toEqual(one!.training.toSorted())
  })
})

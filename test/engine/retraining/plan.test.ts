import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IN_HOUSE, KNOWN, planned } from './material.ts'

const [trained, alsoTrained] = KNOWN.training as [string, string]
const [heldOut] = KNOWN.heldOut as [string]

const formulas = (positives: readonly { readonly formula: string }[]) =>
  positives.map(({ formula }) => formula)

describe('planRetraining', () => {
  it('never trains what the parent holds out, and never judges by what it was trained on', () => {
    const mixed = fc.record({
      positives: fc.uniqueArray(fc.constantFrom(...IN_HOUSE, ...KNOWN.training, ...KNOWN.heldOut), {
        minLength: 1,
      }),
      replay: fc.integer({ min: 0, max: 60 }),
      heldOutShare: fc.constantFrom(0, 0.3, 0.9),
      start: fc.constantFrom('warm' as const, 'scratch' as const),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    })
    fc.assert(
      fc.property(mixed, ({ positives, ...choice }) => {
        const { retraining, positives: parts } = planned(choice, [{ name: 'Ours', weight: 1, positives }])
        const trains = [
          ...formulas(retraining.known),
          ...formulas(retraining.training),
          ...retraining.replayed,
        ]
        const judges = [...formulas(retraining.heldOut), ...retraining.watched]
        expect(new Set(trains).size).toBe(trains.length)
        expect(trains.filter(formula => KNOWN.heldOut.includes(formula))).toEqual([])
        expect(
          judges.filter(formula => trains.includes(formula) || KNOWN.training.includes(formula)),
        ).toEqual([])
        // Everything that was ever trained on is told, and nothing is on both sides.
        expect(parts.training).toEqual(expect.arrayContaining(trains))
        if (choice.start === 'warm')
          expect(parts.training).toEqual(expect.arrayContaining([...KNOWN.training]))
        expect(parts.heldOut).toEqual(
          expect.arrayContaining([...KNOWN.heldOut, ...formulas(retraining.heldOut)]),
        )
        const all = [...parts.training, ...parts.heldOut]
        expect(new Set(all).size).toBe(all.length)
      }),
      { numRuns: 100 },
    )
  })

  it('counts what the parent knows, and gives a composition the largest weight of its lists', () => {
    const { retraining } = planned({ heldOutShare: 0 }, [
      { name: 'Ours', weight: 1, positives: [IN_HOUSE[0]!, trained, heldOut] },
      { name: 'Best', weight: 5, positives: [trained, alsoTrained, IN_HOUSE[1]!] },
    ])
    expect(Object.fromEntries(retraining.known.map(({ formula, weight }) => [formula, weight]))).toEqual({
      [trained]: 5,
      [alsoTrained]: 5,
    })
    expect(Object.fromEntries(retraining.training.map(({ formula, weight }) => [formula, weight]))).toEqual({
      [IN_HOUSE[0]!]: 1,
      [IN_HOUSE[1]!]: 5,
    })
    expect(retraining).toMatchObject({ heldOut: [], heldOutByParent: 1 })
    expect(retraining.replayed).not.toContain(trained)
  })

  it('hangs on the sets and the seed, not on the order of a list', () => {
    const of = (seed: number, positives: readonly string[]) =>
      planned({ seed }, [{ name: '', weight: 1, positives }])
    expect(of(1, IN_HOUSE.toReversed())).toEqual(of(1, IN_HOUSE))
    expect(of(2, IN_HOUSE)).not.toEqual(of(1, IN_HOUSE))
  })
})

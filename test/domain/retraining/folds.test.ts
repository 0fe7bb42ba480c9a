import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignFolds, systemOf } from '../../../src/domain/retraining/index.ts'

/** Nine compositions of six chemical systems. */
const FORMULAS = ['Fe2O3', 'Fe3O4', 'FeO', 'NaCl', 'LiCl', 'Li3PO4', 'LiPO3', 'BaTiO3', 'KBr']

describe('assignFolds', () => {
  it('holds every composition out once, in folds of about equal size', () => {
    const folds = assignFolds(FORMULAS, { by: 'compositions', folds: 4 }, 1)
    const sizes = [0, 1, 2, 3].map(fold => folds.filter(of => of === fold).length)
    expect(sizes.toSorted()).toEqual([2, 2, 2, 3])
  })

  it('keeps a chemical system together, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), seed => {
        const folds = assignFolds(FORMULAS, { by: 'systems', folds: 3 }, seed)
        const foldOf = new Map<string, number>()
        FORMULAS.forEach((formula, i) => {
          const known = foldOf.get(systemOf(formula))
          expect(known ?? folds[i]).toBe(folds[i])
          foldOf.set(systemOf(formula), folds[i]!)
        })
        // Three iron oxides and two phosphates: the largest systems do not meet in one fold.
        expect([0, 1, 2].map(fold => folds.filter(of => of === fold).length).toSorted()).toEqual([3, 3, 3])
      }),
      { numRuns: 30 },
    )
  })

  it('does not hang on the order of the formulas, but on the seed', () => {
    const of = (formulas: readonly string[], seed: number) => {
      const folds = assignFolds(formulas, { by: 'compositions', folds: 3 }, seed)
      return Object.fromEntries(formulas.map((formula, i) => [formula, folds[i]]))
    }
    expect(of(FORMULAS.toReversed(), 7)).toEqual(of(FORMULAS, 7))
    expect(of(FORMULAS, 8)).not.toEqual(of(FORMULAS, 7))
  })

  it('refuses folds that would be empty, and says of what there is too little', () => {
    expect(() => assignFolds(FORMULAS, { by: 'systems', folds: 7 }, 1)).toThrow(
      'at least as many chemical systems that the model does not know; there are 6',
    )
  })
})

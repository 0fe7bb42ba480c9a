import { expect, it } from 'vitest'
import { evaluateStabilityScores, type LabelledStability } from '../../../src/domain/stability/evaluation.ts'

const labelled = (
  elements: string,
  energyAboveHullEvPerAtom: number,
  logOdds: number,
  trainedOn = false,
): LabelledStability => ({ elements: elements.split(' '), energyAboveHullEvPerAtom, logOdds, trainedOn })

const SCORES = [
  labelled('Na Cl', 0, 5),
  labelled('Mg O', 0.009, 1),
  labelled('La Mn O', 0, 4),
  labelled('Na O', 0.3, 2),
  labelled('K Cl', 0.01, -1),
  labelled('La O Fe', 0.2, 3),
  labelled('Zn O', 0, -9, true),
]

it('judges by what the score was not learnt from, as a whole and in parts', () => {
  const evaluation = evaluateStabilityScores(SCORES, 0.01)
  expect(evaluation).toMatchObject({ heldOutPositives: 3, negatives: 3, trainedOn: 1, top: [] })
  // Positives 5, 1, 4 against negatives 2, −1, 3: all nine pairs but (1, 2) and (1, 3) are in order.
  expect(evaluation.auc).toBeCloseTo(7 / 9)
  expect(evaluation.byElements).toEqual([
    { elements: 2, heldOutPositives: 2, negatives: 2, auc: 3 / 4 },
    { elements: 3, heldOutPositives: 1, negatives: 1, auc: 1 },
  ])
  expect(evaluation.subsets).toEqual([
    { subset: 'with oxygen', heldOutPositives: 2, negatives: 2, auc: 2 / 4 },
    { subset: 'without Sc, Y, rare earths and actinides', heldOutPositives: 2, negatives: 2, auc: 3 / 4 },
  ])
})

it('gives the share of positives among the best hundred', () => {
  const many = Array.from({ length: 150 }, (_, i) => labelled('Na Cl', i % 4 === 0 ? 0.5 : 0, -i))
  expect(evaluateStabilityScores(many, 0.01).top).toEqual([{ count: 100, precision: 0.75 }])
})

it('refuses a list of one class', () => {
  expect(() => evaluateStabilityScores(SCORES.slice(0, 3), 0.01)).toThrow(
    expect.objectContaining({ code: 'evaluation/one-class' }),
  )
})

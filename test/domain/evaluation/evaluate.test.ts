import { describe, expect, it } from 'vitest'
import { evaluateScores, type LabelledScore } from '../../../src/domain/evaluation/index.ts'

const LIMIT = 0.01

/** A composition of two elements that the model was not trained on, unless said otherwise. */
function scored(
  rmse: number,
  energyAboveHullEvPerAtom: number,
  more: Partial<LabelledScore> = {},
): LabelledScore {
  return { rmse, energyAboveHullEvPerAtom, elements: 2, trainedOn: false, ...more }
}

describe('evaluateScores', () => {
  it('counts the pairs in which the positive has the lower error', () => {
    // Positives 1 and 3 against negatives 2, 3 and 4: 1 beats all three; 3 ties with one and beats one. 4.5 of 6.
    const { auc } = evaluateScores(
      [scored(1, 0), scored(3, 0), scored(2, 0.1), scored(3, 0.1), scored(4, 0.1)],
      LIMIT,
    )
    expect(auc).toBeCloseTo(4.5 / 6, 12)
  })

  it('is 1 when all positives are below all negatives, with an interval of no width', () => {
    const scores = [scored(1, 0), scored(2, 0), scored(3, 0.1), scored(4, 0.1)]
    expect(evaluateScores(scores, LIMIT)).toMatchObject({ auc: 1, aucInterval: { lower: 1, upper: 1 } })
  })

  it('takes energies exactly at the limit for negatives', () => {
    const { positives, negatives } = evaluateScores([scored(1, 0.009_999), scored(2, 0.01)], LIMIT)
    expect({ positives, negatives }).toEqual({ positives: 1, negatives: 1 })
  })

  describe('compositions the model was trained on', () => {
    // Held-out positive 3; positives trained on 1 and 2; negatives 2.5 and 4; a negative trained on 0.5.
    const evaluation = evaluateScores(
      [
        scored(3, 0),
        scored(1, 0, { trainedOn: true }),
        scored(2, 0.005, { trainedOn: true }),
        scored(2.5, 0.2),
        scored(4, 0.2),
        scored(0.5, 0.02, { trainedOn: true }),
      ],
      LIMIT,
    )

    it('are counted apart', () => {
      expect(evaluation).toMatchObject({
        n: 6,
        positives: 3,
        negatives: 3,
        trainedOn: 2,
        negativesTrainedOn: 1,
      })
    })

    it('have no part in the area of the held-out ones: 3 beats 4 alone', () => {
      expect(evaluation.auc).toBe(0.5)
    })

    it('have an area of their own: 1 and 2 beat 2.5 and 4', () => {
      expect(evaluation.aucTrainedOn).toBe(1)
    })

    it('count in the area over all: of nine pairs 1 and 2 win two each, 3 wins one', () => {
      expect(evaluation.aucAllPositives).toBeCloseTo(5 / 9, 12)
    })

    it('are in no bin of energy and no count by elements', () => {
      expect(evaluation.rmseByBin.map(({ n }) => n)).toEqual([1, 2])
      expect(evaluation.byElements).toEqual([{ elements: 2, heldOutPositives: 1, negatives: 2, auc: 0.5 }])
    })
  })

  it('has no area of trained-on positives where there are none', () => {
    expect(evaluateScores([scored(1, 0), scored(2, 1)], LIMIT).aucTrainedOn).toBeNull()
  })

  it.each([
    { what: 'no composition at all', scores: [] },
    { what: 'no negative', scores: [scored(1, 0), scored(2, 0)] },
    { what: 'no positive', scores: [scored(1, 0.1)] },
    {
      what: 'positives that were all trained on',
      scores: [scored(1, 0, { trainedOn: true }), scored(2, 0.1)],
    },
    {
      what: 'negatives that were all trained on',
      scores: [scored(1, 0), scored(2, 0.1, { trainedOn: true })],
    },
  ])('refuses $what', ({ scores }) => {
    expect(() => evaluateScores(scores, LIMIT)).toThrow(
      expect.objectContaining({ code: 'evaluation/one-class' }),
    )
  })

  it('judges each number of elements by itself, null where a class is empty', () => {
    const { byElements } = evaluateScores(
      [
        scored(1, 0, { elements: 3 }),
        scored(2, 0.1, { elements: 3 }),
        scored(4, 0, { elements: 2 }),
        scored(3, 0.1, { elements: 2 }),
        scored(9, 0.1, { elements: 5 }),
      ],
      LIMIT,
    )
    expect(byElements).toEqual([
      { elements: 2, heldOutPositives: 1, negatives: 1, auc: 0 },
      { elements: 3, heldOutPositives: 1, negatives: 1, auc: 1 },
      { elements: 5, heldOutPositives: 0, negatives: 1, auc: null },
    ])
  })

  describe('bins of energy above hull', () => {
    it('reach from the limit over fixed ends to an open one; lower ends belong to the bin above', () => {
      const energies = [-0.1, 0, 0.01, 0.024, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 7]
      const { rmseByBin } = evaluateScores(
        energies.map(energy => scored(1, energy)),
        LIMIT,
      )
      expect(rmseByBin.map(({ fromEvPerAtom, toEvPerAtom, n }) => [fromEvPerAtom, toEvPerAtom, n])).toEqual([
        [0, 0.01, 2],
        [0.01, 0.025, 2],
        [0.025, 0.05, 1],
        [0.05, 0.1, 1],
        [0.1, 0.2, 1],
        [0.2, 0.5, 1],
        [0.5, 1, 1],
        [1, null, 2],
      ])
    })

    it('have the quartiles of the errors in them, and are left out when empty', () => {
      const negatives = [5, 1, 4, 2, 3].map(rmse => scored(rmse, 0.3))
      const { rmseByBin } = evaluateScores([scored(0.5, 0), ...negatives], LIMIT)
      expect(rmseByBin).toEqual([
        { fromEvPerAtom: 0, toEvPerAtom: 0.01, n: 1, lowerQuartile: 0.5, median: 0.5, upperQuartile: 0.5 },
        { fromEvPerAtom: 0.2, toEvPerAtom: 0.5, n: 5, lowerQuartile: 2, median: 3, upperQuartile: 4 },
      ])
    })

    it('begin at a limit above the fixed ends', () => {
      const { rmseByBin } = evaluateScores([scored(1, 0.3), scored(2, 2)], 1.5)
      expect(rmseByBin.map(({ fromEvPerAtom, toEvPerAtom }) => [fromEvPerAtom, toEvPerAtom])).toEqual([
        [0, 1.5],
        [1.5, null],
      ])
    })
  })

  it('draws the same interval each time, about the area', () => {
    const scores = Array.from({ length: 60 }, (_, i) => scored((i * 37) % 60, i % 3 === 0 ? 0 : 0.1))
    const { auc, aucInterval } = evaluateScores(scores, LIMIT)
    expect(evaluateScores(scores, LIMIT).aucInterval).toEqual(aucInterval)
    expect(aucInterval.lower).toBeLessThan(auc)
    expect(aucInterval.upper).toBeGreaterThan(auc)
  })
})

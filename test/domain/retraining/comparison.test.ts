import { describe, expect, it } from 'vitest'
import {
  compareModels,
  type JudgedCompound,
  summariseFolds,
  verdictOf,
} from '../../../src/domain/retraining/index.ts'

/** Compounds of these RMSE under the older and the newer model. */
function judged(
  name: string,
  ...rmse: readonly (readonly [older: number, newer: number])[]
): JudgedCompound[] {
  return rmse.map(([olderRmse, newerRmse], i) => ({ formula: `${name}${i + 1}`, olderRmse, newerRmse }))
}

const many = (name: string, n: number, older: number, newer: number) =>
  judged(name, ...Array.from({ length: n }, (_, i) => [older + i / 1e5, newer + i / 1e5] as const))

const labelled = (compounds: readonly JudgedCompound[], isPositive: boolean) =>
  compounds.map(compound => ({ ...compound, isPositive }))

describe('compareModels', () => {
  const old = judged('Old', [0.02, 0.02], [0.04, 0.04], [0.06, 0.06], [0.08, 0.08])

  it('gives means, quantiles and how many came closer', () => {
    const { inHouse } = compareModels({
      inHouse: judged('Ours', [0.1, 0.05], [0.2, 0.1], [0.3, 0.33]),
      old,
      labelled: [],
    })
    expect(inHouse).toMatchObject({ n: 3, improved: 2 })
    expect(inHouse!.older.meanRmse).toBeCloseTo(0.2, 12)
    expect(inHouse!.newer.meanRmse).toBeCloseTo(0.16, 12)
    expect(inHouse!.meanChange).toBeCloseTo(-0.04, 12)
    // 0, 5, 25, 50, 75, 95 and 100 % by linear interpolation.
    expect(inHouse!.older.rmseQuantiles.map(value => Number(value.toFixed(6)))).toEqual([
      0.1, 0.11, 0.15, 0.2, 0.25, 0.29, 0.3,
    ])
  })

  it('takes percentiles against the old positives under the same model', () => {
    const { inHouse } = compareModels({ inHouse: judged('Ours', [0.07, 0.01]), old, labelled: [] })
    // 0.07 lies half way between the third and the last of four: a sixth has more.
    expect(inHouse!.older.percentileQuantiles![3]).toBeCloseTo(100 / 6, 1)
    expect(inHouse!.newer.percentileQuantiles![3]).toBe(100)
  })

  it('ranks all that is judged once, and tells who moved most', () => {
    const { ranked, moved } = compareModels({
      inHouse: judged('Ours', [0.07, 0.01]),
      old,
      labelled: labelled([...judged('Ours', [0.07, 0.01]), ...judged('Other', [0.5, 0.5])], true),
    })
    expect(ranked).toBe(6)
    expect(moved[0]).toMatchObject({ formula: 'Ours1', group: 'in-house', olderRank: 4, newerRank: 1 })
    expect(moved.map(({ formula }) => formula)).toEqual(['Ours1', 'Old1', 'Old2', 'Old3'])
  })

  it('gives both AUC, and of their change an interval that is paired', () => {
    const positives = labelled(many('Yes', 40, 0.05, 0.02), true)
    const negatives = labelled(many('No', 40, 0.05, 0.05), false)
    const { labelled: result } = compareModels({ inHouse: [], old, labelled: [...positives, ...negatives] })
    expect(result).toMatchObject({ positives: 40, negatives: 40, older: 0.5, newer: 1, change: 0.5 })
    expect(result!.changeInterval.lower).toBeGreaterThan(0.3)
    // A model against itself: not a chance of a difference, though each AUC is uncertain.
    const same = labelled(many('Same', 40, 0.05, 0.05), true)
    const itself = compareModels({ inHouse: [], old, labelled: [...same, ...negatives] }).labelled!
    expect(itself.changeInterval).toEqual({ lower: 0, upper: 0 })
    expect(itself.olderInterval.upper - itself.olderInterval.lower).toBeGreaterThan(0.1)
  })
})

describe('verdictOf', () => {
  const verdict = (inHouse: JudgedCompound[], old: JudgedCompound[]) =>
    verdictOf(compareModels({ inHouse, old, labelled: [] }), null)
  const same = many('Old', 50, 0.04, 0.04)

  it.each([
    {
      what: 'a gain',
      inHouse: many('Ours', 30, 0.06, 0.05),
      effect: 'better',
      says: 'is the better one for your',
    },
    {
      what: 'a loss',
      inHouse: many('Ours', 30, 0.05, 0.06),
      effect: 'worse',
      says: 'Discard the new model: it made',
    },
    {
      what: 'next to nothing',
      inHouse: many('Ours', 30, 0.05, 0.04995),
      effect: 'unchanged',
      says: 'no clear gain',
    },
    {
      what: 'one up and one down',
      inHouse: judged('Ours', [0.05, 0.06], [0.05, 0.04]),
      effect: 'unclear',
      says: 'no clear gain',
    },
    { what: 'nothing held out', inHouse: [], effect: null, says: 'Validate by folds' },
  ])('says $effect of $what', ({ inHouse, effect, says }) => {
    const { sentences, ...effects } = verdict(inHouse, same)
    expect(effects.inHouse).toBe(effect)
    expect(sentences.at(-1)).toContain(says)
    if (effect === 'worse')
      expect(sentences[0]).toContain('the new model is WORSE. Mean RMSE 0.0501 → 0.0601')
  })

  it('says what was forgotten', () => {
    const { old, sentences } = verdict(many('Ours', 30, 0.06, 0.05), many('Old', 50, 0.04, 0.045))
    expect(old).toBe('worse')
    expect(sentences.at(-1)).toContain('forgot some of the old ones')
  })

  it('says so when unstable compositions came closer as well', () => {
    const comparison = compareModels({
      inHouse: many('Ours', 30, 0.06, 0.05),
      old: same,
      labelled: [
        ...labelled(many('Yes', 40, 0.04, 0.05), true),
        ...labelled(many('No', 40, 0.05, 0.05), false),
      ],
    })
    const { labelled: effect, sentences } = verdictOf(comparison, null)
    expect(effect).toBe('worse')
    expect(sentences.at(-1)).toContain('not only the stable ones')
  })

  it('goes by the folds where too few are held out', () => {
    const fold = (newerRmse: number, fold: number) => ({
      ...{ repeat: 1, fold, n: 10, olderRmse: 0.05, newerRmse, improved: 0 },
      ...{ oldPositivesOlderRmse: 0.04, oldPositivesNewerRmse: 0.041 },
    })
    const folds = summariseFolds({ by: 'systems', folds: 3, repeats: 1 }, [
      fold(0.06, 1),
      fold(0.058, 2),
      fold(0.062, 3),
    ])!
    expect(folds.change.mean).toBeCloseTo(0.01, 12)
    expect(folds.change.spread).toBeCloseTo(0.002, 12)
    expect(folds.oldPositivesChange.mean).toBeCloseTo(0.001, 12)
    const { sentences } = verdictOf(compareModels({ inHouse: [], old: same, labelled: [] }), folds)
    expect(sentences.at(-1)).toContain('Discard')
    expect(sentences[0]).toContain('whole chemical systems held out: mean RMSE 0.0500 → 0.0600')
  })
})

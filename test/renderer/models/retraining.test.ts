import { describe, expect, it } from 'vitest'
import { compareModels, type Effect, summariseFolds } from '../../../src/domain/retraining/index.ts'
import { lossLines } from '../../../src/renderer/screens/models/curves/curve-lines.ts'
import {
  aucBars,
  changeText,
  meanText,
  percentileBars,
  rmseBars,
  toneOfVerdict,
} from '../../../src/renderer/screens/models/retraining/compared-models.ts'
import { epochRuleOf } from '../../../src/renderer/screens/models/retraining/epoch-rule.ts'
import { keptLossLines } from '../../../src/renderer/screens/models/retraining/kept-losses.ts'

const NAMES = { older: 'old', newer: 'new' }

/** Two folds whose means change by what is given. */
function folds(first: number, second: number) {
  const fold = (fold: number, change: number) => ({
    repeat: 1,
    fold,
    n: 5,
    olderRmse: 0.05,
    newerRmse: 0.05 + change,
    improved: 1,
    oldPositivesOlderRmse: 0.04,
    oldPositivesNewerRmse: 0.04,
  })
  return summariseFolds({ by: 'systems', folds: 2, repeats: 1 }, [fold(1, first), fold(2, second)])
}

describe('the tone of a verdict', () => {
  it.each<[string, [Effect | null, Effect | null, Effect | null], ReturnType<typeof folds>, string]>([
    ['a gain at no loss', ['better', 'unchanged', null], null, 'good'],
    ['a gain that the folds show', [null, 'unchanged', null], folds(-0.01, -0.012), 'good'],
    ['a loss of in-house compounds', ['worse', 'better', 'better'], null, 'warning'],
    ['a gain that cost old ones', ['better', 'worse', null], null, 'warning'],
    ['a gain that cost separation', ['better', 'unchanged', 'worse'], null, 'warning'],
    ['folds that got worse', [null, 'unchanged', null], folds(0.01, 0.012), 'warning'],
    ['old ones gained alone', ['unclear', 'better', 'better'], null, 'plain'],
    ['folds that disagree', ['unchanged', 'unchanged', null], folds(-0.01, 0.012), 'plain'],
    ['nothing that judges', [null, null, null], null, 'plain'],
  ])('%s', (_, [inHouse, old, labelled], validation, tone) => {
    expect(toneOfVerdict({ inHouse, old, labelled }, validation)).toBe(tone)
  })
})

it('bars reach from quarter to quarter, and lines from the 5th to the 95th percentile', () => {
  // 0.01, 0.02 … 1.01: quantiles are the probabilities plus 0.01; the newer model halves them.
  const compounds = Array.from({ length: 101 }, (_, i) => ({
    formula: `C${i + 1}`,
    olderRmse: (i + 1) / 100,
    newerRmse: (i + 1) / 200,
  }))
  const { old } = compareModels({ inHouse: [], old: compounds, labelled: [] })
  const [older, newer] = rmseBars(old!, NAMES)
  expect(older).toMatchObject({ label: 'old', middle: expect.closeTo(0.51, 9) })
  expect(older!.box).toEqual([expect.closeTo(0.26, 9), expect.closeTo(0.76, 9)])
  expect([older!.lower, older!.upper]).toEqual([expect.closeTo(0.06, 9), expect.closeTo(0.96, 9)])
  expect(newer!.middle).toBeCloseTo(0.255, 9)
  // Among themselves compounds have the same percentiles under both.
  const [before, after] = percentileBars(old!, NAMES)!
  expect(before!.middle).toBeCloseTo(after!.middle, 9)
})

it('without old held-out positives there are no percentiles', () => {
  const inHouse = [{ formula: 'BaZrO3', olderRmse: 0.05, newerRmse: 0.04 }]
  expect(percentileBars(compareModels({ inHouse, old: [], labelled: [] }).inHouse!, NAMES)).toBeNull()
})

it('an AUC is a point in its interval', () => {
  const labelled = {
    positives: 10,
    negatives: 20,
    older: 0.6,
    olderInterval: { lower: 0.55, upper: 0.65 },
    newer: 0.7,
    newerInterval: { lower: 0.66, upper: 0.74 },
    change: 0.1,
    changeInterval: { lower: 0.02, upper: 0.18 },
  }
  expect(aucBars(labelled, NAMES)[1]).toEqual({
    label: 'new',
    lower: 0.66,
    box: null,
    middle: 0.7,
    upper: 0.74,
  })
})

it('means have their spread, and changes their sign', () => {
  expect(meanText({ mean: -0.0112, spread: 0.0015 }, 'signed')).toBe('−0.0112 ± 0.0015')
  expect(meanText({ mean: 0.0416, spread: null }, 'unsigned')).toBe('0.0416')
  expect(changeText(-0.004, { lower: -0.006, upper: 0.001 }, 4)).toEqual({
    change: '−0.0040',
    interval: '−0.0060 to +0.0010',
  })
})

it('losses of in-house and old held-out positives run apart, and a kind that is not held out has no line', () => {
  const epoch = (number: number, inHouse: number | null) => ({
    epoch: number,
    trainingLoss: 3,
    validationLoss: 2,
    heldOutLosses: { inHouse, old: 1 / number },
  })
  const names = (epochs: ReturnType<typeof epoch>[]) => lossLines(epochs).map(({ name }) => name)
  expect(names([epoch(1, 5), epoch(2, 4)])).toEqual(['training', 'held out, yours', 'held out, old'])
  expect(lossLines([epoch(1, 5), epoch(2, 4)])[1]!.points).toEqual([
    [1, 5],
    [2, 4],
  ])
  expect(names([epoch(1, null)])).toEqual(['training', 'held out, old'])
  expect(keptLossLines([{ epoch: 1, inHouse: null, old: 0.5 }]).map(({ points }) => points)).toEqual([
    [[1, 0.5]],
  ])
})

it('a warm start ends with its last epoch', () => {
  expect(epochRuleOf({ start: 'warm' })).toBe('last')
  expect(epochRuleOf({ start: 'scratch' })).toBe('smallest-gap')
  expect(epochRuleOf(null)).toBe('smallest-gap')
})

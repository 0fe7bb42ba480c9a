import { describe, expect, test } from 'vitest'
import type { Score, Stability } from '../../../src/contract/index.ts'
import { STATISTIC_GROUPS } from '../../../src/domain/stability/index.ts'
import { en } from '../../../src/renderer/messages/en/index.ts'
import { cautionsOf } from '../../../src/renderer/screens/compose/score/cautions.ts'
import { contributionParts } from '../../../src/renderer/screens/compose/stability/contribution-parts.ts'
import {
  analogsThatFit,
  exchangeText,
  timesText,
} from '../../../src/renderer/screens/compose/stability/reason-words.ts'

describe('the parts of a stability score', () => {
  // Each group adds another power of two, so that no two sums are alike.
  const contributions = {
    start: -0.5,
    groups: STATISTIC_GROUPS.map((group, i) => ({ group, logOdds: 2 ** i })),
  }
  const parts = contributionParts(contributions)

  test('are questions in an order of their own, whatever says most', () => {
    const reversed = contributionParts({ ...contributions, groups: contributions.groups.toReversed() })
    expect(reversed).toEqual(parts)
    expect(parts.map(({ part }) => part)).toEqual([
      'analogs',
      'otherAnalogs',
      'charges',
      'prototypes',
      'competition',
      'combinations',
      'elements',
    ])
  })

  test('take every group, and each once', () => {
    expect(parts.flatMap(({ groups }) => groups.map(({ group }) => group)).sort()).toEqual(
      [...STATISTIC_GROUPS].sort(),
    )
    expect(parts.reduce((sum, { logOdds }) => sum + logOdds, 0)).toBe(2 ** STATISTIC_GROUPS.length - 1)
  })

  test('sum the groups that answer one question', () => {
    const { groups } = contributions
    const charges = groups.filter(({ group }) => group === 'oxidationStates' || group === 'neutrality')
    expect(parts.find(({ part }) => part === 'charges')!.logOdds).toBe(
      charges.reduce((sum, { logOdds }) => sum + logOdds, 0),
    )
  })
})

describe('how exchangeable two elements are', () => {
  test.each([
    [0.4213, '0.42×', 'Pr takes the place of La less often than by chance'],
    [7.512, '7.5×', 'Pr takes the place of La 7.5 times as often as by chance'],
    [21.4, '21×', 'Pr takes the place of La 21 times as often as by chance'],
  ])('at a lift of %d', (lift, short, sentence) => {
    expect(timesText(lift)).toBe(short)
    expect(exchangeText('Pr', 'La', lift)).toBe(sentence)
  })
})

test.each([
  [0, 2],
  [312, 2],
  [600, 5],
])('a row of %d pixels names %d known compounds', (width, count) => {
  expect(analogsThatFit(width)).toBe(count)
})

describe('what makes scores less trustworthy', () => {
  const score = (trainedOn: boolean, unseenElements: string[] = []): Score => ({
    kind: 'scored',
    canonical: 'ClNa',
    rmse: 0.02,
    percentile: 90,
    trainedOn,
    unseenElements,
  })
  const stability = (trainedOn: boolean): Stability => ({
    kind: 'scored',
    canonical: 'ClNa',
    logOdds: 2,
    percentile: 50,
    trainedOn,
    host: null,
    analogs: [],
    charges: { kind: 'not-ionic' },
    phases: { count: 0, nearest: [], mixture: [] },
    contributions: { start: 2, groups: [] },
  })
  const outside: Stability = { kind: 'outside', canonical: 'Cl3Yb', elements: ['Yb'] }

  test.each([
    ['nothing', score(false), stability(false), []],
    ['that the RMSE was learnt from it', score(true), stability(false), [en.compose.score.trainedOn]],
    [
      'that the stability score was learnt from it',
      score(false),
      stability(true),
      [en.stability.score.trainedOn],
    ],
    ['that both were, once', score(true), stability(true), [en.stability.score.trainedOnBoth]],
    ['an unseen element', score(false, ['Yb']), outside, [en.compose.score.unseen('Yb')]],
    ['nothing while both are awaited', null, null, []],
  ])('is %s', (_, rmse, other, expected) => {
    expect(cautionsOf(rmse, other)).toEqual(expected)
  })
})

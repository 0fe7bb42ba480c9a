import { describe, expect, test } from 'vitest'
import type { Score } from '../../../src/contract/index.ts'
import { canonicalFormula, formatFormula, parseFormula } from '../../../src/domain/formula/index.ts'
import {
  type Change,
  VARIATION_KINDS,
  type Variation,
  variations,
} from '../../../src/domain/variation/index.ts'
import { scoredVariations } from '../../../src/renderer/screens/compose/vary/scored-variations.ts'
import { variationWords } from '../../../src/renderer/screens/compose/vary/variation-words.ts'

test.each<[change: Change, words: string]>([
  [{ kind: 'swap', from: 'Ge', to: 'Sn' }, 'Ge → Sn'],
  [
    {
      kind: 'compensated-swap',
      from: 'Ge',
      to: 'Al',
      compensation: { symbol: 'Li', before: 10, after: 11 },
    },
    'Ge → Al, Li 10 → 11',
  ],
  [{ kind: 'amount', symbol: 'O', before: 3, after: 2 }, 'O 3 → 2'],
  [
    {
      kind: 'rebalance',
      changes: [
        { symbol: 'Li', before: 10, after: 9 },
        { symbol: 'S', before: 12, after: 11.5 },
      ],
    },
    'Li 10 → 9, S 12 → 11.5',
  ],
  [{ kind: 'doping', from: 'Ba', to: 'Sr', share: 0.05 }, '5 % Ba → Sr'],
])('%j reads %s', (change, words) => {
  expect(variationWords(change)).toBe(words)
})

describe('scored variations', () => {
  const scored = (canonical: string, rmse: number): Score => ({
    kind: 'scored',
    canonical,
    rmse,
    percentile: 50,
    trainedOn: false,
    unseenElements: [],
  })
  const swap = (formula: string, to: string): Variation => ({
    composition: parseFormula(formula),
    change: { kind: 'swap', from: 'Ba', to },
  })

  test('stand by RMSE, those outside the model last', () => {
    const found = [swap('RaTiO3', 'Ra'), swap('LrTiO3', 'Lr'), swap('SrTiO3', 'Sr')]
    const scores: Score[] = [
      scored('O3RaTi', 0.05),
      { kind: 'outside', canonical: 'LrO3Ti', elements: ['Lr'] },
      scored('O3SrTi', 0.02),
    ]
    expect(
      scoredVariations(found, scores, new Set(['swap'])).map(({ formula, rmse }) => [formula, rmse]),
    ).toEqual([
      ['SrTiO3', 0.02],
      ['RaTiO3', 0.05],
      ['LrTiO3', null],
    ])
  })

  test('are those of the chosen kinds', () => {
    const found = variations(parseFormula('BaTiO3'))
    const scores = found.map(({ composition }) => scored(canonicalFormula(composition), 0.03))
    const all = scoredVariations(found, scores, new Set(VARIATION_KINDS))
    expect(all.map(({ formula }) => formula)).toEqual(
      found.map(({ composition }) => formatFormula(composition)),
    )
    const swaps = scoredVariations(found, scores, new Set(['swap']))
    expect(swaps.every(({ variation }) => variation.change.kind === 'swap')).toBe(true)
    expect(scoredVariations(found, scores, new Set())).toEqual([])
  })
})

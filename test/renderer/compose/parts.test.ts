import { describe, expect, test } from 'vitest'
import {
  DESCRIPTOR_BLOCKS,
  describe as descriptorOf,
  featurePlace,
} from '../../../src/domain/descriptor/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { blockWords } from '../../../src/renderer/components/descriptor/block-words.ts'
import { featureWords } from '../../../src/renderer/components/descriptor/feature-words.ts'
import { largestMisses } from '../../../src/renderer/components/descriptor/misses.ts'
import { changeText } from '../../../src/renderer/components/formula/change-text.ts'
import { barsThatFit } from '../../../src/renderer/screens/compose/score/bars-that-fit.ts'
import { largestParts } from '../../../src/renderer/screens/compose/score/error-parts.ts'
import {
  amountTyped,
  type TypedAmount,
  typeDigit,
} from '../../../src/renderer/screens/compose/table/typed-amount.ts'
import { cardPlace } from '../../../src/renderer/tour/placement.ts'

describe('the parts of an error', () => {
  const parts = [1, 5, 2, 4, 3].map(value => ({ label: `part ${value}`, value }))
  const others = (count: number) => `${count} others`

  test('are the largest, and the sum of the rest', () => {
    expect(largestParts(parts, 2, others)).toEqual([
      { label: 'part 5', value: 5 },
      { label: 'part 4', value: 4 },
      { label: '3 others', value: 6, isRest: true },
    ])
  })

  test('are all where one would be left over', () => {
    expect(largestParts(parts, 4, others)).toHaveLength(5)
  })

  test('have names of their own, one for each block', () => {
    expect(['EN', 'ENEN', 'EN-EN', 'SPDFmatrix'].map(blockWords)).toEqual([
      'electronegativity',
      'electronegativity A·B',
      'electronegativity |A−B|',
      'block pairs',
    ])
    expect(new Set(DESCRIPTOR_BLOCKS.map(({ label }) => blockWords(label))).size).toBe(39)
  })
})

describe('the largest misses', () => {
  const input = [...descriptorOf(parseFormula('NaCl'), 'documented')]
  const output = [...input]
  // sodium's and chlorine's atomic numbers
  output[10] = input[10]! - 0.3
  output[16] = input[16]! + 0.4

  test('come first, each with its share of the squared error', () => {
    const misses = largestMisses(input, output, null, 10)
    expect(misses.map(({ index }) => index)).toEqual([16, 10])
    expect(misses.map(({ share }) => Number(share.toFixed(6)))).toEqual([0.64, 0.36])
  })

  test('can be those of one block', () => {
    expect(largestMisses(input, output, 'EN', 10)).toEqual([])
    expect(largestMisses(input, output, 'AN', 1)).toHaveLength(1)
  })

  test('are told in words', () => {
    const first = (label: string) => DESCRIPTOR_BLOCKS.find(block => block.label === label)!.offset
    expect(featureWords(featurePlace(10))).toBe('11')
    expect(featureWords(featurePlace(first('spdf') + 2))).toBe('d')
    expect(featureWords(featurePlace(first('SPDFmatrix') + 1))).toBe('s with p')
    expect(featureWords(featurePlace(first('PGmatrix') + 16))).toBe('1 with 17')
    expect(featureWords(featurePlace(first('EN') + 20))).toBe('1.40 to 1.52')
  })
})

test.each([
  ['Li10GeP2S12', 'Li10SnP2S12', 'Ge → Sn'],
  ['Fe2O3', 'Fe3O4', 'Fe 2 → 3, O 3 → 4'],
  ['NaCl', 'Cl', 'without Na'],
  ['BaTiO3', 'O3TiBa', null],
])('from %s to %s: %s', (from, to, words) => {
  expect(changeText(parseFormula(from), parseFormula(to))).toBe(words)
})

describe('digits on an element', () => {
  const type = (keys: readonly [symbol: string, key: string, at: number][]) =>
    keys.reduce<TypedAmount | null>((before, [symbol, key, at]) => typeDigit(before, symbol, key, at), null)

  test('make one amount while they come quickly', () => {
    expect(
      amountTyped(
        type([
          ['S', '1', 0],
          ['S', '2', 300],
        ])!,
      ),
    ).toBe(12)
    expect(
      amountTyped(
        type([
          ['S', '0', 0],
          ['S', '.', 300],
          ['S', '5', 600],
        ])!,
      ),
    ).toBe(0.5)
  })

  test('begin anew after a pause or on another element', () => {
    expect(
      amountTyped(
        type([
          ['S', '1', 0],
          ['S', '2', 5000],
        ])!,
      ),
    ).toBe(2)
    expect(
      amountTyped(
        type([
          ['S', '1', 0],
          ['P', '2', 300],
        ])!,
      ),
    ).toBe(2)
  })

  test('say no amount before they do, and other keys say none', () => {
    expect(amountTyped(type([['S', '0', 0]])!)).toBeNull()
    expect(amountTyped(type([['S', '.', 0]])!)).toBeNull()
    expect(typeDigit(null, 'S', 'a', 0)).toBeNull()
  })
})

describe('a card of the tour', () => {
  const window = { width: 1280, height: 720 }
  const card = { width: 340, height: 150 }

  test('stands left of what it speaks of', () => {
    expect(cardPlace({ left: 912, top: 100, width: 348, height: 200 }, card, window)).toEqual({
      left: 558,
      top: 100,
    })
  })

  test.each([
    { left: 136, top: 10, width: 744, height: 430 },
    { left: 912, top: 690, width: 100, height: 30 },
    { left: 0, top: 0, width: 1280, height: 720 },
    null,
  ])('is within the window beside %j', target => {
    const { left, top } = cardPlace(target, card, window)
    expect(left >= 0 && left + card.width <= window.width).toBe(true)
    expect(top >= 0 && top + card.height <= window.height).toBe(true)
  })
})

test.each([
  [273, 9],
  [450, 19],
  [120, 6],
])('a card %d px high shows %d bars', (height, bars) => {
  expect(barsThatFit(height)).toBe(bars)
})

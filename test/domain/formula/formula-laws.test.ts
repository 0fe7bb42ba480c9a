import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Composition } from '../../../src/domain/composition.ts'
import { ELEMENTS } from '../../../src/domain/elements/index.ts'
import {
  canonicalFormula,
  FormulaError,
  type FormulaStyle,
  formatFormula,
  parseFormula,
} from '../../../src/domain/formula/index.ts'
import { randomStream } from '../../../src/domain/statistics/random.ts'

function compositionOf(amount: fc.Arbitrary<number>): fc.Arbitrary<Composition> {
  const constituent = fc.record({
    symbol: fc.constantFrom(...ELEMENTS.map(element => element.symbol)),
    amount,
  })
  return fc
    .uniqueArray(constituent, { minLength: 1, maxLength: 8, selector: ({ symbol }) => symbol })
    .filter(composition => {
      const amounts = composition.map(each => each.amount)
      return Math.max(...amounts) <= 1e6 * Math.min(...amounts)
    })
}

const integerAmounts = fc.integer({ min: 1, max: 400 })
const decimalAmounts = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, decimals]) => Number(`${digits}e-${decimals}`))
const realAmounts = fc.double({ min: 0.001, max: 900, noNaN: true }).map(x => Number(x.toPrecision(15)))
const anyComposition = compositionOf(fc.oneof(integerAmounts, decimalAmounts, realAmounts))

test('parse(format(c)) is c, in every style', () => {
  fc.assert(
    // Three decimals that look like a third are read as one: what comes out of the reader is the subject here.
    fc.property(
      anyComposition,
      fc.constantFrom<FormulaStyle>('plain', 'unicode', 'html'),
      (composition, style) => {
        const once = parseFormula(formatFormula(composition))
        expect(parseFormula(formatFormula(once, style))).toEqual(once)
        for (const [index, { symbol, amount }] of composition.entries()) {
          expect(once[index]!.symbol).toBe(symbol)
          expect(Math.abs(once[index]!.amount / amount - 1)).toBeLessThan(0.002)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('parse(format(c)) is exactly c for 10,000 compositions with up to two decimals', () => {
  const random = randomStream(5)
  for (let i = 0; i < 10_000; i++) {
    const symbols = new Set(
      Array.from({ length: 1 + random.integer(6) }, () => ELEMENTS[random.integer(118)]!.symbol),
    )
    const composition = [...symbols].map(symbol => ({ symbol, amount: (1 + random.integer(2000)) / 100 }))
    expect(parseFormula(formatFormula(composition))).toEqual(composition)
  }
})

describe('the canonical formula', () => {
  test('is its own canonical formula', () => {
    fc.assert(
      fc.property(anyComposition, composition => {
        const canonical = canonicalFormula(composition)
        expect(canonicalFormula(parseFormula(canonical))).toBe(canonical)
      }),
      { numRuns: 5000 },
    )
  })

  test('does not depend on scale or order', () => {
    fc.assert(
      fc.property(anyComposition, fc.double({ min: 0.01, max: 100, noNaN: true }), (composition, factor) => {
        const scaled = composition
          .map(({ symbol, amount }) => ({ symbol, amount: amount * factor }))
          .reverse()
        expect(canonicalFormula(scaled)).toBe(canonicalFormula(composition))
      }),
      { numRuns: 5000 },
    )
  })

  test('of integers is those integers over their greatest common divisor', () => {
    const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
    fc.assert(
      fc.property(compositionOf(integerAmounts), composition => {
        const common = composition.reduce((found, { amount }) => divisor(found, amount), 0)
        const expected = composition
          .map(({ symbol, amount }) => symbol + (amount === common ? '' : amount / common))
          .sort()
          .join('')
        expect(canonicalFormula(composition)).toBe(expected)
      }),
    )
  })
})

describe('100,000 random strings', () => {
  const PIECES = [
    ...'Li Na Fe O H2O D Va N A L C l e o x δ 1-x ( ) [ ] { } 0 2 10 0.5 1e9 . , · * - + ^ / _ : = □ ² ⁻ ₂ ½ ± α Ｎ С'.split(
      ' ',
    ),
    ' ',
    '<sub>',
    '\ud83d',
  ]

  function randomText(random: ReturnType<typeof randomStream>): string {
    const style = random.integer(4)
    const longest = random.integer(100) === 0 ? 300 : 14
    return Array.from({ length: random.integer(longest) }, () =>
      style === 0
        ? String.fromCharCode(random.integer(128))
        : style === 1
          ? String.fromCharCode(random.integer(65_536))
          : PIECES[random.integer(PIECES.length)]!,
    ).join('')
  }

  test('are read or refused with a typed error whose place lies in the text and whose suggestion can be read', () => {
    const random = randomStream(3)
    const slow: string[] = []
    let read = 0
    for (let i = 0; i < 100_000; i++) {
      const text = randomText(random)
      const variables: Record<string, number> = i % 2 === 0 ? {} : { x: 0.3 }
      const start = performance.now()
      const error = refusalOf(text, variables)
      if (performance.now() - start > 1) slow.push(text)
      if (error === null) {
        read++
        continue
      }
      const { position, length, suggestion } = error
      if (position < 0 || length < 0 || position + length > text.length)
        throw new Error(`place in ${JSON.stringify(text)}`)
      if (suggestion !== null) expectReadable(suggestion, variables)
    }
    expect(read).toBeGreaterThan(1000)
    // A busy machine pauses anywhere; a text that is slow in itself is slow every time.
    expect(slow.filter(text => fastestMilliseconds(text) > 1)).toEqual([])
  })

  function expectReadable(suggestion: string, variables: Record<string, number>): void {
    const error = refusalOf(suggestion, variables)
    if (error !== null && error.kind !== 'variable-without-value') {
      throw new Error(`the suggestion ${JSON.stringify(suggestion)} cannot be read`)
    }
  }
})

test.each(['(', '1-', 'x/', 'H', '^', 'a', 'A', '²', '(1', '1/', '.5', 'H2O.', '(x'])(
  'a thousand characters of %s take under 20 ms',
  piece => {
    expect(fastestMilliseconds(piece.repeat(Math.floor(1000 / piece.length)))).toBeLessThan(20)
  },
)

function refusalOf(text: string, variables: Record<string, number>): FormulaError | null {
  try {
    parseFormula(text, { variables })
    return null
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}

function fastestMilliseconds(text: string): number {
  let fastest = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < 20; repeat++) {
    const start = performance.now()
    refusalOf(text, {})
    fastest = Math.min(fastest, performance.now() - start)
  }
  return fastest
}

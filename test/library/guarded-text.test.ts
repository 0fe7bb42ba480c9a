import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardText, unguardText } from '../../src/library/guarded-text.ts'

test.each([
  ['=1+1', "'=1+1"],
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['+cmd', "'+cmd"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1+1', "'  =1+1"],
  ['\t=1+1', "'\t=1+1"],
  ['\r=1+1', "'\r=1+1"],
  ['\u0000x', "'\u0000x"],
  ['＝1+1', "'＝1+1"],
  ['#NAME?', "'#NAME?"],
  ["'quoted", "''quoted"],
  ['-0.5', '-0.5'],
  ['+1e-5', '+1e-5'],
  ['NaCl', 'NaCl'],
  ['a = b', 'a = b'],
  ['', ''],
])('%j is written as %j', (text, written) => {
  expect(guardText(text)).toBe(written)
  expect(unguardText(written)).toBe(text)
})

test('taking the guard off gives back every text', () => {
  const hostile = fc
    .tuple(fc.stringMatching(/^[ '=+@#\t-]{0,4}$/), fc.string({ unit: 'binary' }))
    .map(([start, rest]) => start + rest)
  fc.assert(
    fc.property(hostile, text => {
      expect(unguardText(guardText(text))).toBe(text)
    }),
    { numRuns: 2000 },
  )
})

test('what is written never begins as a formula does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(guardText(`=${text}`)[0]).toBe("'")
    }),
  )
})

test("an apostrophe that is no guard stays: the author's own text", () => {
  expect(unguardText("'s Gravenhage")).toBe("'s Gravenhage")
})

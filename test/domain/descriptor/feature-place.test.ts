import { expect, describe as suite, test } from 'vitest'
import { DESCRIPTOR_BLOCKS, describe, featurePlace } from '../../../src/domain/descriptor/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'

const block = (label: string) => DESCRIPTOR_BLOCKS.find(candidate => candidate.label === label)!

/** Where the descriptor of a formula is largest in a block. */
function peak(formula: string, label: string) {
  const { offset, length } = block(label)
  const part = describe(parseFormula(formula), 'documented').subarray(offset, offset + length)
  return featurePlace(offset + part.indexOf(Math.max(...part)))
}

suite('where features lie', () => {
  test('an atomic number has a bin of its own', () => {
    expect(peak('NaCl', 'AN')).toEqual({ kind: 'interval', block: block('AN'), low: 11, high: 12 })
  })

  test.each([
    ['Na', 'EN', 0.93],
    ['H2O', 'ENEN', 3.44 * 2.2],
    ['H2O', 'EN-EN', 3.44 - 2.2],
  ])('%s in %s: the interval holds %d', (formula, label, value) => {
    const place = peak(formula, label)
    expect(place.kind === 'interval' && place.low <= value && value < place.high).toBe(true)
  })

  test('matrices count pairs', () => {
    expect(peak('NaCl', 'PGmatrix')).toMatchObject({ kind: 'pair', i: 1, j: 17 })
    expect(peak('BaTi', 'SPDFmatrix')).toMatchObject({ kind: 'pair', i: 1, j: 3 })
    expect(peak('BaO', 'PNmatrix')).toMatchObject({ kind: 'pair', i: 2, j: 6 })
  })

  test('the last feature is a pair of f elements, and there is none after it', () => {
    expect(featurePlace(1993)).toMatchObject({ kind: 'pair', i: 4, j: 4 })
    expect(() => featurePlace(1994)).toThrow(RangeError)
  })
})

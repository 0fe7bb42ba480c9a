import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fault, formulaMarks } from '../../../src/renderer/screens/compose/editing/formula-marks.ts'

/** What stands below the line in underscores, what is faulty in exclamation marks. */
const set = (text: string, fault: Fault | null = null) =>
  formulaMarks(text, fault)
    .map(mark => {
      const level = mark.level === 'subscript' ? `_${mark.text}_` : mark.text
      return mark.isFaulty ? `!${level}!` : level
    })
    .join('')

describe('amounts stand below the line while a formula is typed', () => {
  test.each([
    ['Li10GeP2S12', 'Li_10_GeP_2_S_12_'],
    ['Ca3(PO4)2', 'Ca_3_(PO_4_)_2_'],
    ['CuSO4·5H2O', 'CuSO_4_·5H_2_O'],
    ['2H2O', '2H_2_O'],
    ['Li1.3Al0.3Ti1.7(PO4)3', 'Li_1.3_Al_0.3_Ti_1.7_(PO_4_)_3_'],
    ['Ca1-xEuxBi2Ta2O9', 'Ca_1-x_Eu_x_Bi_2_Ta_2_O_9_'],
    ['La2/3TiO3', 'La_2/3_TiO_3_'],
    ['Li₂O', 'Li_₂_O'],
    ['NaCl', 'NaCl'],
    // Co, not C with an amount of o
    ['LiCoO2', 'LiCoO_2_'],
    ['', ''],
  ])('%s', (text, marks) => {
    expect(set(text)).toBe(marks)
  })

  test('the fault is marked', () => {
    expect(set('BaTi-O3', { position: 4, length: 1 })).toBe('BaTi!-!O_3_')
    expect(set('BaQ2O3', { position: 2, length: 1 })).toBe('Ba!Q!_2_O_3_')
  })
})

test('the marks are the text, whatever is typed', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'LiCaOPx1203.,/()[]·- +−δQa₂') })
  const fault = fc.option(fc.record({ position: fc.nat(20), length: fc.nat(5) }))
  fc.assert(
    fc.property(typed, fault, (text, where) => {
      expect(
        formulaMarks(text, where)
          .map(mark => mark.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ELEMENTS } from '../../../src/domain/elements/index.ts'
import { formatFormula, parseFormula } from '../../../src/domain/formula/index.ts'
import {
  addAtom,
  amountOf,
  type Composed,
  chooseStates,
  NOTHING_COMPOSED,
  openFormula,
  removeElement,
  setAmount,
  setLetter,
  takeAtom,
  writeText,
} from '../../../src/renderer/screens/compose/editing/composed.ts'

const says = (composed: Composed) => formatFormula(composed.composition)

describe('clicks on the table spell the formula', () => {
  test('an element joins with one atom, and again with one more', () => {
    const clicks = ['Ba', 'Ti', 'O', 'O', 'O'].reduce(addAtom, NOTHING_COMPOSED)
    expect(clicks.text).toBe('BaTiO3')
    expect(says(clicks)).toBe('BaTiO3')
  })

  test.each<[before: string, edit: (composed: Composed) => Composed, after: string]>([
    ['BaTiO3', composed => takeAtom(composed, 'O'), 'BaTiO2'],
    ['BaTiO3', composed => takeAtom(composed, 'Ti'), 'BaO3'],
    ['Li0.3CoO2', composed => takeAtom(composed, 'Li'), 'CoO2'],
    ['Li0.3CoO2', composed => addAtom(composed, 'Li'), 'Li1.3CoO2'],
    ['BaTiO3', composed => removeElement(composed, 'Ba'), 'TiO3'],
    ['NaCl', composed => removeElement(removeElement(composed, 'Na'), 'Cl'), ''],
    ['NaCl', composed => takeAtom(composed, 'K'), 'NaCl'],
    ['BaTiO3', composed => setAmount(composed, 'Ti', 0.95), 'BaTi0.95O3'],
    ['BaTiO3', composed => setAmount(composed, 'Zr', 0.05), 'BaTiO3Zr0.05'],
    ['BaTiO3', composed => setAmount(composed, 'Ba', 0), 'TiO3'],
  ])('%s', (before, edit, after) => {
    expect(edit(openFormula(before)).text).toBe(after)
  })

  test('brackets stay while they say the composition, and are multiplied out when not', () => {
    const phosphate = openFormula('Ca3(PO4)2')
    expect(addAtom(phosphate, 'F').text).toBe('Ca3(PO4)2F')
    expect(addAtom(phosphate, 'O').text).toBe('Ca3P2O9')
    // Written behind the dot it would be five times as much.
    expect(addAtom(openFormula('CuSO4·5H2O'), 'Na').text).toBe('CuSO9H10Na')
  })

  test('the order is the one written', () => {
    expect(addAtom(openFormula('OTiBa'), 'O').text).toBe('O2TiBa')
  })
})

describe('typing', () => {
  test('a text that cannot be read keeps the last composition and says where the fault lies', () => {
    const typed = writeText(openFormula('BaTiO3'), 'BaTiO3Q')
    expect(says(typed)).toBe('BaTiO3')
    expect(typed.problem).toMatchObject({ position: 6, length: 1 })
  })

  test('a click then goes on from what could be read', () => {
    const clicked = addAtom(writeText(openFormula('BaTiO3'), 'BaTiO3Q'), 'O')
    expect(clicked).toMatchObject({ text: 'BaTiO4', problem: null })
  })

  test('an empty text composes nothing', () => {
    expect(writeText(openFormula('NaCl'), ' ')).toEqual({ ...NOTHING_COMPOSED, text: ' ' })
  })
})

describe('letters that stand for amounts', () => {
  const doped = openFormula('Ca1-xEuxBi2Ta2O9')

  test('are found and asked for', () => {
    expect(doped.letters).toEqual({ x: null })
    expect(doped.problem?.kind).toBe('variable-without-value')
    expect(openFormula('La1-x-ySrxCeyMnO3').letters).toEqual({ x: null, y: null })
  })

  test('give the composition once they have values', () => {
    expect(says(setLetter(doped, 'x', 0.05))).toBe('Ca0.95Eu0.05Bi2Ta2O9')
  })

  test('keep their values while the rest is typed, and go with the letter', () => {
    const valued = setLetter(doped, 'x', 0.05)
    expect(says(writeText(valued, 'Ca1-xEuxBi2Nb2O9'))).toBe('Ca0.95Eu0.05Bi2Nb2O9')
    expect(writeText(valued, 'CaBi2Ta2O9').letters).toEqual({})
  })

  test('stay when an element is added, and are filled in when an amount changes', () => {
    const valued = setLetter(doped, 'x', 0.25)
    expect(addAtom(valued, 'F')).toMatchObject({ text: 'Ca1-xEuxBi2Ta2O9F', letters: { x: 0.25 } })
    expect(setAmount(valued, 'O', 8)).toMatchObject({ text: 'Ca0.75Eu0.25Bi2Ta2O8', letters: {} })
  })
})

describe('chosen oxidation states', () => {
  const chosen = chooseStates(openFormula('KO2'), 'O', [-0.5])

  test('stay with their element and leave with it', () => {
    expect(addAtom(chosen, 'K').states).toEqual({ O: [-0.5] })
    expect(removeElement(chosen, 'O').states).toEqual({})
    expect(chooseStates(chosen, 'O', null).states).toEqual({})
  })

  test('survive a slip of the keyboard', () => {
    expect(writeText(writeText(chosen, 'KO2q'), 'KO2').states).toEqual({ O: [-0.5] })
  })
})

test('text and composition say the same after any clicks', () => {
  const symbol = fc.constantFrom(...ELEMENTS.map(element => element.symbol))
  const edit = fc.oneof(
    symbol.map(s => (composed: Composed) => addAtom(composed, s)),
    symbol.map(s => (composed: Composed) => takeAtom(composed, s)),
    fc.tuple(symbol, fc.integer({ min: 1, max: 5000 })).map(
      ([s, hundredths]) =>
        (composed: Composed) =>
          setAmount(composed, s, hundredths / 100),
    ),
  )
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 20 }), edits => {
      const composed = edits.reduce((before, change) => change(before), NOTHING_COMPOSED)
      expect(composed.problem).toBeNull()
      const read = composed.text === '' ? [] : parseFormula(composed.text)
      expect(read).toEqual(composed.composition)
      for (const { symbol: s, amount } of read) expect(amountOf(composed, s)).toBe(amount)
    }),
  )
})

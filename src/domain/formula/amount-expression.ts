import { isVariableLetter, namesVariable, VULGAR_FRACTIONS } from './characters.ts'
import { decimalValue } from './decimal.ts'
import { FormulaError } from './formula-error.ts'

/** Amounts above this are refused, whether written or multiplied out. */
export const LARGEST_AMOUNT = 1e9

const MOST_DIGITS = 24

/** Values given to the letters of a formula, such as `{ x: 0.05 }`. */
export type VariableValues = Readonly<Record<string, number>>

/** An amount read from a formula: its value, where it ends, and what it was made of. */
export interface ReadAmount {
  readonly value: number
  readonly end: number
  readonly hasVariable: boolean
  /** Place of the first `+` or `-`, or -1; what stands before and after it decides whether it can be a sum. */
  readonly operatorAt: number
  /** Whether all numbers in it were written as integers. */
  readonly onlyIntegers: boolean
}

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9'

/**
 * Reads `amount := term (('+' | '-') term)*`, `term := factor (variable | '/' factor)*`,
 * `factor := number | fraction sign | variable | '(' amount ')'` from `start`. A `+` or `-` that no term
 * follows is left: it is a charge. `decimalPointAt` says whether the dot at an index belongs to the number.
 */
export function readAmount(
  text: string,
  start: number,
  variables: VariableValues,
  decimalPointAt: (dot: number, digitsFrom: number) => boolean,
): ReadAmount {
  let position = start
  let hasVariable = false
  let onlyIntegers = true
  let operatorAt = -1

  function startsFactor(index: number): boolean {
    const c = text[index]
    if (c === undefined) return false
    const isName = isVariableLetter(c) && !isVariableLetter(text[index + 1] ?? '')
    return isDigit(c) || isName || VULGAR_FRACTIONS.has(c)
  }

  function readVariable(): number {
    const name = text[position]!
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined
    if (value === undefined) throw missingValue(text, position, name)
    if (!Number.isFinite(value)) {
      throw new FormulaError(
        'invalid-variable',
        `The value given to ${name} is not a number.`,
        position,
        1,
        null,
      )
    }
    hasVariable = true
    position++
    return value
  }

  function readNumber(): number {
    const from = position
    while (isDigit(text[position])) position++
    const integerEnd = position
    if (text[position] === '.' && isDigit(text[position + 1]) && decimalPointAt(position, from)) {
      onlyIntegers = false
      position++
      while (isDigit(text[position])) position++
    }
    const length = position - from
    if (length > MOST_DIGITS + 1) {
      throw new FormulaError(
        'invalid-amount',
        `The number ${text.slice(from, from + 12)}… has more than ${MOST_DIGITS} digits; write fewer.`,
        from,
        length,
        null,
      )
    }
    if (text[from] === '0' && integerEnd - from > 1) {
      throw new FormulaError(
        'zero-for-letter-o',
        `The number ${text.slice(from, position)} begins with a zero; is the zero meant to be the letter O (oxygen)?`,
        from,
        1,
        `${text.slice(0, from)}O${text.slice(from + 1)}`,
      )
    }
    const value = decimalValue(text.slice(from, position))
    if (value > LARGEST_AMOUNT) throw tooLarge(text.slice(from, position), from, length)
    return value
  }

  function readFactor(): number {
    const c = text[position]!
    const fraction = VULGAR_FRACTIONS.get(c)
    if (fraction !== undefined) {
      position++
      onlyIntegers = false
      return fraction
    }
    if (isDigit(c)) {
      const number = readNumber()
      const added = VULGAR_FRACTIONS.get(text[position] ?? '')
      if (added === undefined) return number
      position++
      onlyIntegers = false
      return number + added
    }
    return readVariable()
  }

  function readTerm(): number {
    const from = position
    let value: number
    if (text[position] === '(') {
      position++
      value = readSum()
      position++
    } else value = readFactor()
    for (;;) {
      if (text[position] === '/' && startsFactor(position + 1)) {
        position++
        value /= readFactor()
        onlyIntegers = false
      } else if (position > from && startsVariable(position)) value *= readVariable()
      else break
    }
    if (!Number.isFinite(value)) {
      throw new FormulaError('invalid-amount', 'The amount divides by zero.', from, position - from, null)
    }
    return value
  }

  function startsVariable(index: number): boolean {
    const c = text[index]
    return c !== undefined && namesVariable(c, variables) && !isVariableLetter(text[index + 1] ?? '')
  }

  function readSum(): number {
    let value = readTerm()
    for (;;) {
      const operator = text[position]
      if ((operator !== '+' && operator !== '-') || !startsFactor(position + 1)) return value
      if (operatorAt < 0) operatorAt = position
      position++
      const term = readTerm()
      value = operator === '+' ? value + term : value - term
    }
  }

  const value = readSum()
  return { value, end: position, hasVariable, operatorAt, onlyIntegers }
}

/** Error for a letter that stands for an amount and was given none. */
function missingValue(text: string, position: number, name: string): FormulaError {
  if (name === 'δ') {
    const withoutDelta = text.replace(/[-+±]δ/g, '')
    return new FormulaError(
      'variable-without-value',
      'δ stands for a small amount that is not told: leave it out, or give δ a value.',
      position,
      1,
      withoutDelta.includes('δ') ? null : withoutDelta,
    )
  }
  return new FormulaError(
    'variable-without-value',
    `${name} stands for an amount: give ${name} a value, such as ${name} = 0.1.`,
    position,
    1,
    null,
  )
}

/** Error for an amount beyond {@link LARGEST_AMOUNT}. */
export function tooLarge(written: string, position: number, length: number): FormulaError {
  return new FormulaError(
    'amount-too-large',
    `The amount ${written} is too large; a formula unit holds at most ${LARGEST_AMOUNT.toExponential()} atoms of an element.`,
    position,
    length,
    null,
  )
}

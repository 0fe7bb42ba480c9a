import { elementBySymbol } from '../elements/index.ts'
import {
  LARGEST_AMOUNT,
  type ReadAmount,
  readAmount,
  tooLarge,
  type VariableValues,
} from './amount-expression.ts'
import {
  isVariableLetter,
  NO_WIDTH,
  namesVariable,
  SUPERSCRIPT_DIGITS,
  VULGAR_FRACTIONS,
} from './characters.ts'
import { tidyAmount } from './decimal.ts'
import { dotSeparates, isDecimalPoint, leadingDotFault, refuseDoubtfulSum } from './dots-and-dashes.ts'
import { FormulaError } from './formula-error.ts'
import { chargeAt, chargeFault, commaFault, meaningless } from './refusals.ts'

/** The formula an amount stands in, and what has been read of it. */
export interface AmountContext {
  readonly text: string
  readonly variables: VariableValues
  /** Whether a part of the formula had a number before it. */
  readonly hasMultiplier: boolean
  /** Whether the symbol before the amount is the formula's first. */
  readonly isFirstSymbol: boolean
}

/** An amount and the place after it. */
export interface Subscript {
  readonly value: number
  readonly end: number
}

const AMOUNT_IN_BRACKETS = /\([\d.+\-/a-zα-ω]*\)/y

/** End of a bracket at `position` that holds an amount, such as `(1-x)`; null when it holds elements. */
export function amountBracketEnd(text: string, position: number): number | null {
  AMOUNT_IN_BRACKETS.lastIndex = position
  if (!AMOUNT_IN_BRACKETS.test(text)) return null
  const end = AMOUNT_IN_BRACKETS.lastIndex
  return /^\((?:\d|[a-zα-ω](?![a-zα-ω]))/.test(text.slice(position, end)) ? end : null
}

/** Whether the letter at `index` stands for an amount: a known name of a variable, and no word. */
export function isVariableAt(text: string, index: number, variables: VariableValues): boolean {
  return namesVariable(text[index]!, variables) && !isVariableLetter(text[index + 1] ?? '')
}

/** The amount before a part of the formula: 5 in 5H2O, 1-x in (1-x)BaTiO3. */
export function readMultiplier(text: string, position: number, variables: VariableValues): Subscript {
  const amount = readAmount(text, position, variables, () => true)
  return { value: checkedValue(text, amount, position, amount.end), end: amount.end }
}

/** The amount from `position` on, after the symbol or closing bracket `after`; 1 where none is written. */
export function readSubscript(context: AmountContext, position: number, after: string): Subscript {
  const { text, variables, hasMultiplier } = context
  const from = afterSubscriptMark(text, position)
  const c = text[from]
  if (c === undefined || (c >= 'A' && c <= 'Z')) return { value: 1, end: from }
  if (SUPERSCRIPT_DIGITS.includes(c)) return readSuperscript(text, from)
  if (c === '{' && text[from - 1] === '_') return readBraced(text, from, variables)
  if (c === '.' && isDigit(text[from + 1])) {
    if (dotSeparates(text, from)) return { value: 1, end: from }
    throw leadingDotFault(text, from, after === 'O' && !context.isFirstSymbol)
  }
  const starts =
    isDigit(c) ||
    VULGAR_FRACTIONS.has(c) ||
    (c === '(' ? amountBracketEnd(text, from) !== null : isVariableAt(text, from, variables))
  if (!starts) return { value: 1, end: from }
  const amount = readAmount(text, from, variables, (dot, digitsFrom) =>
    isDecimalPoint(text, dot, digitsFrom, hasMultiplier),
  )
  refuseDoubtfulSum(text, from, amount, hasMultiplier)
  const charge = chargeAt(text, amount.end, { symbol: after, amountFrom: from })
  if (charge !== null) throw charge
  return { value: checkedValue(text, amount, from, amount.end), end: amount.end }
}

/** Passes over the `_` of LaTeX, and over markup, before an amount. */
function afterSubscriptMark(text: string, position: number): number {
  let from = position
  while (text[from] === NO_WIDTH) from++
  return text[from] === '_' && /[\d.{a-z]/.test(text[from + 1] ?? '') ? from + 1 : from
}

function readBraced(text: string, brace: number, variables: VariableValues): Subscript {
  const from = brace + 1
  if (!/^[\dα-ωa-z½][^{}]*\}/.test(text.slice(from))) {
    throw new FormulaError(
      'unmatched-bracket',
      'No amount in closed brackets follows the _{ here.',
      brace,
      1,
      null,
    )
  }
  const amount = readAmount(text, from, variables, () => true)
  if (text[amount.end] !== '}') throw meaningless(text, amount.end)
  return { value: checkedValue(text, amount, from, amount.end), end: amount.end + 1 }
}

function readSuperscript(text: string, from: number): Subscript {
  let end = from
  let digits = ''
  for (let digit = SUPERSCRIPT_DIGITS.indexOf(text[end]!); digit >= 0; ) {
    digits += digit
    end++
    digit = text[end] === undefined ? -1 : SUPERSCRIPT_DIGITS.indexOf(text[end]!)
  }
  if (/[⁺⁻+-]/.test(text[end] ?? '')) throw chargeFault(text, from, end + 1)
  const amount = readAmount(digits, 0, {}, () => false)
  return { value: checkedValue(text, amount, from, end), end }
}

/** The amount's value if it is one: a variable may make it zero, nothing may make it negative. */
function checkedValue(text: string, amount: ReadAmount, from: number, end: number): number {
  const value = tidyAmount(amount.value)
  const length = end - from
  if (amount.hasVariable && Math.abs(value) < 1e-9) return 0
  if (value < 0) {
    throw new FormulaError(
      'negative-amount',
      `The amount comes to ${value}; amounts are above zero.`,
      from,
      length,
      null,
    )
  }
  if (value === 0) {
    // Li0,5: what follows the comma is part of the amount.
    if (text[end] === ',' && isDigit(text[end + 1])) throw commaFault(text, end)
    throw new FormulaError(
      'zero-amount',
      'The amount is zero: leave the element out. Is the letter O (oxygen) meant?',
      from,
      length,
      text[from] === '0' ? withLetterFor(text, from) : null,
    )
  }
  if (value > LARGEST_AMOUNT) throw tooLarge(value.toPrecision(6), from, length)
  return value
}

/** The text with the zero at `index` as a letter: o where that makes a symbol before oxygen (C0O2), else O. */
function withLetterFor(text: string, index: number): string {
  const isSmall = text[index + 1] === 'O' && elementBySymbol(`${text[index - 1]}o`) !== undefined
  return `${text.slice(0, index)}${isSmall ? 'o' : 'O'}${text.slice(index + 1)}`
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= '0' && c <= '9'
}

import type { ReadAmount } from './amount-expression.ts'
import { FormulaError } from './formula-error.ts'
import { chargeFault } from './refusals.ts'

// A dot is a decimal point between two digits, unless water or ammonia follows or a second decimal (SO4.5H2O, SO4.0.5H2O).
// A dash is a minus in an amount, unless it may as well join the two ends of a solid solution. What can be read
// in two ways is refused.

/** Molecules whose number is written after a dot: water, and what takes its place in ammines and solvates. */
const SOLVENT_AFTER_DIGITS = /\d+(?:\/\d+)? ?[([]?(?:H2O|OH2|D2O|NH3|HCl|CH3OH|C2H5OH)/y
const DECIMAL_AFTER_DIGITS = /\d+\.\d/y
const SEPARATING_DOT = /\.(?:[A-Z([{]|\d+(?:\/\d+)? ?[([]?H2O)/
const STARTS_PART = /[A-Z([{]/

/** Whether the dot at `dot`, before a digit, begins a new part of the formula beyond doubt. */
export function dotSeparates(text: string, dot: number): boolean {
  return matchesAt(SOLVENT_AFTER_DIGITS, text, dot + 1) || matchesAt(DECIMAL_AFTER_DIGITS, text, dot + 1)
}

/**
 * Whether the dot is a decimal point; the digits before it begin at `digitsFrom`. `hasMultiplier` says that a
 * part of the formula has a number before it, so that another part may follow here.
 */
export function isDecimalPoint(
  text: string,
  dot: number,
  digitsFrom: number,
  hasMultiplier: boolean,
): boolean {
  if (matchesAt(DECIMAL_AFTER_DIGITS, text, dot + 1)) return false
  const whole = text.slice(digitsFrom, dot)
  if (whole === '0') return true
  if (matchesAt(SOLVENT_AFTER_DIGITS, text, dot + 1)) return false
  const after = /^\.([1-9]\d*)([A-Z([{])/.exec(text.slice(dot, dot + 24))
  if (after !== null && whole !== '1' && (hasMultiplier || SEPARATING_DOT.test(text))) {
    throw new FormulaError(
      'ambiguous-dot',
      `The dot in “${whole}.${after[1]}” can be a decimal point or join two parts: write · where it joins.`,
      dot,
      1,
      withDotAt(text, dot),
    )
  }
  return true
}

/**
 * The fault of a dot and digits right after a symbol: a decimal without its zero, a letter O for zero, or an
 * adduct. `isOxygenInside` says that the symbol is O and not the first.
 */
export function leadingDotFault(text: string, dot: number, isOxygenInside: boolean): FormulaError {
  const digits = /^\.\d+/.exec(text.slice(dot))![0]
  const isLast = dot + digits.length === text.length
  if (isOxygenInside && (isLast || /\d\.\d/.test(text))) {
    return new FormulaError(
      'letter-o-for-zero',
      `“O${digits}” reads as the element oxygen before a dot; is the letter O meant to be a zero?`,
      dot - 1,
      1,
      `${text.slice(0, dot - 1)}0${text.slice(dot)}`,
    )
  }
  return new FormulaError(
    'ambiguous-dot',
    `“${digits}” can be a decimal or an adduct: write 0${digits}, or · instead of the dot.`,
    dot,
    digits.length,
    isLast ? `${text.slice(0, dot)}0${text.slice(dot)}` : withDotAt(text, dot),
  )
}

/** Refuses a sum from `from` on that may be a charge, or whose dash may join two compounds. */
export function refuseDoubtfulSum(
  text: string,
  from: number,
  amount: ReadAmount,
  hasMultiplier: boolean,
): void {
  const { operatorAt, hasVariable, onlyIntegers, end } = amount
  if (operatorAt < 0 || text[from] === '(') return
  const mayJoin = text[operatorAt] === '-' && STARTS_PART.test(text[end] ?? '')
  if (!hasVariable && onlyIntegers && !mayJoin) throw chargeFault(text, operatorAt, end)
  if (!mayJoin) return
  const afterOne = text.slice(from, operatorAt) === '1'
  if (hasVariable ? hasMultiplier && !afterOne : !afterOne) {
    throw new FormulaError(
      'ambiguous-dash',
      'The dash can be a minus or join two compounds: write · where it joins, or the amount worked out.',
      operatorAt,
      1,
      withDotAt(text, operatorAt),
    )
  }
}

function withDotAt(text: string, index: number): string {
  return `${text.slice(0, index)}·${text.slice(index + 1)}`
}

function matchesAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index
  return pattern.test(text)
}

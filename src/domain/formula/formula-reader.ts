import type { Composition } from '../composition.ts'
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
import { FormulaError as Fault, type FormulaError } from './formula-error.ts'
import { chargeAt, chargeFault, foreignCharacterAt, symbolFault } from './refusals.ts'

// formula := segment (('·' | '*' | '.') segment)*       hydrates and adducts
// segment := multiplier? part+                          5H2O, 0.5Li2O, (1-x)BaTiO3
// part    := (symbol | '(' formula ')') amount?         brackets may be round, square or curly
// amount  := number | fraction | variable | sum of these, bare or in round brackets; `_` and `_{…}` as in LaTeX
// A dot is a decimal point between two digits, unless water follows or a second decimal (SO4.5H2O, SO4.0.5H2O).

const DEEPEST_NESTING = 32
/** Largest ratio of two amounts: beyond it the smaller is not part of any compound. */
const WIDEST_SPREAD = 1e6
const SMALLEST_AMOUNT = 1e-6

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
const AMOUNT_IN_BRACKETS = /\([\d.+\-/a-zα-ω]*\d?[\d.+\-/a-zα-ω]*\)/y
const WATER_AFTER_DIGITS = /\d+(?:\/\d+)?(?:H2O|D2O)/y
const DECIMAL_AFTER_DIGITS = /\d+\.\d/y
const SEPARATING_DOT = /\.(?:[A-Z([{]|\d+(?:\/\d+)?H2O)/

interface Frame {
  readonly opening: string
  readonly openedAt: number
  /** Index of the frame's first entry. */
  readonly firstEntry: number
  /** Index of the current segment's first entry, and what the segment is multiplied by. */
  segmentEntry: number
  multiplier: number
}

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9'
const isUpper = (c: string | undefined): boolean => c !== undefined && c >= 'A' && c <= 'Z'
const isOpening = (c: string | undefined): boolean => c === '(' || c === '[' || c === '{'
const startsPart = (c: string | undefined): boolean => isUpper(c) || isOpening(c)

/** Reads one formula whose characters are plain already; a fault's suggestion is a guess still to be tried. */
export class FormulaReader {
  readonly #text: string
  readonly #variables: VariableValues
  #position = 0
  readonly #symbols: string[] = []
  readonly #amounts: number[] = []
  readonly #positions: number[] = []
  readonly #frames: Frame[] = [{ opening: '', openedAt: 0, firstEntry: 0, segmentEntry: 0, multiplier: 1 }]
  #atSegmentStart = true
  #hasMultiplier = false

  constructor(text: string, variables: VariableValues) {
    this.#text = text
    this.#variables = variables
  }

  /** The composition, or a thrown FormulaError. */
  read(): Composition {
    for (;;) {
      const spaced = this.#skipSpaces()
      const c = this.#text[this.#position]
      if (c === undefined) break
      if (this.#atSegmentStart && this.#readMultiplier(c)) continue
      if (isUpper(c)) this.#readSymbol()
      else if (isOpening(c)) this.#open(c)
      else if (c === ')' || c === ']' || c === '}') this.#close(c)
      else if (c === '·' || c === '*' || c === '.') this.#separate()
      else throw this.#unexpected(c, spaced)
    }
    return this.#finish()
  }

  #skipSpaces(): boolean {
    const from = this.#position
    let c = this.#text[this.#position]
    while (c === ' ' || c === NO_WIDTH) c = this.#text[++this.#position]
    return this.#position > from && this.#text.slice(from, this.#position).includes(' ')
  }

  #readMultiplier(c: string): boolean {
    const next = this.#text[this.#position + 1]
    const starts =
      isDigit(c) ||
      VULGAR_FRACTIONS.has(c) ||
      (isVariableLetter(c) && startsPart(next)) ||
      (c === '(' && startsPart(this.#text[this.#amountBracketEnd() ?? this.#text.length]))
    if (!starts || this.#currentFrame().multiplier !== 1) return false
    const amount = readAmount(this.#text, this.#position, this.#variables, () => true)
    this.#currentFrame().multiplier = this.#checked(amount)
    this.#position = amount.end
    this.#hasMultiplier = true
    if (!startsPart(this.#text[this.#position]) && this.#text[this.#position] !== ' ') {
      throw this.#position < this.#text.length
        ? this.#unexpected(this.#text[this.#position]!, false)
        : new Fault('empty', 'No element follows the number.', this.#position, 0, null)
    }
    return true
  }

  /** End of a bracket at the current place that holds an amount, such as `(1-x)`; null when it holds elements. */
  #amountBracketEnd(): number | null {
    AMOUNT_IN_BRACKETS.lastIndex = this.#position
    if (!AMOUNT_IN_BRACKETS.test(this.#text)) return null
    const end = AMOUNT_IN_BRACKETS.lastIndex
    return /^\((?:\d|[a-zα-ω](?![a-zα-ω]))/.test(this.#text.slice(this.#position, end)) ? end : null
  }

  #readSymbol(): void {
    const from = this.#position
    const two = this.#text.slice(from, from + 2)
    const c = two[1]
    let symbol = two
    if (c === undefined || c < 'a' || c > 'z' || elementBySymbol(two) === undefined) {
      symbol = two[0]!
      if (elementBySymbol(symbol) === undefined || (isLatinLower(c) && !this.#canBeVariable(from + 1))) {
        throw symbolFault(this.#text, from)
      }
    }
    this.#position = from + symbol.length
    this.#symbols.push(symbol)
    this.#positions.push(from)
    this.#amounts.push(1)
    this.#atSegmentStart = false
    this.#amounts[this.#amounts.length - 1] = this.#readAmountAfter(symbol)
  }

  #canBeVariable(index: number): boolean {
    return (
      namesVariable(this.#text[index]!, this.#variables) && !isVariableLetter(this.#text[index + 1] ?? '')
    )
  }

  /** The amount after a symbol or closing bracket; 1 where none is written. */
  #readAmountAfter(symbol: string): number {
    this.#skipSubscriptMark()
    const from = this.#position
    const c = this.#text[from]
    if (c === undefined || isUpper(c)) return 1
    if (SUPERSCRIPT_DIGITS.includes(c)) return this.#readSuperscript()
    if (c === '.' && isDigit(this.#text[from + 1])) return this.#readLeadingDot(symbol)
    if (c === '{' && this.#text[from - 1] === '_') return this.#readBraced()
    const inBrackets = c === '(' && this.#amountBracketEnd() !== null
    if (!isDigit(c) && !VULGAR_FRACTIONS.has(c) && !inBrackets) {
      if (!this.#canBeVariable(from)) return 1
    }
    const amount = readAmount(this.#text, from, this.#variables, (dot, digitsFrom) =>
      this.#isDecimalPoint(dot, digitsFrom),
    )
    this.#position = amount.end
    this.#refuseDoubtfulSum(amount, from)
    this.#refuseCharge(symbol, from)
    return this.#checked(amount, from)
  }

  /** Passes over the `_` of LaTeX, and over markup, before an amount. */
  #skipSubscriptMark(): void {
    while (this.#text[this.#position] === NO_WIDTH) this.#position++
    if (this.#text[this.#position] === '_' && /[\d.{a-z]/.test(this.#text[this.#position + 1] ?? ''))
      this.#position++
  }

  #readBraced(): number {
    const from = this.#position + 1
    const content = /^[\dα-ωa-z½][^{}]*\}/.exec(this.#text.slice(from))
    if (content === null) {
      throw new Fault(
        'unmatched-bracket',
        'No amount in closed brackets follows the _{ here.',
        from - 1,
        1,
        null,
      )
    }
    const amount = readAmount(this.#text, from, this.#variables, () => true)
    if (this.#text[amount.end] !== '}') throw this.#meaningless(amount.end)
    this.#position = amount.end + 1
    return this.#checked(amount, from)
  }

  #readSuperscript(): number {
    const from = this.#position
    let digits = ''
    for (let c = this.#text[from]; c !== undefined; c = this.#text[++this.#position]) {
      const digit = SUPERSCRIPT_DIGITS.indexOf(c)
      if (digit < 0) break
      digits += digit
    }
    if (/[⁺⁻+-]/.test(this.#text[this.#position] ?? '')) {
      throw chargeFault(this.#text, from, this.#position + 1)
    }
    const amount = readAmount(digits, 0, this.#variables, () => false)
    return this.#checked(amount, from)
  }

  /** After a symbol, `.5` is either a decimal without its zero, a letter O for zero, or an adduct. */
  #readLeadingDot(symbol: string): number {
    const text = this.#text
    const dot = this.#position
    if (matchesAt(WATER_AFTER_DIGITS, text, dot + 1) || matchesAt(DECIMAL_AFTER_DIGITS, text, dot + 1))
      return 1
    const digits = /^\.\d+/.exec(text.slice(dot))![0]
    const isLast = dot + digits.length === text.length
    if (symbol === 'O' && this.#symbols.length > 1 && (isLast || /\d\.\d/.test(text))) {
      throw new Fault(
        'letter-o-for-zero',
        `“O${digits}” reads as the element oxygen before a dot; is the letter O meant to be a zero?`,
        dot - 1,
        1,
        `${text.slice(0, dot - 1)}0${text.slice(dot)}`,
      )
    }
    throw new Fault(
      'ambiguous-dot',
      `“${digits}” can be a decimal or an adduct: write 0${digits}, or · instead of the dot.`,
      dot,
      digits.length,
      isLast ? `${text.slice(0, dot)}0${text.slice(dot)}` : `${text.slice(0, dot)}·${text.slice(dot + 1)}`,
    )
  }

  #isDecimalPoint(dot: number, digitsFrom: number): boolean {
    const text = this.#text
    if (matchesAt(DECIMAL_AFTER_DIGITS, text, dot + 1)) return false
    const whole = text.slice(digitsFrom, dot)
    if (whole === '0') return true
    if (matchesAt(WATER_AFTER_DIGITS, text, dot + 1)) return false
    const after = /^\.([1-9]\d*)([A-Z([{])/.exec(text.slice(dot, dot + 24))
    if (after !== null && whole !== '1' && (this.#hasMultiplier || SEPARATING_DOT.test(text))) {
      throw new Fault(
        'ambiguous-dot',
        `The dot in “${whole}.${after[1]}” can be a decimal point or join two parts: write · where it joins.`,
        dot,
        1,
        `${text.slice(0, dot)}·${text.slice(dot + 1)}`,
      )
    }
    return true
  }

  /** A dash between numbers may be a minus, a charge, or join the two ends of a solid solution. */
  #refuseDoubtfulSum(amount: ReadAmount, from: number): void {
    const { operatorAt, hasVariable, onlyIntegers, end } = amount
    if (operatorAt < 0 || this.#text[from] === '(') return
    if (!hasVariable && onlyIntegers) {
      throw chargeFault(this.#text, operatorAt, end)
    }
    if (this.#text[operatorAt] !== '-' || !startsPart(this.#text[end])) return
    const afterOne = this.#text.slice(from, operatorAt) === '1'
    if (hasVariable ? this.#hasMultiplier && !afterOne : !afterOne) {
      throw new Fault(
        'ambiguous-dash',
        'The dash can be a minus or join two compounds: write · where it joins, or the amount worked out.',
        operatorAt,
        1,
        `${this.#text.slice(0, operatorAt)}·${this.#text.slice(operatorAt + 1)}`,
      )
    }
  }

  #refuseCharge(symbol: string, amountFrom: number): void {
    const fault = chargeAt(this.#text, this.#position, { symbol, amountFrom })
    if (fault !== null) throw fault
  }

  /** The amount's value if it is one: a variable may make it zero, nothing may make it negative. */
  #checked(amount: ReadAmount, from = this.#position): number {
    const value = tidyAmount(amount.value)
    const length = Math.max(0, this.#position - from)
    if (amount.hasVariable && Math.abs(value) < 1e-9) return 0
    if (value < 0) {
      throw new Fault(
        'negative-amount',
        `The amount comes to ${value}; amounts are above zero.`,
        from,
        length,
        null,
      )
    }
    if (value === 0) {
      throw new Fault(
        'zero-amount',
        'The amount is zero: leave the element out. Is the letter O (oxygen) meant?',
        from,
        length,
        this.#text[from] === '0' ? this.#withLetterFor(from) : null,
      )
    }
    if (value > LARGEST_AMOUNT) throw tooLarge(value.toPrecision(6), from, length)
    return value
  }

  /** The text with the zero at `index` as a letter: o where that makes a symbol before oxygen (C0O2), else O. */
  #withLetterFor(index: number): string {
    const text = this.#text
    const isSmall = text[index + 1] === 'O' && elementBySymbol(`${text[index - 1]}o`) !== undefined
    return `${text.slice(0, index)}${isSmall ? 'o' : 'O'}${text.slice(index + 1)}`
  }

  #currentFrame(): Frame {
    return this.#frames[this.#frames.length - 1]!
  }

  #open(opening: string): void {
    const phase = /^\((?:s|l|g|aq|cr|am)\)/.exec(this.#text.slice(this.#position, this.#position + 4))
    if (phase !== null) {
      throw new Fault(
        'phase-label',
        `“${phase[0]}” names a state of matter, which a composition does not have: leave it out.`,
        this.#position,
        phase[0].length,
        this.#text.slice(0, this.#position) + this.#text.slice(this.#position + phase[0].length),
      )
    }
    if (this.#frames.length > DEEPEST_NESTING) {
      throw new Fault(
        'too-deep',
        `Brackets are nested more than ${DEEPEST_NESTING} deep here; multiply some of them out.`,
        this.#position,
        1,
        null,
      )
    }
    this.#frames.push({
      opening,
      openedAt: this.#position,
      firstEntry: this.#symbols.length,
      segmentEntry: this.#symbols.length,
      multiplier: 1,
    })
    this.#position++
    this.#atSegmentStart = true
  }

  #close(closing: string): void {
    const frame = this.#currentFrame()
    if (this.#frames.length === 1) {
      throw new Fault('unmatched-bracket', `Nothing opens this ${closing}.`, this.#position, 1, null)
    }
    if (CLOSING[frame.opening] !== closing) {
      const expected = CLOSING[frame.opening]!
      throw new Fault(
        'unmatched-bracket',
        `The ${frame.opening} at ${frame.openedAt + 1} is closed by ${closing}; it needs ${expected}.`,
        this.#position,
        1,
        this.#text.slice(0, this.#position) + expected + this.#text.slice(this.#position + 1),
      )
    }
    if (frame.segmentEntry === this.#symbols.length) {
      throw new Fault(
        'empty-bracket',
        'No element stands before this closing bracket.',
        frame.openedAt,
        this.#position + 1 - frame.openedAt,
        null,
      )
    }
    this.#multiplySegment()
    this.#frames.pop()
    this.#position++
    this.#atSegmentStart = false
    const from = this.#position
    const amount = this.#readAmountAfter(closing)
    if (amount !== 1) this.#multiplyFrom(frame.firstEntry, amount, from)
  }

  #separate(): void {
    const frame = this.#currentFrame()
    if (frame.segmentEntry === this.#symbols.length) {
      throw new Fault('unexpected-character', 'No element stands before this dot.', this.#position, 1, null)
    }
    this.#multiplySegment()
    frame.segmentEntry = this.#symbols.length
    frame.multiplier = 1
    this.#position++
    this.#atSegmentStart = true
  }

  #multiplySegment(): void {
    const { multiplier, segmentEntry } = this.#currentFrame()
    if (multiplier !== 1) this.#multiplyFrom(segmentEntry, multiplier, this.#positions[segmentEntry]!)
  }

  #multiplyFrom(entry: number, factor: number, position: number): void {
    for (let i = entry; i < this.#amounts.length; i++) {
      const amount = tidyAmount(this.#amounts[i]! * factor)
      if (amount > LARGEST_AMOUNT) throw tooLarge(amount.toPrecision(6), position, this.#position - position)
      this.#amounts[i] = amount
    }
  }

  #unexpected(c: string, spaced: boolean): FormulaError {
    const text = this.#text
    const position = this.#position
    const charge = chargeAt(text, position)
    if (charge !== null) return charge
    const foreign = foreignCharacterAt(text, position)
    if (foreign !== null) return foreign
    if (spaced && this.#symbols.length > 0 && (isDigit(c) || VULGAR_FRACTIONS.has(c))) {
      const before = text.slice(0, position).trimEnd()
      return new Fault(
        'stray-space',
        'A number follows a space: close the space up, or write · before it if it begins a new part.',
        position - 1,
        1,
        (/\d$/.test(before) ? `${before}·` : before) + text.slice(position),
      )
    }
    return this.#meaningless(position)
  }

  #meaningless(position: number): FormulaError {
    const character = String.fromCodePoint(this.#text.codePointAt(position)!)
    return new Fault(
      'unexpected-character',
      `“${character}” has no meaning here.`,
      position,
      character.length,
      null,
    )
  }

  #finish(): Composition {
    const text = this.#text
    const frame = this.#currentFrame()
    if (this.#frames.length > 1) {
      const closing = CLOSING[frame.opening]!
      throw new Fault(
        'unmatched-bracket',
        `The ${frame.opening} is not closed; it needs ${closing}.`,
        frame.openedAt,
        1,
        text + closing,
      )
    }
    if (frame.segmentEntry === this.#symbols.length) {
      const isBlank = text.trim() === ''
      throw new Fault(
        'empty',
        isBlank ? 'The formula is empty.' : 'No element follows the last dot.',
        isBlank ? 0 : text.length,
        0,
        null,
      )
    }
    this.#multiplySegment()
    return this.#merged()
  }

  #merged(): Composition {
    const merged: { symbol: string; amount: number }[] = []
    const index = new Map<string, number>()
    for (let i = 0; i < this.#symbols.length; i++) {
      const symbol = this.#symbols[i]!
      const amount = this.#amounts[i]!
      if (amount === 0) continue
      const known = index.get(symbol)
      if (known !== undefined) {
        merged[known]!.amount = tidyAmount(merged[known]!.amount + amount)
        continue
      }
      index.set(symbol, merged.length)
      merged.push({ symbol, amount })
    }
    if (merged.length === 0) {
      throw new Fault('empty', 'Every amount comes to zero: no element is left.', 0, this.#text.length, null)
    }
    let largest = 0
    for (const { amount } of merged) if (amount > largest) largest = amount
    for (const { symbol, amount } of merged) {
      const position = this.#positions[this.#symbols.indexOf(symbol)]!
      if (amount > LARGEST_AMOUNT) throw tooLarge(amount.toPrecision(6), position, symbol.length)
      if (amount * WIDEST_SPREAD * (1 + 1e-6) < largest || amount < SMALLEST_AMOUNT) {
        throw new Fault(
          'amount-too-small',
          `${symbol} has less than a millionth of an atom, or of the largest amount: leave it out, or check the amounts.`,
          position,
          symbol.length,
          null,
        )
      }
    }
    return merged
  }
}

function isLatinLower(c: string | undefined): c is string {
  return c !== undefined && c >= 'a' && c <= 'z'
}

function matchesAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index
  return pattern.test(text)
}

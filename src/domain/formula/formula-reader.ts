import type { Composition } from '../composition.ts'
import { elementBySymbol } from '../elements/index.ts'
import type { VariableValues } from './amount-expression.ts'
import { AtomTally } from './atom-tally.ts'
import { isVariableLetter, NO_WIDTH, VULGAR_FRACTIONS } from './characters.ts'
import { FormulaError } from './formula-error.ts'
import {
  chargeAt,
  foreignCharacterAt,
  meaningless,
  oxidationNumberAt,
  phaseLabelAt,
  symbolFault,
} from './refusals.ts'
import { amountBracketEnd, isVariableAt, readMultiplier, readSubscript } from './subscript.ts'

// formula := segment (('·' | '*' | '.') segment)*       hydrates and adducts
// segment := multiplier? part+                          5H2O, 0.5Li2O, (1-x)BaTiO3
// part    := (symbol | '(' formula ')') amount?         brackets may be round, square or curly
// amount  := number | fraction | variable | sum of these, bare or in round brackets; `_` and `_{…}` as in LaTeX

const DEEPEST_NESTING = 32

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** A bracket that is open, or the formula itself, and its current segment. */
interface Frame {
  readonly opening: string
  readonly openedAt: number
  /** The frame's first mention of an element, and the current segment's. */
  readonly firstMention: number
  segmentMention: number
  /** What the current segment is multiplied by. */
  multiplier: number
}

/** Reads one formula whose characters are plain already; a fault's suggestion is a guess still to be tried. */
export class FormulaReader {
  readonly #text: string
  readonly #variables: VariableValues
  readonly #tally = new AtomTally()
  readonly #frames: Frame[] = [
    { opening: '', openedAt: 0, firstMention: 0, segmentMention: 0, multiplier: 1 },
  ]
  #position = 0
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
      if (this.#atSegmentStart && this.#startsMultiplier(c)) this.#readMultiplier()
      else if (isUpper(c)) this.#readSymbol()
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

  #startsMultiplier(c: string): boolean {
    if (this.#currentFrame().multiplier !== 1) return false
    if (isDigit(c) || VULGAR_FRACTIONS.has(c)) return true
    if (isVariableLetter(c)) return startsPart(this.#text[this.#position + 1])
    const end = c === '(' ? amountBracketEnd(this.#text, this.#position) : null
    return end !== null && startsPart(this.#text[end])
  }

  #readMultiplier(): void {
    const { value, end } = readMultiplier(this.#text, this.#position, this.#variables)
    this.#currentFrame().multiplier = value
    this.#position = end
    this.#hasMultiplier = true
    const next = this.#text[end]
    if (next === undefined) throw new FormulaError('empty', 'No element follows the number.', end, 0, null)
    if (!startsPart(next) && next !== ' ') throw this.#unexpected(next, false)
  }

  #readSymbol(): void {
    const text = this.#text
    const from = this.#position
    const two = text.slice(from, from + 2)
    const second = two[1]
    let symbol = two
    if (!isLatinLower(second) || elementBySymbol(two) === undefined) {
      symbol = two[0]!
      const isVariable = isLatinLower(second) && isVariableAt(text, from + 1, this.#variables)
      if (elementBySymbol(symbol) === undefined || (isLatinLower(second) && !isVariable)) {
        throw symbolFault(text, from)
      }
    }
    this.#tally.add(symbol, this.#readSubscript(from + symbol.length, symbol), from)
    this.#atSegmentStart = false
  }

  #readSubscript(position: number, after: string): number {
    const context = {
      text: this.#text,
      variables: this.#variables,
      hasMultiplier: this.#hasMultiplier,
      isFirstSymbol: this.#tally.length === 0,
    }
    const { value, end } = readSubscript(context, position, after)
    this.#position = end
    return value
  }

  #currentFrame(): Frame {
    return this.#frames[this.#frames.length - 1]!
  }

  #open(opening: string): void {
    const label = phaseLabelAt(this.#text, this.#position) ?? oxidationNumberAt(this.#text, this.#position)
    if (label !== null) throw label
    if (this.#frames.length > DEEPEST_NESTING) {
      throw new FormulaError(
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
      firstMention: this.#tally.length,
      segmentMention: this.#tally.length,
      multiplier: 1,
    })
    this.#position++
    this.#atSegmentStart = true
  }

  #close(closing: string): void {
    const text = this.#text
    const position = this.#position
    const frame = this.#currentFrame()
    if (this.#frames.length === 1) {
      throw new FormulaError('unmatched-bracket', `Nothing opens this ${closing}.`, position, 1, null)
    }
    const expected = CLOSING[frame.opening]!
    if (expected !== closing) {
      throw new FormulaError(
        'unmatched-bracket',
        `The ${frame.opening} before it is closed by ${closing}; it needs ${expected}.`,
        position,
        1,
        text.slice(0, position) + expected + text.slice(position + 1),
      )
    }
    if (frame.segmentMention === this.#tally.length) {
      throw new FormulaError(
        'empty-bracket',
        'No element stands before this closing bracket.',
        frame.openedAt,
        position + 1 - frame.openedAt,
        null,
      )
    }
    this.#multiplySegment()
    this.#frames.pop()
    this.#atSegmentStart = false
    const amount = this.#readSubscript(position + 1, closing)
    this.#tally.multiplyFrom(frame.firstMention, amount, position + 1, this.#position - position - 1)
  }

  #separate(): void {
    const frame = this.#currentFrame()
    if (frame.segmentMention === this.#tally.length) {
      throw new FormulaError(
        'unexpected-character',
        'No element stands before this dot.',
        this.#position,
        1,
        null,
      )
    }
    this.#multiplySegment()
    frame.segmentMention = this.#tally.length
    frame.multiplier = 1
    this.#position++
    this.#atSegmentStart = true
  }

  #multiplySegment(): void {
    const { multiplier, segmentMention } = this.#currentFrame()
    const from = this.#tally.positionOf(segmentMention)
    this.#tally.multiplyFrom(segmentMention, multiplier, from, this.#position - from)
  }

  #unexpected(c: string, spaced: boolean): FormulaError {
    const text = this.#text
    const position = this.#position
    const known = chargeAt(text, position) ?? foreignCharacterAt(text, position)
    if (known !== null) return known
    if (spaced && this.#tally.length > 0 && (isDigit(c) || VULGAR_FRACTIONS.has(c))) {
      const before = text.slice(0, position).trimEnd()
      return new FormulaError(
        'stray-space',
        'A number follows a space: close the space up, or write · before it if it begins a new part.',
        position - 1,
        1,
        (/\d$/.test(before) ? `${before}·` : before) + text.slice(position),
      )
    }
    return meaningless(text, position)
  }

  #finish(): Composition {
    const text = this.#text
    const frame = this.#currentFrame()
    if (this.#frames.length > 1) {
      const closing = CLOSING[frame.opening]!
      throw new FormulaError(
        'unmatched-bracket',
        `The ${frame.opening} is not closed; it needs ${closing}.`,
        frame.openedAt,
        1,
        text + closing,
      )
    }
    if (text.trim() === '') throw new FormulaError('empty', 'The formula is empty.', 0, 0, null)
    if (frame.segmentMention === this.#tally.length) {
      throw new FormulaError('empty', 'No element follows the last dot.', text.length, 0, null)
    }
    this.#multiplySegment()
    const composition = this.#tally.composition()
    if (composition.length === 0) {
      throw new FormulaError('empty', 'Every amount comes to zero: no element is left.', 0, text.length, null)
    }
    return composition
  }
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= '0' && c <= '9'
}

function isUpper(c: string | undefined): boolean {
  return c !== undefined && c >= 'A' && c <= 'Z'
}

function isLatinLower(c: string | undefined): boolean {
  return c !== undefined && c >= 'a' && c <= 'z'
}

function isOpening(c: string | undefined): boolean {
  return c === '(' || c === '[' || c === '{'
}

function startsPart(c: string | undefined): boolean {
  return isUpper(c) || isOpening(c)
}

import type { ChosenStates } from '../../../../domain/charge/index.ts'
import type { Composition } from '../../../../domain/composition.ts'
import { FormulaError, formatAmount, formatFormula, parseFormula } from '../../../../domain/formula/index.ts'

/** Values given to the letters of a formula, such as x in Ca1-xEuxBi2Ta2O9; null while a letter has none. */
export type LetterValues = Readonly<Record<string, number | null>>

/** What is being composed: the text as written, and what it says. Formula, table and amounts all show this. */
export interface Composed {
  /** As the user wrote it, or as the clicks on the table spell it. */
  readonly text: string
  /** Letters that stand for amounts in the text, in their order, and their values. */
  readonly letters: LetterValues
  /** What the text says; while it cannot be read, what it said before. Empty when nothing is composed. */
  readonly composition: Composition
  /** Why the text cannot be read, or null. */
  readonly problem: FormulaError | null
  /** Oxidation states chosen for some of the elements. */
  readonly states: ChosenStates
}

export const NOTHING_COMPOSED: Composed = {
  text: '',
  letters: {},
  composition: [],
  problem: null,
  states: {},
}

/** The formula as newly opened: values of letters and chosen states come with it or are none. */
export function openFormula(text: string, letters: LetterValues = {}, states: ChosenStates = {}): Composed {
  return read({ ...NOTHING_COMPOSED, letters, states }, text)
}

/** The text after typing. Values of letters and chosen states stay as long as what they belong to does. */
export function writeText(composed: Composed, text: string): Composed {
  return read(composed, text)
}

/** Gives a letter of the formula a value, or takes it away. */
export function setLetter(composed: Composed, letter: string, value: number | null): Composed {
  return read({ ...composed, letters: { ...composed.letters, [letter]: value } }, composed.text)
}

/** One more atom of an element: it joins the formula at its end, or its amount grows by one. */
export function addAtom(composed: Composed, symbol: string): Composed {
  const present = amountOf(composed, symbol)
  if (present > 0) return setAmount(composed, symbol, present + 1)
  return respell(composed, [...composed.composition, { symbol, amount: 1 }], `${composed.text}${symbol}`)
}

/** One atom of an element less; the element leaves when one or less is there. */
export function takeAtom(composed: Composed, symbol: string): Composed {
  return setAmount(composed, symbol, Math.max(0, amountOf(composed, symbol) - 1))
}

/** Sets the amount of an element, which joins at the end if it is new; an amount of 0 takes it out. */
export function setAmount(composed: Composed, symbol: string, amount: number): Composed {
  if (amount <= 0) return removeElement(composed, symbol)
  if (amountOf(composed, symbol) === 0) {
    const written = `${symbol}${formatAmount(amount)}`
    return respell(composed, [...composed.composition, { symbol, amount }], composed.text + written)
  }
  return respell(
    composed,
    composed.composition.map(part => (part.symbol === symbol ? { symbol, amount } : part)),
  )
}

export function removeElement(composed: Composed, symbol: string): Composed {
  return respell(
    composed,
    composed.composition.filter(part => part.symbol !== symbol),
  )
}

/** Chooses the oxidation states an element may have; null: those that are known. */
export function chooseStates(
  composed: Composed,
  symbol: string,
  charges: readonly number[] | null,
): Composed {
  const { [symbol]: _, ...others } = composed.states
  return { ...composed, states: charges === null ? others : { ...others, [symbol]: charges } }
}

/** Atoms of an element per formula unit; 0 when it is not there. */
export function amountOf({ composition }: Composed, symbol: string): number {
  return composition.find(part => part.symbol === symbol)?.amount ?? 0
}

/**
 * The composition with a text that says it: the proposed one, which keeps brackets as they were written, if it does
 * say this; otherwise the elements in their order.
 */
function respell(composed: Composed, composition: Composition, proposed?: string): Composed {
  if (proposed !== undefined && composed.problem === null) {
    const kept = read(composed, proposed)
    if (kept.problem === null && formatFormula(kept.composition) === formatFormula(composition)) return kept
  }
  return read({ ...composed, letters: {} }, formatFormula(composition))
}

function read(before: Composed, text: string): Composed {
  if (text.trim() === '') return { ...NOTHING_COMPOSED, text }
  const letters = lettersOf(text, before.letters)
  const composition = attempt(text, given(letters))
  if (composition instanceof FormulaError) return { ...before, text, letters, problem: composition }
  return { text, letters, composition, problem: null, states: statesOf(composition, before.states) }
}

/** The letters that a text has, found by reading it with every letter known so far. */
function lettersOf(text: string, values: LetterValues): LetterValues {
  const letters: Record<string, number | null> = {}
  for (;;) {
    // Zero where there is no value yet: it makes the fewest amounts negative.
    const tried = Object.fromEntries(Object.entries(letters).map(([letter, value]) => [letter, value ?? 0]))
    const reading = attempt(text, tried)
    if (!(reading instanceof FormulaError) || reading.kind !== 'variable-without-value') return letters
    const letter = text.slice(reading.position, reading.position + reading.length)
    if (letter === '' || letter in letters) return letters
    letters[letter] = values[letter] ?? null
  }
}

function given(letters: LetterValues): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(letters).filter((entry): entry is [string, number] => entry[1] !== null),
  )
}

function statesOf(composition: Composition, states: ChosenStates): ChosenStates {
  const symbols = new Set(composition.map(({ symbol }) => symbol))
  return Object.fromEntries(Object.entries(states).filter(([symbol]) => symbols.has(symbol)))
}

function attempt(text: string, variables: Readonly<Record<string, number>>): Composition | FormulaError {
  try {
    return parseFormula(text, { variables })
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}

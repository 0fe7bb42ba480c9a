import type { Composition } from '../composition.ts'
import type { VariableValues } from './amount-expression.ts'
import { plainCharacters } from './characters.ts'
import { FormulaError } from './formula-error.ts'
import { FormulaReader } from './formula-reader.ts'

/** Longest text taken for a formula, in UTF-16 units. */
const LONGEST_FORMULA = 1000

export interface ParseOptions {
  /** Values of the letters that stand for amounts, such as `{ x: 0.05 }` for Ca1-xEuxBi2Ta2O9. */
  readonly variables?: VariableValues
}

/**
 * Reads a chemical formula: nested brackets, hydrates, decimals, fractions, subscripts of any kind, variables.
 * Returns distinct elements in order of first mention; an element whose variable amount comes to zero is left
 * out. Throws a {@link FormulaError} that says what is wrong, where, and what was probably meant; nothing is
 * read on a guess.
 */
export function parseFormula(text: string, options: ParseOptions = {}): Composition {
  const variables = options.variables ?? {}
  if (text.length > LONGEST_FORMULA) {
    throw new FormulaError(
      'too-long',
      `The text has ${text.length} characters; a formula has at most ${LONGEST_FORMULA}.`,
      LONGEST_FORMULA,
      text.length - LONGEST_FORMULA,
      null,
    )
  }
  try {
    return new FormulaReader(plainCharacters(text), variables).read()
  } catch (error) {
    if (error instanceof FormulaError) throw withTriedSuggestion(error, variables)
    throw error
  }
}

/** A suggestion is shown only if it is itself a formula, or lacks no more than a variable's value. */
function withTriedSuggestion(error: FormulaError, variables: VariableValues): FormulaError {
  if (error.suggestion === null || isReadable(error.suggestion, variables)) return error
  return new FormulaError(error.kind, error.message, error.position, error.length, null)
}

function isReadable(text: string, variables: VariableValues): boolean {
  try {
    new FormulaReader(text, variables).read()
    return true
  } catch (error) {
    if (error instanceof FormulaError) return error.kind === 'variable-without-value'
    throw error
  }
}

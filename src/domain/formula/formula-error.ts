import { AnomaliteError } from '../error.ts'

/** What is wrong with a formula; the error's code is `formula/` followed by this. */
export type FormulaErrorKind =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'unknown-element'
  | 'placeholder'
  | 'isotope'
  | 'charge'
  | 'vacancy'
  | 'phase-label'
  | 'dopant'
  | 'shared-site'
  | 'variable-without-value'
  | 'invalid-variable'
  | 'invalid-amount'
  | 'negative-amount'
  | 'zero-amount'
  | 'amount-too-small'
  | 'amount-too-large'
  | 'decimal-comma'
  | 'ambiguous-dot'
  | 'ambiguous-dash'
  | 'stray-space'
  | 'letter-o-for-zero'
  | 'zero-for-letter-o'
  | 'full-width'
  | 'look-alike'
  | 'unmatched-bracket'
  | 'empty-bracket'
  | 'unexpected-character'

/** A formula that cannot be read: what is wrong, where, and what was probably meant. */
export class FormulaError extends AnomaliteError {
  readonly kind: FormulaErrorKind
  /** Start of the faulty part in the text as given: 0-based, in UTF-16 units. */
  readonly position: number
  /** Length of the faulty part in UTF-16 units; 0 when something is missing at `position`. */
  readonly length: number
  /** The whole formula as it was probably meant, or null. */
  readonly suggestion: string | null

  constructor(
    kind: FormulaErrorKind,
    message: string,
    position: number,
    length: number,
    suggestion: string | null,
  ) {
    super(`formula/${kind}`, message, { position, length, suggestion })
    this.name = 'FormulaError'
    this.kind = kind
    this.position = position
    this.length = length
    this.suggestion = suggestion
  }
}

import type { Composition } from '../composition.ts'
import { LARGEST_AMOUNT, tooLarge } from './amount-expression.ts'
import { tidyAmount } from './decimal.ts'
import { FormulaError } from './formula-error.ts'

/** Largest ratio of two amounts: beyond it the smaller is not part of any compound. */
const WIDEST_SPREAD = 1e6
const SMALLEST_AMOUNT = 1e-6

/** The atoms met so far while a formula is read, each mention by itself, and where each stands. */
export class AtomTally {
  readonly #symbols: string[] = []
  readonly #amounts: number[] = []
  readonly #positions: number[] = []

  /** Number of mentions. */
  get length(): number {
    return this.#symbols.length
  }

  add(symbol: string, amount: number, position: number): void {
    this.#symbols.push(symbol)
    this.#amounts.push(amount)
    this.#positions.push(position)
  }

  /** Where the mention stands in the text. */
  positionOf(mention: number): number {
    return this.#positions[mention]!
  }

  /** Multiplies the mentions from `first` on by a factor that stands at `position`. */
  multiplyFrom(first: number, factor: number, position: number, length: number): void {
    if (factor === 1) return
    for (let i = first; i < this.#amounts.length; i++) {
      const amount = tidyAmount(this.#amounts[i]! * factor)
      if (amount > LARGEST_AMOUNT) throw tooLarge(amount.toPrecision(6), position, length)
      this.#amounts[i] = amount
    }
  }

  /** Each element once, in order of first mention; those that come to zero are left out. */
  composition(): Composition {
    const merged: { symbol: string; amount: number }[] = []
    const index = new Map<string, number>()
    for (const [mention, symbol] of this.#symbols.entries()) {
      const amount = this.#amounts[mention]!
      if (amount === 0) continue
      const known = index.get(symbol)
      if (known !== undefined) {
        merged[known]!.amount = tidyAmount(merged[known]!.amount + amount)
        continue
      }
      index.set(symbol, merged.length)
      merged.push({ symbol, amount })
    }
    this.#refuseAmountsOutOfRange(merged)
    return merged
  }

  #refuseAmountsOutOfRange(composition: Composition): void {
    let largest = 0
    for (const { amount } of composition) if (amount > largest) largest = amount
    for (const { symbol, amount } of composition) {
      const isTooSmall = amount * WIDEST_SPREAD * (1 + 1e-6) < largest || amount < SMALLEST_AMOUNT
      if (amount <= LARGEST_AMOUNT && !isTooSmall) continue
      const position = this.#positions[this.#symbols.indexOf(symbol)]!
      if (amount > LARGEST_AMOUNT) throw tooLarge(amount.toPrecision(6), position, symbol.length)
      throw new FormulaError(
        'amount-too-small',
        `${symbol} has less than a millionth of an atom, or of the largest amount: leave it out, or check the amounts.`,
        position,
        symbol.length,
        null,
      )
    }
  }
}

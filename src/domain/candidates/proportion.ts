import type { WholeRange } from './search-spec.ts'

/** Greatest common divisor of two whole numbers that are not both 0. */
export function greatestCommonDivisor(a: number, b: number): number {
  let divisor = Math.abs(a)
  let rest = Math.abs(b)
  while (rest !== 0) {
    const next = divisor % rest
    divisor = rest
    rest = next
  }
  return divisor
}

/** Greatest common divisor of all. */
export function commonDivisor(amounts: ArrayLike<number>): number {
  let divisor = 0
  for (let i = 0; i < amounts.length && divisor !== 1; i++) {
    divisor = greatestCommonDivisor(amounts[i]!, divisor)
  }
  return divisor
}

/**
 * The amounts one element needs to neutralise any of the charges in any of its states: fractions in lowest
 * terms above 0, each once, smallest first.
 */
export function neutralisingAmounts(
  charges: readonly number[],
  states: readonly number[],
): readonly Fraction[] {
  const found: Fraction[] = []
  for (const charge of charges) {
    for (const state of states) {
      if (charge * state >= 0) continue
      const divisor = greatestCommonDivisor(charge, state)
      const numerator = Math.abs(charge) / divisor
      const denominator = Math.abs(state) / divisor
      if (!found.some(other => other.numerator === numerator && other.denominator === denominator)) {
        found.push({ numerator, denominator })
      }
    }
  }
  if (found.length > 1) {
    found.sort((a, b) => a.numerator * b.denominator - b.numerator * a.denominator)
  }
  return found
}

export interface Fraction {
  readonly numerator: number
  readonly denominator: number
}

export function isWithin(value: number, { least, most }: WholeRange): boolean {
  return value >= least && value <= most
}

/**
 * Puts into `sums` each charge once that comes of adding an element of this amount, in any of its states, to
 * one of `charges`.
 */
export function addCharges(
  charges: readonly number[],
  states: readonly number[],
  amount: number,
  sums: number[],
): void {
  sums.length = 0
  for (const charge of charges) {
    for (const state of states) {
      const sum = charge + state * amount
      if (sums.length === 0 || !sums.includes(sum)) sums.push(sum)
    }
  }
}

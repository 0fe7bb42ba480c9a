import type { Composition } from '../composition.ts'
import { decimalValue } from './decimal.ts'
import { formatAmount } from './format-formula.ts'

/** Largest integer amount of the least abundant element for which amounts count as integers. */
const LARGEST_DENOMINATOR = 1000

/**
 * Distance from an integer that counts as none. Above rounding errors, well below 1 / LARGEST_DENOMINATOR so
 * that at most one smallest set of integers fits, and off the decimal grid so that no written amount lies on it.
 */
const INTEGER_TOLERANCE = 2.34567e-6

/**
 * The composition divided by its smallest amount, or the smallest integers in these proportions when the
 * least abundant element needs no more than 1000 atoms; same elements, same order. Ratios without such
 * integers are rounded to six significant digits. Multiplying all amounts by a number changes nothing.
 */
export function reducedComposition(composition: Composition): Composition {
  let smallest = Number.POSITIVE_INFINITY
  for (const { amount } of composition) if (amount < smallest) smallest = amount
  const ratios = composition.map(({ amount }) => amount / smallest)
  let amounts = smallestIntegers(ratios)
  if (amounts === null) {
    const rounded = ratios.map(roundedRatio)
    amounts = smallestIntegers(rounded) ?? rounded
  }
  return composition.map(({ symbol }, index) => ({ symbol, amount: amounts[index]! }))
}

/**
 * One spelling for each composition: symbols in alphabetical order, reduced amounts (see
 * {@link reducedComposition}), 1 left out. Li1.3Al0.3Ti1.7(PO4)3 gives Al3Li13O120P30Ti17. What it returns
 * can be read by parseFormula and is then its own canonical formula.
 */
export function canonicalFormula(composition: Composition): string {
  return reducedComposition(composition)
    .map(({ symbol, amount }) => (amount === 1 ? symbol : symbol + formatAmount(amount)))
    .sort()
    .join('')
}

function smallestIntegers(ratios: readonly number[]): number[] | null {
  for (let factor = 1; factor <= LARGEST_DENOMINATOR; factor++) {
    if (ratios.every(ratio => Math.abs(ratio * factor - Math.round(ratio * factor)) < INTEGER_TOLERANCE)) {
      return ratios.map(ratio => Math.round(ratio * factor))
    }
  }
  return null
}

/** Six significant digits, as the reader would read them back; first to twelve, so that ties do not hang on the last bit. */
function roundedRatio(ratio: number): number {
  return decimalValue(String(Number(Number(ratio.toPrecision(12)).toPrecision(6))))
}

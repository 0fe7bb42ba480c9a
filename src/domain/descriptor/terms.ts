import { atomCount, type Composition, type ElementSymbol } from '../composition.ts'
import { AnomaliteError } from '../error.ts'
import {
  type DescriptorMode,
  describedAtomicNumber,
  pairContribution,
  roundTo6,
  type SparseVector,
  singleContribution,
} from './contributions.ts'

/** Takes the terms of a descriptor one by one; `i` and `j` are places in the composition, the same for an element alone. */
export interface TermVisitor {
  /** `weight` times a sparse vector of the 36 histogram blocks. */
  histograms(i: number, j: number, weight: number, vector: SparseVector): void
  /** `weight` in each of some features of the three matrices. */
  matrices(i: number, j: number, weight: number, indices: readonly number[]): void
}

/**
 * Visits what each element and each pair of elements adds to the descriptor of a composition, before the cut of
 * small values: the terms of v = Σ_e x_e U_e + Σ_{A<B} (x_A + x_B) V_AB.
 *
 * Throws `descriptor/element-outside` for elements beyond No.
 */
export function visitTerms(composition: Composition, mode: DescriptorMode, visitor: TermVisitor): void {
  // The published code rounds the weights of histograms to six decimals.
  const rounded = mode === 'chemhist-0.1.1' ? roundTo6 : (value: number) => value
  const total = atomCount(composition)
  const n = composition.length
  const numbers = composition.map(({ symbol }) => atomicNumber(symbol))
  const fractions = composition.map(({ amount }) => amount / total)
  for (let i = 0; i < n; i++) {
    visitor.histograms(i, i, rounded(fractions[i]!), singleContribution(numbers[i]!, mode))
  }
  const last = mode === 'chemhist-0.1.1' ? alphabeticallyLast(composition) : -1
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const pair = pairContribution(numbers[i]!, numbers[j]!, mode)
      const weight = fractions[i]! + fractions[j]!
      visitor.matrices(i, j, weight, pair.matrixIndices)
      if (mode === 'documented' || i === last || j === last) {
        visitor.histograms(i, j, rounded(weight), pair.histograms)
      }
    }
  }
}

function alphabeticallyLast(composition: Composition): number {
  let last = 0
  composition.forEach(({ symbol }, i) => {
    if (symbol > composition[last]!.symbol) last = i
  })
  return last
}

/** Atomic number of an element that the descriptor covers. Throws `descriptor/element-outside` for others. */
export function atomicNumber(symbol: ElementSymbol): number {
  const z = describedAtomicNumber(symbol)
  if (z === undefined) {
    throw new AnomaliteError(
      'descriptor/element-outside',
      `The descriptor covers the elements H to No; it has no data for ${symbol}. Leave ${symbol} out to get a score.`,
      { element: symbol },
    )
  }
  return z
}

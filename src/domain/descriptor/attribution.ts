import type { Composition, ElementSymbol } from '../composition.ts'
import { DESCRIPTOR_BLOCKS, DESCRIPTOR_DIMENSIONS } from './blocks.ts'
import type { DescriptorMode, SparseVector } from './contributions.ts'
import { type TermVisitor, visitTerms } from './terms.ts'

/** Where the squared error of a reconstruction lies; all shares are of the whole, 0 to 1. */
export interface ErrorAttribution {
  /** The 39 blocks in the order of the descriptor; their shares sum to 1. */
  readonly blocks: readonly BlockShare[]
  /** The elements and pairs of the composition, largest share first; with `elsewhere` they sum to 1. */
  readonly pairs: readonly PairShare[]
  /** Share in features to which no element of the composition adds anything: the model expects what is not there. */
  readonly elsewhere: number
}

export interface BlockShare {
  readonly label: string
  readonly meaning: string
  readonly share: number
  /** What of `share` lies in features to which no element adds anything. */
  readonly elsewhere: number
}

/** The share of a pair of elements, in the composition's order, or of an element alone (`b` null). */
export interface PairShare {
  readonly a: ElementSymbol
  readonly b: ElementSymbol | null
  readonly share: number
}

/**
 * Divides the squared error Σ (x − x̂)² of a composition's reconstruction among the blocks of the descriptor, and among
 * its elements and pairs of elements. A feature's (x − x̂)² goes to the elements and pairs in proportion to what each
 * adds to x there (x_e U_e and (x_A + x_B) V_AB); where x is 0 it goes `elsewhere`. Without any error all shares are 0.
 *
 * `input` is the descriptor x in that mode and `reconstruction` the network's x̂, both of 1994 features.
 * Throws `descriptor/element-outside` for elements beyond No.
 */
export function attributeError(
  composition: Composition,
  mode: DescriptorMode,
  input: ArrayLike<number>,
  reconstruction: ArrayLike<number>,
): ErrorAttribution {
  const squares = Float64Array.from({ length: DESCRIPTOR_DIMENSIONS }, (_, f) => {
    return (input[f]! - reconstruction[f]!) ** 2
  })
  const total = squares.reduce((sum, square) => sum + square)
  const shares = total === 0 ? squares : squares.map(square => square / total)

  const blocks = DESCRIPTOR_BLOCKS.map(({ label, meaning, offset, length }) => {
    let share = 0
    let elsewhere = 0
    for (let f = offset; f < offset + length; f++) {
      share += shares[f]!
      if (input[f] === 0) elsewhere += shares[f]!
    }
    return { label, meaning, share, elsewhere }
  })
  return {
    blocks,
    pairs: pairShares(composition, mode, input, shares).sort((p, q) => q.share - p.share),
    elsewhere: blocks.reduce((sum, block) => sum + block.elsewhere, 0),
  }
}

function pairShares(
  composition: Composition,
  mode: DescriptorMode,
  input: ArrayLike<number>,
  shares: Float64Array,
): PairShare[] {
  const byPair = divideAmongPairs(composition, mode, input, shares)
  const n = composition.length
  return composition.flatMap(({ symbol: a }, i) =>
    composition
      .slice(i)
      .map(({ symbol }, k) => ({ a, b: k === 0 ? null : symbol, share: byPair[i * n + i + k]! })),
  )
}

/**
 * Divides an amount of each feature among the elements and pairs of a composition, in proportion to what each adds to
 * the feature; where `input` is 0 the amount is nobody's. Entry i · n + j, i ≤ j, belongs to the elements at places i
 * and j, to the element alone where i = j.
 */
export function divideAmongPairs(
  composition: Composition,
  mode: DescriptorMode,
  input: ArrayLike<number>,
  amounts: Float64Array,
): Float64Array {
  // Not the input itself: what was cut or rounded there is still in the terms, which are to get no more than all.
  const sums = new Float64Array(DESCRIPTOR_DIMENSIONS)
  visitTerms(
    composition,
    mode,
    eachEntry((_i, _j, feature, value) => {
      sums[feature]! += value
    }),
  )
  const perUnit = amounts.map((amount, f) => (input[f] === 0 ? 0 : amount / sums[f]!))
  const n = composition.length
  const byPair = new Float64Array(n * n)
  visitTerms(
    composition,
    mode,
    eachEntry((i, j, feature, value) => {
      byPair[i * n + j]! += value * perUnit[feature]!
    }),
  )
  return byPair
}

/** Visits the single entries of the terms' vectors. */
function eachEntry(visit: (i: number, j: number, feature: number, value: number) => void): TermVisitor {
  return {
    histograms(i: number, j: number, weight: number, { indices, values }: SparseVector) {
      for (let k = 0; k < indices.length; k++) visit(i, j, indices[k]!, weight * values[k]!)
    },
    matrices(i, j, weight, indices) {
      for (const feature of indices) visit(i, j, feature, weight)
    },
  }
}

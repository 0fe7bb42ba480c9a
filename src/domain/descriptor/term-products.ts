import { grown } from '../grown.ts'
import { DESCRIPTOR_DIMENSIONS } from './blocks.ts'
import { pairContribution, type SparseVector, singleContribution } from './contributions.ts'

/** The descriptor that products are taken in, whatever the model: in the other mode pairs of elements are missing. */
const MODE = 'documented'

/** More than any atomic number that the descriptor covers. */
const NUMBERS = 128

/** How many terms have their products kept: 25 MB where all pairs of a large list occur. */
const KEPT = 1024

/** One term of v = Σ x U + Σ (x + x′) V, an element or a pair of elements, and what it is taken times. */
export interface WeightedTerm {
  readonly key: number
  readonly weight: number
}

/** The terms of elements given by ascending atomic number, with their atomic fractions. */
export function termsOf(
  elements: readonly { readonly z: number; readonly fraction: number }[],
): WeightedTerm[] {
  return elements.flatMap((a, i) => [
    { key: a.z, weight: a.fraction },
    ...elements.slice(i + 1).map(b => ({ key: a.z * NUMBERS + b.z, weight: a.fraction + b.fraction })),
  ])
}

/**
 * Products of terms of the uncut descriptor with a growing set of terms. Compositions have few terms, and those of one
 * list have most of them in common: what a term was multiplied with is kept.
 */
export class TermProducts {
  /** Places of the terms of the set. */
  private readonly placesOfKeys = new Map<number, number>()
  /** Where the features of a term begin in `indices` and `values`; one more than there are terms. */
  private starts = new Uint32Array(1)
  private indices = new Uint16Array()
  private values = new Float64Array()
  /** By key; those used last are last. */
  private readonly kept = new Map<number, Float64Array>()
  private readonly dense = new Float64Array(DESCRIPTOR_DIMENSIONS)

  /** The place of a term in the set, which it enters if it is new. */
  placeOf(key: number): number {
    const known = this.placesOfKeys.get(key)
    if (known !== undefined) return known
    const place = this.placesOfKeys.size
    this.placesOfKeys.set(key, place)
    const { indices, values } = termOf(key)
    const start = this.starts[place]!
    const end = start + indices.length
    this.starts = grown(this.starts, place + 2)
    this.indices = grown(this.indices, end)
    this.values = grown(this.values, end)
    this.indices.set(indices, start)
    this.values.set(values, start)
    this.starts[place + 1] = end
    return place
  }

  /** v · t for each term t of the set, by place, where v is the sum of weighted terms. */
  of(terms: readonly WeightedTerm[]): Float64Array {
    const sums = new Float64Array(this.placesOfKeys.size)
    for (const { key, weight } of terms) {
      const products = this.productsWith(key)
      for (let place = 0; place < sums.length; place++) sums[place]! += weight * products[place]!
    }
    return sums
  }

  private productsWith(key: number): Float64Array {
    const known = this.kept.get(key)
    // The set may have grown since.
    const products = known?.length === this.placesOfKeys.size ? known : this.multiply(key)
    this.kept.delete(key)
    this.kept.set(key, products)
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!)
    return products
  }

  private multiply(key: number): Float64Array {
    const { dense, starts, indices, values } = this
    const term = termOf(key)
    dense.fill(0)
    for (let k = 0; k < term.indices.length; k++) dense[term.indices[k]!] = term.values[k]!
    const products = new Float64Array(this.placesOfKeys.size)
    let k = 0
    for (let place = 0; place < products.length; place++) {
      const end = starts[place + 1]!
      let sum = 0
      for (; k < end; k++) sum += dense[indices[k]!]! * values[k]!
      products[place] = sum
    }
    return products
  }
}

function termOf(key: number): SparseVector {
  if (key < NUMBERS) return singleContribution(key, MODE)
  const { histograms, matrixIndices } = pairContribution(Math.floor(key / NUMBERS), key % NUMBERS, MODE)
  return {
    indices: Uint16Array.of(...histograms.indices, ...matrixIndices),
    values: Float64Array.of(...histograms.values, ...matrixIndices.map(() => 1)),
  }
}

import { atomCount, type Composition } from '../composition.ts'
import { parseFormula } from '../formula/index.ts'
import { grown } from '../grown.ts'
import { DESCRIPTOR_BLOCKS, isSmoothed } from './blocks.ts'
import { CUT, describe, describeUncut, undescribedElements } from './describe.ts'
import { TermProducts, termsOf, type WeightedTerm } from './term-products.ts'
import { atomicNumber } from './terms.ts'

/** A known compound and how far it is. */
export interface Neighbour {
  /** Canonical formula. */
  readonly formula: string
  /** Euclidean distance of the descriptors. */
  readonly distance: number
}

/** The descriptor that distances are taken in, whatever the model: in the other mode pairs of elements are missing. */
const MODE = 'documented'

/**
 * How far a distance of uncut descriptors can be from that of the descriptors: each of the two lacks at most `CUT` in
 * each smoothed feature; and rounding, of at most 1e-11 in the square, adds less than the rest.
 */
const TOLERANCE = 2 * CUT * Math.sqrt(smoothedFeatures()) + 1e-5

function smoothedFeatures(): number {
  return DESCRIPTOR_BLOCKS.filter(isSmoothed).reduce((sum, { length }) => sum + length, 0)
}

/**
 * A set of known compounds that finds the nearest of a composition by the Euclidean distance |v − v′| of `documented`
 * descriptors, exactly.
 *
 * Uncut descriptors are linear in terms of elements and pairs of elements, v = Σ x U + Σ (x + x′) V, of which all compounds
 * share a few thousand. Once v · U and v · V are known, |v|² + |v′|² − 2 v · v′ costs a few additions a compound; only
 * where that is within a tolerance of the best are descriptors compared.
 */
export class NearestCompounds {
  /** Row of every formula that was ever added. */
  private readonly rows = new Map<string, number>()
  private readonly removedRows = new Set<number>()
  /** By row: formula, and |v|² of the uncut descriptor. */
  private readonly formulas: string[] = []
  private squares = new Float64Array()
  /** Where the terms of a row begin in `places` and `weights`; one more than there are rows. */
  private starts = new Uint32Array(1)
  /** Places of terms in `products`, and what they are taken times. */
  private places = new Uint16Array()
  private weights = new Float64Array()
  private readonly products = new TermProducts()

  /** How many compounds are in. */
  get size(): number {
    return this.rows.size - this.removedRows.size
  }

  /**
   * Adds canonical formulas; those that are there already stay as they are. Returns those without a descriptor, which
   * are left out. Throws `formula/…` for the first that cannot be read; those before it are then in.
   */
  add(formulas: readonly string[]): string[] {
    const leftOut: string[] = []
    for (const formula of formulas) {
      const row = this.rows.get(formula)
      if (row !== undefined) {
        this.removedRows.delete(row)
        continue
      }
      const composition = parseFormula(formula)
      if (undescribedElements(composition).length > 0) leftOut.push(formula)
      else this.append(formula, composition)
    }
    return leftOut
  }

  /** Removes formulas; those that are not there are passed over. */
  remove(formulas: readonly string[]): void {
    for (const formula of formulas) {
      const row = this.rows.get(formula)
      if (row !== undefined) this.removedRows.add(row)
    }
  }

  /**
   * The `count` nearest compounds, nearest first, alphabetically where equally near; fewer when there are not as many.
   * A composition that is itself known comes first, unless `without` names its canonical formula.
   * Throws `descriptor/element-outside` for elements beyond No.
   */
  nearest(composition: Composition, count: number, without: string | null = null): Neighbour[] {
    const squares = this.uncutSquares(composition)
    for (const row of this.removedRows) squares[row] = Number.POSITIVE_INFINITY
    const leftOut = without === null ? undefined : this.rows.get(without)
    if (leftOut !== undefined) squares[leftOut] = Number.POSITIVE_INFINITY
    const limit = (Math.sqrt(Math.max(0, smallest(squares, count))) + 2 * TOLERANCE) ** 2
    const descriptor = describe(composition, MODE)
    const neighbours: Neighbour[] = []
    if (count === 0) return neighbours
    for (let row = 0; row < squares.length; row++) {
      if (squares[row]! > limit || squares[row] === Number.POSITIVE_INFINITY) continue
      const formula = this.formulas[row]!
      neighbours.push({ formula, distance: distance(descriptor, describe(parseFormula(formula), MODE)) })
    }
    return neighbours.sort(byDistance).slice(0, count)
  }

  private append(formula: string, composition: Composition): void {
    const row = this.formulas.length
    const terms = weightedTerms(composition)
    let end = this.starts[row]!
    this.squares = grown(this.squares, row + 1)
    this.starts = grown(this.starts, row + 2)
    this.places = grown(this.places, end + terms.length)
    this.weights = grown(this.weights, end + terms.length)
    this.rows.set(formula, row)
    this.formulas.push(formula)
    this.squares[row] = describeUncut(composition, MODE).reduce((sum, value) => sum + value * value, 0)
    for (const { key, weight } of terms) {
      this.places[end] = this.products.placeOf(key)
      this.weights[end++] = weight
    }
    this.starts[row + 1] = end
  }

  /** Squares of the distances of uncut descriptors from the composition, by row; rounding may take one below zero. */
  private uncutSquares(composition: Composition): Float64Array {
    const square = describeUncut(composition, MODE).reduce((sum, value) => sum + value * value, 0)
    const products = this.products.of(weightedTerms(composition))
    const { starts, places, weights, squares } = this
    const found = new Float64Array(this.formulas.length)
    let term = 0
    for (let row = 0; row < found.length; row++) {
      const end = starts[row + 1]!
      let sum = 0
      for (; term < end; term++) sum += weights[term]! * products[places[term]!]!
      found[row] = square + squares[row]! - 2 * sum
    }
    return found
  }
}

function weightedTerms(composition: Composition): WeightedTerm[] {
  const total = atomCount(composition)
  const elements = composition.map(({ symbol, amount }) => ({
    z: atomicNumber(symbol),
    fraction: amount / total,
  }))
  return termsOf(elements.sort((a, b) => a.z - b.z))
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum)
}

/** The value in place `count` of ascending order; infinite when there are fewer. */
function smallest(values: Float64Array, count: number): number {
  const best: number[] = new Array(count).fill(Number.POSITIVE_INFINITY)
  for (const value of values) {
    if (value >= best[count - 1]!) continue
    let place = count - 1
    for (; place > 0 && best[place - 1]! > value; place--) best[place] = best[place - 1]!
    best[place] = value
  }
  return best[count - 1] ?? Number.NEGATIVE_INFINITY
}

function byDistance(a: Neighbour, b: Neighbour): number {
  return a.distance - b.distance || (a.formula < b.formula ? -1 : 1)
}

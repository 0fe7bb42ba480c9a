import type { Composition } from '../composition.ts'
import { parseFormula } from '../formula/index.ts'
import { DESCRIPTOR_BLOCKS, isSmoothed } from './blocks.ts'
import { pairContribution, type SparseVector, singleContribution } from './contributions.ts'
import { CUT, describe, describeUncut, undescribedElements } from './describe.ts'
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

/** More than any atomic number that the descriptor covers. */
const NUMBERS = 128

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
 * Uncut descriptors are linear, v = Σ x U + Σ (x + x′) V, so v · v′ is made of the products of v with the U and V of the
 * elements and pairs of v′, of which all compounds share a few thousand. |v|² + |v′|² − 2 v · v′ then costs a few additions
 * a compound; only where that is within a tolerance of the best are descriptors compared.
 */
export class NearestCompounds {
  /** Row of every formula that was ever added. */
  private readonly rows = new Map<string, number>()
  private readonly removedRows = new Set<number>()
  /** By row: formula, and |v|² of the uncut descriptor. */
  private readonly formulas: string[] = []
  private readonly squares: number[] = []
  /** Where the elements of a row begin in `numbers` and `fractions`; one more than there are rows. */
  private readonly starts: number[] = [0]
  /** Atomic numbers, ascending within a row, and atomic fractions. */
  private readonly numbers: number[] = []
  private readonly fractions: number[] = []
  /** Elements and pairs of elements (see `pairKey`) that occur. */
  private readonly elements = new Set<number>()
  private readonly pairs = new Set<number>()

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
    const distances = this.uncutDistances(composition)
    for (const row of this.removedRows) distances[row] = Number.POSITIVE_INFINITY
    const leftOut = without === null ? undefined : this.rows.get(without)
    if (leftOut !== undefined) distances[leftOut] = Number.POSITIVE_INFINITY
    const limit = smallest(distances, count) + 2 * TOLERANCE
    const descriptor = describe(composition, MODE)
    const neighbours: Neighbour[] = []
    distances.forEach((uncut, row) => {
      if (uncut > limit || uncut === Number.POSITIVE_INFINITY) return
      const formula = this.formulas[row]!
      neighbours.push({ formula, distance: distance(descriptor, describe(parseFormula(formula), MODE)) })
    })
    return neighbours.sort(byDistance).slice(0, count)
  }

  private append(formula: string, composition: Composition): void {
    const total = composition.reduce((sum, { amount }) => sum + amount, 0)
    const elements = composition
      .map(({ symbol, amount }) => ({ z: atomicNumber(symbol), fraction: amount / total }))
      .sort((a, b) => a.z - b.z)
    this.rows.set(formula, this.formulas.length)
    this.formulas.push(formula)
    this.squares.push(describeUncut(composition, MODE).reduce((sum, value) => sum + value * value, 0))
    elements.forEach(({ z, fraction }, i) => {
      this.numbers.push(z)
      this.fractions.push(fraction)
      this.elements.add(z)
      for (let j = i + 1; j < elements.length; j++) this.pairs.add(pairKey(z, elements[j]!.z))
    })
    this.starts.push(this.numbers.length)
  }

  /** Distances of uncut descriptors from the composition, by row. */
  private uncutDistances(composition: Composition): Float64Array {
    const vector = describeUncut(composition, MODE)
    const square = vector.reduce((sum, value) => sum + value * value, 0)
    const singleProducts = new Float64Array(NUMBERS)
    for (const z of this.elements) singleProducts[z] = product(vector, singleContribution(z, MODE))
    const pairProducts = new Float64Array(NUMBERS * NUMBERS)
    for (const key of this.pairs) {
      const { histograms, matrixIndices } = pairContribution(Math.floor(key / NUMBERS), key % NUMBERS, MODE)
      pairProducts[key] = product(vector, histograms)
      for (const index of matrixIndices) pairProducts[key]! += vector[index]!
    }

    const { numbers, fractions, starts, squares } = this
    const distances = new Float64Array(squares.length)
    for (let row = 0; row < distances.length; row++) {
      const end = starts[row + 1]!
      let products = 0
      for (let i = starts[row]!; i < end; i++) {
        const z = numbers[i]!
        const fraction = fractions[i]!
        products += fraction * singleProducts[z]!
        for (let j = i + 1; j < end; j++) {
          products += (fraction + fractions[j]!) * pairProducts[pairKey(z, numbers[j]!)]!
        }
      }
      distances[row] = Math.sqrt(Math.max(0, square + squares[row]! - 2 * products))
    }
    return distances
  }
}

/** One number for a pair of elements in ascending order. */
function pairKey(zA: number, zB: number): number {
  return zA * NUMBERS + zB
}

function product(vector: Float64Array, { indices, values }: SparseVector): number {
  let sum = 0
  for (let k = 0; k < indices.length; k++) sum += vector[indices[k]!]! * values[k]!
  return sum
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

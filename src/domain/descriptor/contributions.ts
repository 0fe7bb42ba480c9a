import {
  DESCRIPTOR_BLOCKS,
  descriptorBlock,
  type ElementProperty,
  PROPERTY_SCALES,
  triangleIndex,
} from './blocks.ts'
import { ELEMENT_PROPERTIES } from './element-properties.ts'
import { type HistogramScale, histogramOf } from './histogram.ts'

/**
 * - `documented`: the descriptor as its authors define it, over all pairs of elements.
 * - `chemhist-0.1.1`: bit-compatible with the published package, which keeps for products and differences only each
 *   element's pair with the alphabetically last element, adds the period matrix into the group matrix, rounds weights
 *   and log products to six decimals, and has no atomic weight for Tc.
 */
export type DescriptorMode = 'documented' | 'chemhist-0.1.1'

export const DESCRIPTOR_MODES: readonly DescriptorMode[] = ['documented', 'chemhist-0.1.1']

/** A vector over the descriptor's features, given where it is not zero. */
export interface SparseVector {
  readonly indices: Uint16Array
  readonly values: Float64Array
}

/** What a unit of one pair's weight adds: smoothed products and differences, and three counts in the matrices. */
export interface PairContribution {
  readonly histograms: SparseVector
  readonly matrixIndices: readonly number[]
}

/** The chemhist table's text for this weight, "[98.", is unreadable there; the standard value is 98. */
const TECHNETIUM_ATOMIC_WEIGHT = 98

const ATOMIC_NUMBERS: ReadonlyMap<string, number> = new Map(
  ELEMENT_PROPERTIES.map(([symbol], index) => [symbol, index + 1]),
)

/** Atomic number of a symbol the descriptor knows (H–No), else undefined. */
export function describedAtomicNumber(symbol: string): number | undefined {
  return ATOMIC_NUMBERS.get(symbol)
}

/** Value of a property of element Z (1–102) in the descriptor's table, or null when the table has none. */
export function propertyValue(z: number, property: ElementProperty, mode: DescriptorMode): number | null {
  const column = PROPERTY_SCALES.findIndex(scale => scale.property === property)
  const [symbol, ...values] = ELEMENT_PROPERTIES[z - 1]!
  if (symbol === 'Tc' && property === 'AW' && mode === 'documented') return TECHNETIUM_ATOMIC_WEIGHT
  return values[column] ?? null
}

const singles = perMode<SparseVector>()
const pairs = perMode<PairContribution>()

function perMode<T>(): Record<DescriptorMode, (T | undefined)[]> {
  return { documented: [], 'chemhist-0.1.1': [] }
}

/** U_Z of v = Σ x U + Σ (x + x′) V: what element Z adds per unit of its atomic fraction (features 0–594). */
export function singleContribution(z: number, mode: DescriptorMode): SparseVector {
  singles[mode][z] ??= sparse(
    PROPERTY_SCALES.flatMap((scale, i) => entries(i, scale, propertyValue(z, scale.property, mode) ?? 0)),
  )
  return singles[mode][z]
}

/** V_{AB} of v = Σ x U + Σ (x + x′) V: what the pair adds per unit of the sum of its atomic fractions. */
export function pairContribution(zA: number, zB: number, mode: DescriptorMode): PairContribution {
  const key = Math.min(zA, zB) * 128 + Math.max(zA, zB)
  pairs[mode][key] ??= { histograms: pairHistograms(zA, zB, mode), matrixIndices: pairMatrices(zA, zB, mode) }
  return pairs[mode][key]
}

function pairHistograms(zA: number, zB: number, mode: DescriptorMode): SparseVector {
  const products = PROPERTY_SCALES.flatMap((scale, i) => {
    // An element without a value counts as 1 in a product: its logarithm adds nothing.
    const log = (z: number) => Math.log(propertyValue(z, scale.property, mode) ?? 1)
    const sum = log(zA) + log(zB)
    const abscissa = mode === 'chemhist-0.1.1' ? roundTo6(sum) : sum
    return entries(PROPERTY_SCALES.length + i, productScale(scale), abscissa)
  })
  const differences = PROPERTY_SCALES.flatMap((scale, i) => {
    const value = (z: number) => propertyValue(z, scale.property, mode) ?? 0
    return entries(2 * PROPERTY_SCALES.length + i, scale, Math.abs(value(zA) - value(zB)))
  })
  return sparse([...products, ...differences])
}

/** Products are binned on the logarithm, and all of them smoothed. */
export function productScale({ high, bins }: HistogramScale): HistogramScale {
  return { low: -0.2 * Math.log(high), high: 2 * Math.log(high), bins, sigma: (2 * Math.log(high)) / bins }
}

function pairMatrices(zA: number, zB: number, mode: DescriptorMode): number[] {
  const index = (label: string, property: ElementProperty, size: number) => {
    const [a, b] = [propertyValue(zA, property, mode)!, propertyValue(zB, property, mode)!]
    return descriptorBlock(label).offset + triangleIndex(size, a, b)
  }
  const indices = [index('PGmatrix', 'PG', 18), index('PNmatrix', 'PN', 7), index('SPDFmatrix', 'spdf', 4)]
  if (mode === 'chemhist-0.1.1') indices.push(index('PGmatrix', 'PN', 18))
  return indices
}

/** Rounding of the published code's weights and log products: to six decimals, halves to the even one. */
export function roundTo6(value: number): number {
  const scaled = value * 1e6
  const rounded = Math.round(scaled)
  const isOddHalf = Math.abs(scaled % 1) === 0.5 && rounded % 2 !== 0
  return (isOddHalf ? rounded - 1 : rounded) / 1e6
}

function entries(block: number, scale: HistogramScale, value: number): [index: number, value: number][] {
  const run = histogramOf(scale, value)
  if (!run) return []
  const start = DESCRIPTOR_BLOCKS[block]!.offset + run.first
  return run.values.map((share, k) => [start + k, share])
}

function sparse(pairs: readonly [number, number][]): SparseVector {
  return {
    indices: Uint16Array.from(pairs, ([index]) => index),
    values: Float64Array.from(pairs, ([, value]) => value),
  }
}

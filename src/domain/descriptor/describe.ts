import type { Composition, ElementSymbol } from '../composition.ts'
import {
  DESCRIPTOR_BLOCKS,
  DESCRIPTOR_DIMENSIONS,
  descriptorBlock,
  type ElementProperty,
  isSmoothed,
  PROPERTY_SCALES,
} from './blocks.ts'
import { type DescriptorMode, describedAtomicNumber, propertyValue, roundTo6 } from './contributions.ts'
import { atomicNumber, visitTerms } from './terms.ts'

/** Smoothed features smaller than this are zero by definition. */
export const CUT = 1e-6

/** The cut of every feature; none where the histogram is not smoothed. */
const CUTS = Float64Array.from(
  DESCRIPTOR_BLOCKS.flatMap(block => new Array<number>(block.length).fill(isSmoothed(block) ? CUT : 0)),
)

/** An element property that has no value in the descriptor's table. */
export interface MissingProperty {
  readonly element: ElementSymbol
  readonly property: ElementProperty
}

/**
 * Elements of the composition that the descriptor does not cover (beyond No), in the composition's order.
 */
export function undescribedElements(composition: Composition): ElementSymbol[] {
  return composition
    .map(constituent => constituent.symbol)
    .filter(symbol => describedAtomicNumber(symbol) === undefined)
}

/**
 * Properties of the composition's elements missing in the descriptor's table. Such an atom counts as 0 in the property's
 * own histogram and in differences, and as 1 in products.
 */
export function missingProperties(composition: Composition, mode: DescriptorMode): MissingProperty[] {
  return composition.flatMap(({ symbol }) => {
    const z = atomicNumber(symbol)
    return PROPERTY_SCALES.filter(({ property }) => propertyValue(z, property, mode) === null).map(
      ({ property }) => ({ element: symbol, property }),
    )
  })
}

/**
 * The composition descriptor: v = Σ_e x_e U_e + Σ_{A<B} (x_A + x_B) V_AB over atomic fractions x, 1994 features,
 * all ≥ 0; smoothed features below 1e-6 are zero. Independent of scale and of the order of elements.
 *
 * Source: chemhist (T. Koyama and M. Nakayama), the descriptor of Makino et al.
 * Throws `descriptor/element-outside` for elements beyond No.
 */
export function describe(composition: Composition, mode: DescriptorMode): Float64Array {
  const vector = describeUncut(composition, mode)
  for (let i = 0; i < vector.length; i++) if (vector[i]! < CUTS[i]!) vector[i] = 0
  return vector
}

/** The descriptor before small values are cut, in which it is linear. */
export function describeUncut(composition: Composition, mode: DescriptorMode): Float64Array {
  const vector = new Float64Array(DESCRIPTOR_DIMENSIONS)
  accumulate(vector, composition, mode)
  return vector
}

const MATRICES_OFFSET = descriptorBlock('PGmatrix').offset

const scratch = new Float64Array(DESCRIPTOR_DIMENSIONS)

/** Writes the descriptor of a composition as row `row` of a row-major batch of 1994 columns. See `describe`. */
export function describeInto(
  batch: Float32Array,
  row: number,
  composition: Composition,
  mode: DescriptorMode,
): void {
  scratch.fill(0)
  accumulate(scratch, composition, mode)
  const start = row * DESCRIPTOR_DIMENSIONS
  for (let i = 0; i < DESCRIPTOR_DIMENSIONS; i++) {
    const value = scratch[i]!
    batch[start + i] = value < CUTS[i]! ? 0 : value
  }
}

function accumulate(target: Float64Array, composition: Composition, mode: DescriptorMode): void {
  visitTerms(composition, mode, {
    histograms(_i, _j, weight, { indices, values }) {
      for (let k = 0; k < indices.length; k++) target[indices[k]!]! += weight * values[k]!
    },
    matrices(_i, _j, weight, indices) {
      for (const index of indices) target[index]! += weight
    },
  })
  if (mode === 'documented') return
  // The published code rounds finished matrices to six decimals.
  for (let i = MATRICES_OFFSET; i < DESCRIPTOR_DIMENSIONS; i++) target[i] = roundTo6(target[i]!)
}

import { atomCount, type Composition, type ElementSymbol } from '../composition.ts'
import { AnomaliteError } from '../error.ts'
import {
  DESCRIPTOR_BLOCKS,
  DESCRIPTOR_DIMENSIONS,
  descriptorBlock,
  type ElementProperty,
  isSmoothed,
  PROPERTY_SCALES,
} from './blocks.ts'
import {
  type DescriptorMode,
  describedAtomicNumber,
  pairContribution,
  propertyValue,
  roundTo6,
  singleContribution,
} from './contributions.ts'

/** Smoothed features smaller than this are zero by definition. */
const CUT = 1e-6

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
  const vector = new Float64Array(DESCRIPTOR_DIMENSIONS)
  accumulate(vector, composition, mode)
  for (let i = 0; i < vector.length; i++) if (vector[i]! < CUTS[i]!) vector[i] = 0
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
  // The published code rounds histogram weights and finished matrices to six decimals.
  const rounded = mode === 'chemhist-0.1.1' ? roundTo6 : (value: number) => value
  const total = atomCount(composition)
  const n = composition.length
  const numbers = composition.map(({ symbol }) => atomicNumber(symbol))
  const fractions = composition.map(({ amount }) => amount / total)
  for (let i = 0; i < n; i++) {
    const { indices, values } = singleContribution(numbers[i]!, mode)
    add(target, rounded(fractions[i]!), indices, values)
  }
  const last = mode === 'chemhist-0.1.1' ? alphabeticallyLast(composition) : -1
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const pair = pairContribution(numbers[i]!, numbers[j]!, mode)
      const weight = fractions[i]! + fractions[j]!
      for (const index of pair.matrixIndices) target[index]! += weight
      if (mode === 'documented' || i === last || j === last) {
        add(target, rounded(weight), pair.histograms.indices, pair.histograms.values)
      }
    }
  }
  if (mode === 'documented') return
  for (let i = MATRICES_OFFSET; i < DESCRIPTOR_DIMENSIONS; i++) target[i] = rounded(target[i]!)
}

function add(target: Float64Array, factor: number, indices: Uint16Array, values: Float64Array): void {
  for (let k = 0; k < indices.length; k++) target[indices[k]!]! += factor * values[k]!
}

function alphabeticallyLast(composition: Composition): number {
  let last = 0
  composition.forEach(({ symbol }, i) => {
    if (symbol > composition[last]!.symbol) last = i
  })
  return last
}

function atomicNumber(symbol: ElementSymbol): number {
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

import type { Composition } from '../composition.ts'
import type { ElementBlock } from '../elements/index.ts'
import { divideAmongPairs } from './attribution.ts'
import { DESCRIPTOR_BLOCKS } from './blocks.ts'
import { type DescriptorMode, propertyValue } from './contributions.ts'
import { atomicNumber } from './terms.ts'

const SHELLS: readonly ElementBlock[] = ['s', 'p', 'd', 'f']

/** Elements of a block of the periodic table alone (`b` null), or in a pair with those of another or the same. */
export interface ElementKind {
  /** As the descriptor has it: lanthanides and actinides are all f. */
  readonly a: ElementBlock
  readonly b: ElementBlock | null
}

/** The four kinds of elements, then the ten kinds of pairs. */
export const ELEMENT_KINDS: readonly ElementKind[] = [
  ...SHELLS.map(a => ({ a, b: null })),
  ...SHELLS.flatMap((a, i) => SHELLS.slice(i).map(b => ({ a, b }))),
]

/** Σ (x − x̂)² over the features of one reconstruction or of many, divided in two ways that each add up to all of it. */
export interface SquaredError {
  /** By the 39 blocks of the descriptor, in its order. */
  readonly blocks: Float64Array
  /** By `ELEMENT_KINDS`; what belongs to no element, as `attributeError` says, stands last. */
  readonly elements: Float64Array
}

/**
 * The squared error of a composition's reconstruction. `input` is the descriptor x in that mode, `output` the network's
 * x̂, both of 1994 features. The sum over the blocks is 1994 · RMSE².
 */
export function squaredError(
  composition: Composition,
  mode: DescriptorMode,
  input: ArrayLike<number>,
  output: ArrayLike<number>,
): SquaredError {
  const squares = new Float64Array(input.length)
  for (let f = 0; f < squares.length; f++) squares[f] = (input[f]! - output[f]!) ** 2
  const blocks = Float64Array.from(DESCRIPTOR_BLOCKS, ({ offset, length }) => {
    let sum = 0
    for (let f = offset; f < offset + length; f++) sum += squares[f]!
    return sum
  })
  return { blocks, elements: byElementKind(composition, mode, input, squares) }
}

function byElementKind(
  composition: Composition,
  mode: DescriptorMode,
  input: ArrayLike<number>,
  squares: Float64Array,
): Float64Array {
  const byPair = divideAmongPairs(composition, mode, input, squares)
  const shells = composition.map(({ symbol }) => propertyValue(atomicNumber(symbol), 'spdf', mode)! - 1)
  const n = composition.length
  const byKind = new Float64Array(ELEMENT_KINDS.length + 1)
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) byKind[kindOf(shells[i]!, i === j ? null : shells[j]!)]! += byPair[i * n + j]!
  }
  for (let f = 0; f < squares.length; f++) if (input[f] === 0) byKind[ELEMENT_KINDS.length]! += squares[f]!
  return byKind
}

/** Place in `ELEMENT_KINDS` of elements of these blocks, numbered from 0. */
function kindOf(a: number, b: number | null): number {
  return b === null ? a : KINDS_OF_PAIRS[a * SHELLS.length + b]!
}

const KINDS_OF_PAIRS = SHELLS.flatMap(a =>
  SHELLS.map(b =>
    ELEMENT_KINDS.findIndex(kind => (kind.a === a && kind.b === b) || (kind.a === b && kind.b === a)),
  ),
)

/** What sums begin with. */
export const NO_ERROR: SquaredError = {
  blocks: new Float64Array(DESCRIPTOR_BLOCKS.length),
  elements: new Float64Array(ELEMENT_KINDS.length + 1),
}

/** The error of both together. */
export function addErrors(first: SquaredError, second: SquaredError): SquaredError {
  return {
    blocks: first.blocks.map((sum, i) => sum + second.blocks[i]!),
    elements: first.elements.map((sum, i) => sum + second.elements[i]!),
  }
}

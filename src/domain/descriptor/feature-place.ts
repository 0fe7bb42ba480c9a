import { DESCRIPTOR_BLOCKS, type DescriptorBlock, PROPERTY_SCALES } from './blocks.ts'
import { productScale } from './contributions.ts'

/**
 * What a feature counts: atoms (or pairs) whose value lies in [low, high), or pairs of an i with a j. A value is the
 * property itself, the product of two elements' or their difference, as the block's kind says; i and j are groups,
 * periods, or blocks (1 s, 2 p, 3 d, 4 f).
 */
export type FeaturePlace =
  | {
      readonly kind: 'interval'
      readonly block: DescriptorBlock
      readonly low: number
      readonly high: number
    }
  | { readonly kind: 'pair'; readonly block: DescriptorBlock; readonly i: number; readonly j: number }

/** Where feature `index` (0 to 1993) of the descriptor lies. */
export function featurePlace(index: number): FeaturePlace {
  const block = DESCRIPTOR_BLOCKS.find(({ offset, length }) => index >= offset && index < offset + length)
  if (block === undefined) throw new RangeError(`The descriptor has no feature ${index}.`)
  const place = index - block.offset
  return block.kind === 'matrix' ? pairAt(block, place) : intervalAt(block, place)
}

function intervalAt(block: DescriptorBlock, bin: number): FeaturePlace {
  const scale = PROPERTY_SCALES.find(({ property }) => property === block.property)!
  const { low, high, bins } = block.kind === 'product' ? productScale(scale) : scale
  const edge = (i: number) => low + ((high - low) * i) / bins
  const [from, to] = [edge(bin), edge(bin + 1)]
  // Products are binned on their logarithm.
  if (block.kind === 'product') return { kind: 'interval', block, low: Math.exp(from), high: Math.exp(to) }
  return { kind: 'interval', block, low: from, high: to }
}

function pairAt(block: DescriptorBlock, place: number): FeaturePlace {
  // A triangle of n rows has n (n + 1) / 2 places.
  const size = (Math.sqrt(8 * block.length + 1) - 1) / 2
  let row = 1
  let left = place
  while (left > size - row) {
    left -= size - row + 1
    row++
  }
  return { kind: 'pair', block, i: row, j: row + left }
}

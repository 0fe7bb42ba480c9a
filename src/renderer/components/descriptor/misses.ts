import { DESCRIPTOR_BLOCKS, type FeaturePlace, featurePlace } from '../../../domain/descriptor/index.ts'

/** A feature that the model rebuilt otherwise than it was. */
export interface Miss {
  readonly index: number
  readonly place: FeaturePlace
  readonly input: number
  readonly output: number
  /** Of the squared error over all features, 0 to 1. */
  readonly share: number
}

/**
 * The features with the largest (input − output)², largest first, in one block or (null) in all; those that were
 * met exactly are left out.
 */
export function largestMisses(
  input: readonly number[],
  output: readonly number[],
  blockLabel: string | null,
  most: number,
): readonly Miss[] {
  const square = (index: number) => (input[index]! - output[index]!) ** 2
  const total = input.reduce((sum, _, index) => sum + square(index), 0)
  const block = DESCRIPTOR_BLOCKS.find(({ label }) => label === blockLabel)
  const [first, end] = block ? [block.offset, block.offset + block.length] : [0, input.length]
  return Array.from({ length: end - first }, (_, i) => first + i)
    .filter(index => square(index) > 0)
    .sort((a, b) => square(b) - square(a))
    .slice(0, most)
    .map(index => ({
      index,
      place: featurePlace(index),
      input: input[index]!,
      output: output[index]!,
      share: square(index) / total,
    }))
}

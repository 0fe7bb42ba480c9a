import * as tf from '@tensorflow/tfjs-core'
import type { Composition } from '../domain/composition.ts'
import { DESCRIPTOR_DIMENSIONS, type DescriptorMode, describeInto } from '../domain/descriptor/index.ts'

/** The descriptors of compositions as a tensor of compositions × 1994, built when needed: descriptors are cheap, memory is not. */
export function describeBatch(compositions: readonly Composition[], mode: DescriptorMode): tf.Tensor2D {
  const values = new Float32Array(compositions.length * DESCRIPTOR_DIMENSIONS)
  compositions.forEach((composition, row) => {
    describeInto(values, row, composition, mode)
  })
  return tf.tensor2d(values, [compositions.length, DESCRIPTOR_DIMENSIONS])
}

/** Consecutive slices of at most `size` items. */
export function* slices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

import { setImmediate as nextTurn } from 'node:timers/promises'
import * as tf from '@tensorflow/tfjs-core'
import type { Composition } from '../domain/composition.ts'
import { DESCRIPTOR_DIMENSIONS, type DescriptorMode, describe } from '../domain/descriptor/index.ts'
import type { Backend } from './backend/backend.ts'
import { describeBatch, slices } from './batches.ts'
import { forward, type NetworkShape, type Parameters, parameterShapes } from './network.ts'

/** A network with its parameters on the back end. */
export interface Autoencoder {
  /**
   * Reconstruction errors, one a composition: the root of the mean over the 1994 features of (x − x̂)².
   * `onBatch` is told after each batch how many are done; aborting the signal rejects with its reason.
   */
  score(compositions: readonly Composition[], control?: ScoringControl): Promise<Float32Array>
  dispose(): void
}

export interface ScoringControl {
  readonly signal: AbortSignal
  onBatch(done: number): void
}

export function loadAutoencoder(
  backend: Backend,
  network: NetworkShape & { readonly descriptorMode: DescriptorMode },
  parameters: Parameters,
): Autoencoder {
  const shapes = parameterShapes(network)
  const tensors = parameters.map((values, i) => tf.tensor(values, shapes[i]!))
  return {
    async score(compositions, control) {
      const errors = new Float32Array(compositions.length)
      let done = 0
      for (const batch of slices(compositions, backend.scoringBatch)) {
        const rmse = tf.tidy(() => {
          const outputs = forward(network, tensors, describeBatch(batch, network.descriptorMode))
          const squares = tf.square(tf.sub(outputs[0]!, outputs.at(-1)!))
          return tf.sqrt(tf.mean(squares, 1))
        })
        errors.set(rmse.dataSync() as Float32Array, done)
        rmse.dispose()
        done += batch.length
        control?.onBatch(done)
        await nextTurn()
        control?.signal.throwIfAborted()
      }
      return errors
    },
    dispose: () => tf.dispose(tensors),
  }
}

/** Σ x and Σ x² per feature over compositions, for R². */
export function featureSums(
  compositions: readonly Composition[],
  mode: DescriptorMode,
): { sum: Float64Array; sumOfSquares: Float64Array } {
  const sum = new Float64Array(DESCRIPTOR_DIMENSIONS)
  const sumOfSquares = new Float64Array(DESCRIPTOR_DIMENSIONS)
  for (const composition of compositions) {
    describe(composition, mode).forEach((value, feature) => {
      sum[feature]! += value
      sumOfSquares[feature]! += value * value
    })
  }
  return { sum, sumOfSquares }
}

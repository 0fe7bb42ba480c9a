import { setImmediate as nextTurn } from 'node:timers/promises'
import * as tf from '@tensorflow/tfjs-core'
import type { Composition } from '../domain/composition.ts'
import { DESCRIPTOR_DIMENSIONS, type DescriptorMode, describe } from '../domain/descriptor/index.ts'
import type { Backend } from './backend/backend.ts'
import { describeBatch, slices } from './batches.ts'
import { forward, type NetworkShape, type Parameters, parameterShapes } from './network.ts'
import { reconstructOne } from './single-pass.ts'

/** A network with its parameters on the back end. */
export interface Autoencoder {
  readonly descriptorMode: DescriptorMode
  /**
   * Reconstruction errors, one a composition: the root of the mean over the 1994 features of (x − x̂)².
   * `onBatch` is told after each batch how many are done; aborting the signal rejects with its reason.
   */
  score(compositions: readonly Composition[], control?: ScoringControl): Promise<Float32Array>
  /**
   * Shows `visit` each composition with its descriptor and what the network makes of it, in their order. Steered as
   * `score` is.
   */
  reconstructAll(
    compositions: readonly Composition[],
    visit: (composition: Composition, input: Float32Array, output: Float32Array) => void,
    control?: ScoringControl,
  ): Promise<void>
  /** The reconstruction of one composition and its error, without the back end: it does not wait for a batch. */
  reconstruct(composition: Composition): Reconstruction
  dispose(): void
}

/** What the network makes of one composition. */
export interface Reconstruction {
  /** The descriptor that went in, 1994 features. */
  readonly input: Float32Array
  /** What came out. */
  readonly output: Float32Array
  /** Its score, but for the rounding of single precision. */
  readonly rmse: number
}

export interface ScoringControl {
  readonly signal: AbortSignal
  onBatch(done: number): void
  /** Waited for after each batch: the turn of whatever else runs in this process. */
  readonly afterBatch: () => Promise<unknown>
}

export function loadAutoencoder(
  backend: Backend,
  network: NetworkShape & { readonly descriptorMode: DescriptorMode },
  parameters: Parameters,
): Autoencoder {
  const shapes = parameterShapes(network)
  const tensors = parameters.map((values, i) => tf.tensor(values, shapes[i]!))
  const forwardBatch = (batch: readonly Composition[]) => {
    const outputs = forward(network, tensors, describeBatch(batch, network.descriptorMode))
    return { input: outputs[0]!, output: outputs.at(-1)! }
  }
  /** Takes the batches one after the other, with a pause for others between them. */
  const inBatches = async (
    compositions: readonly Composition[],
    control: ScoringControl | undefined,
    take: (batch: readonly Composition[], start: number) => void,
  ) => {
    let done = 0
    for (const batch of slices(compositions, backend.scoringBatch)) {
      tf.tidy(() => take(batch, done))
      done += batch.length
      control?.onBatch(done)
      await (control?.afterBatch ?? nextTurn)()
      control?.signal.throwIfAborted()
    }
  }
  return {
    descriptorMode: network.descriptorMode,
    async score(compositions, control) {
      const errors = new Float32Array(compositions.length)
      await inBatches(compositions, control, (batch, start) => {
        const { input, output } = forwardBatch(batch)
        errors.set(rootMeanSquareError(input, output).dataSync() as Float32Array, start)
      })
      return errors
    },
    reconstructAll: (compositions, visit, control) =>
      inBatches(compositions, control, batch => {
        const { input, output } = forwardBatch(batch)
        const inputs = input.dataSync() as Float32Array
        const outputs = output.dataSync() as Float32Array
        batch.forEach((composition, i) => {
          const row = [i * DESCRIPTOR_DIMENSIONS, (i + 1) * DESCRIPTOR_DIMENSIONS] as const
          visit(composition, inputs.subarray(...row), outputs.subarray(...row))
        })
      }),
    reconstruct(composition) {
      const input = describe(composition, network.descriptorMode)
      const output = reconstructOne(network, parameters, input)
      const squares = input.reduce((sum, value, feature) => sum + (value - output[feature]!) ** 2, 0)
      return {
        input: Float32Array.from(input),
        output: Float32Array.from(output),
        rmse: Math.sqrt(squares / input.length),
      }
    },
    dispose: () => tf.dispose(tensors),
  }
}

/** Row by row. */
function rootMeanSquareError(input: tf.Tensor2D, output: tf.Tensor2D): tf.Tensor1D {
  return tf.sqrt(tf.mean(tf.square(tf.sub(input, output)), 1))
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

import * as tf from '@tensorflow/tfjs-core'
import { type NetworkShape, rectifiedLayers } from '../network.ts'
import { sumOfSquares } from '../squares.ts'

/** What one epoch shows about one layer (Fig. S1 of Makino et al.). */
export interface LayerDiagnostics {
  /** 1-based among the layers that have weights. */
  readonly layer: number
  /** Euclidean norm of the loss gradient for the layer's weight matrix, at the epoch's first step. */
  readonly gradientNorm: number
  /** Euclidean norm of what that step changed in the weight matrix. */
  readonly updateNorm: number
  /** Share of zero outputs over the held-out positives; null for a layer without ReLU. */
  readonly zeroActivations: number | null
  /** Units that are zero for every held-out positive; null for a layer without ReLU. */
  readonly deadUnits: number | null
}

/** Euclidean norms of the weight matrices among tensors ordered as the parameters, one a layer. */
export function matrixNorms(tensors: readonly tf.Tensor[]): number[] {
  return tensors.filter((_, i) => i % 2 === 0).map(euclideanNorm)
}

/** Euclidean norms of after − before of the weight matrices, one a layer. */
export function updateNorms(before: readonly tf.Tensor[], after: readonly tf.Tensor[]): number[] {
  const matrices = (tensors: readonly tf.Tensor[]) => tensors.filter((_, i) => i % 2 === 0)
  const updated = matrices(after)
  return matrices(before).map((matrix, i) => tf.tidy(() => euclideanNorm(tf.sub(updated[i]!, matrix))))
}

function euclideanNorm(matrix: tf.Tensor): number {
  return tf.tidy(() => tf.sqrt(sumOfSquares(matrix)).dataSync()[0]!)
}

/** Counts, over batches, how often each rectified unit is above zero. */
export class ActivationCounts {
  private readonly counts: ReadonlyMap<number, Float64Array>
  private samples = 0

  constructor(shape: NetworkShape) {
    this.counts = new Map(
      rectifiedLayers(shape).map(layer => [layer, new Float64Array(shape.layerSizes[layer]!)]),
    )
  }

  /** Adds a batch, given the outputs of all layers (input first). */
  add(outputs: readonly tf.Tensor2D[]): void {
    this.samples += outputs[0]!.shape[0]
    for (const [layer, counts] of this.counts) {
      const active = tf.tidy(() => tf.sum(tf.sign(outputs[layer]!), 0).dataSync())
      active.forEach((count, unit) => {
        counts[unit]! += count
      })
    }
  }

  /** Share of zeros and number of dead units of a layer; nulls for a layer without ReLU. */
  of(layer: number): Pick<LayerDiagnostics, 'zeroActivations' | 'deadUnits'> {
    const counts = this.counts.get(layer)
    if (!counts) return { zeroActivations: null, deadUnits: null }
    const active = counts.reduce((sum, count) => sum + count, 0)
    return {
      zeroActivations: 1 - active / (counts.length * this.samples),
      deadUnits: counts.filter(count => count === 0).length,
    }
  }
}

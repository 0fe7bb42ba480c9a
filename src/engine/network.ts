import * as tf from '@tensorflow/tfjs-core'
import { randomStream } from '../domain/statistics/random.ts'
import type { Backend } from './backend/backend.ts'
import { meanSquare } from './squares.ts'

export type BottleneckActivation = 'relu' | 'linear'

/** A fully connected autoencoder: ReLU on the hidden layers, linear output, and a bottleneck that is either. */
export interface NetworkShape {
  /** Widths from input to output, symmetric about the bottleneck: 1994, 1024, …, 16, …, 1024, 1994. */
  readonly layerSizes: readonly number[]
  readonly bottleneckActivation: BottleneckActivation
}

export type Initialisation = 'glorot-uniform' | 'he-normal'

/**
 * Weights and biases in order: for layer l = 1 … L a row-major matrix of layerSizes[l−1] × layerSizes[l],
 * then its bias of layerSizes[l].
 */
export type Parameters = readonly Float32Array[]

/** Widths of Makino et al.'s network from input to output: its encoder down to the latent size, and mirrored. */
export function makinoNetwork(dimensions: number, latentSize: number): readonly number[] {
  const encoder = [dimensions, 1024, 512, 256, 128, 64, 32].filter(size => size > latentSize)
  return [...encoder, latentSize, ...encoder.toReversed()]
}

/** Index of the bottleneck's layer (1-based among the layers that have weights). */
export function bottleneckLayer({ layerSizes }: NetworkShape): number {
  return layerSizes.indexOf(Math.min(...layerSizes))
}

/** Shapes of the parameters, in their order. */
export function parameterShapes({ layerSizes }: NetworkShape): number[][] {
  return layerSizes.slice(1).flatMap((size, i) => [[layerSizes[i]!, size], [size]])
}

export function parameterCount(shape: NetworkShape): number {
  return parameterShapes(shape).reduce((sum, dimensions) => sum + dimensions.reduce((a, b) => a * b), 0)
}

/** Seeded initial parameters; biases are zero. The same on every back end. */
export function initialParameters(
  shape: NetworkShape,
  initialisation: Initialisation,
  seed: number,
): Float32Array[] {
  const random = randomStream(seed)
  return parameterShapes(shape).map(dimensions => {
    const [inputs, outputs] = dimensions
    if (outputs === undefined) return new Float32Array(inputs!)
    const draw = initialisation === 'he-normal' ? heNormal(inputs!) : glorotUniform(inputs!, outputs)
    return Float32Array.from({ length: inputs! * outputs }, draw)
  })

  function heNormal(inputs: number) {
    const deviation = Math.sqrt(2 / inputs)
    return () => deviation * random.normal()
  }

  function glorotUniform(inputs: number, outputs: number) {
    const limit = Math.sqrt(6 / (inputs + outputs))
    return () => limit * (2 * random.uniform() - 1)
  }
}

/** Whether the output of a layer (1-based) passes a ReLU. */
export function isRectified(shape: NetworkShape, layer: number): boolean {
  if (layer === shape.layerSizes.length - 1) return false
  return layer !== bottleneckLayer(shape) || shape.bottleneckActivation === 'relu'
}

/** Layers (1-based) whose output passes a ReLU. */
export function rectifiedLayers(shape: NetworkShape): number[] {
  return shape.layerSizes.map((_, layer) => layer).filter(layer => layer > 0 && isRectified(shape, layer))
}

/**
 * Outputs of all layers for a batch: element 0 is the input (batch × layerSizes[0]), the last the reconstruction.
 * The caller disposes them.
 */
export function forward(
  shape: NetworkShape,
  parameters: readonly tf.Tensor[],
  input: tf.Tensor2D,
): tf.Tensor2D[] {
  const outputs = [input]
  for (let layer = 1; layer < shape.layerSizes.length; layer++) {
    const output = tf.fused.matMul({
      a: outputs[layer - 1]!,
      b: parameters[2 * (layer - 1)] as tf.Tensor2D,
      bias: parameters[2 * (layer - 1) + 1]!,
      activation: isRectified(shape, layer) ? 'relu' : 'linear',
    })
    outputs.push(output as tf.Tensor2D)
  }
  return outputs
}

/** Mean squared error of a batch over samples and features, and its gradient for every parameter. */
export interface LossAndGradients {
  readonly loss: tf.Scalar
  readonly gradients: tf.Tensor[]
}

/**
 * Back-propagation written out: with Z the layer's input to its activation and A its output,
 * ∂L/∂Z = ∂L/∂A · [A > 0], ∂L/∂W = Aᵀ₍ₗ₋₁₎ ∂L/∂Z, ∂L/∂b = Σ_batch ∂L/∂Z, ∂L/∂A₍ₗ₋₁₎ = ∂L/∂Z Wᵀ.
 * A rectified output is never negative, so its sign is [A > 0]. The gradients' tensors are the caller's to dispose.
 * With weights (batch × 1) each sample's squared error counts so often, in the loss and in its gradient.
 */
export function lossAndGradients(
  backend: Backend,
  shape: NetworkShape,
  parameters: readonly tf.Tensor[],
  input: tf.Tensor2D,
  weights: tf.Tensor2D | null = null,
): LossAndGradients {
  return tf.tidy(() => {
    const outputs = forward(shape, parameters, input)
    const residual = tf.sub(outputs.at(-1)!, input)
    const loss = meanSquare(weights ? tf.mul(residual, tf.sqrt(weights)) : residual)
    const gradients: tf.Tensor[] = []
    const scale = weights ? tf.mul(weights, 2 / residual.size) : 2 / residual.size
    let delta = tf.mul(residual, scale) as tf.Tensor2D
    for (let layer = shape.layerSizes.length - 1; layer >= 1; layer--) {
      if (isRectified(shape, layer)) delta = tf.mul(delta, tf.sign(outputs[layer]!)) as tf.Tensor2D
      gradients[2 * (layer - 1)] = backend.matMul(outputs[layer - 1]!, delta, 'transpose-first')
      gradients[2 * (layer - 1) + 1] = tf.sum(delta, 0)
      const weights = parameters[2 * (layer - 1)] as tf.Tensor2D
      if (layer > 1) delta = backend.matMul(delta, weights, 'transpose-second')
    }
    return { loss, gradients }
  })
}

import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'

export type BackendName = 'tensorflow' | 'wasm'

/** A numerical back end, chosen once per process: all compute the same numbers through tfjs-core. */
export interface Backend {
  readonly name: BackendName
  /** What the numbers are computed on, for people: `CPU`, `CUDA GPU`. */
  readonly device: string
  /** Rows per forward pass that keep this back end busy. */
  readonly scoringBatch: number
  /** Rows per forward pass that take about 30 ms on a desktop, at some loss of speed: what a person may wait for. */
  readonly shortBatch: number
  /** aᵀ b or a bᵀ, by whatever way is fast here. */
  matMul(a: Tensor2D, b: Tensor2D, how: 'transpose-first' | 'transpose-second'): Tensor2D
  /** Parameters with the state of the Adam optimiser, at the given values. */
  createAdam(state: AdamState, shapes: readonly (readonly number[])[]): Adam
}

/** Everything Adam carries from one step to the next. */
export interface AdamState {
  /** Updates made so far. */
  readonly step: number
  readonly parameters: readonly Float32Array[]
  readonly firstMoments: readonly Float32Array[]
  readonly secondMoments: readonly Float32Array[]
}

/**
 * Adam (Kingma and Ba, 2015, algorithm 1): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
 * θ ← θ − α m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
 */
export interface Adam {
  /** Current parameters. Valid until the next `update`; not the caller's to dispose. */
  parameters(): readonly Tensor[]
  /** One step; disposes the gradients. */
  update(gradients: readonly Tensor[], learningRate: number): void
  /** A copy of the whole state. */
  state(): AdamState
  dispose(): void
}

export const ADAM_BETA_1 = 0.9
export const ADAM_BETA_2 = 0.999
const ADAM_EPSILON = 1e-8

/**
 * Learning rate and ε of step t (from 1) with both bias corrections taken into them:
 * θ ← θ − rate · m / (√v + epsilon) is then the update above.
 */
export function correctedStep(learningRate: number, t: number): { rate: number; epsilon: number } {
  const correction = Math.sqrt(1 - ADAM_BETA_2 ** t)
  return { rate: (learningRate * correction) / (1 - ADAM_BETA_1 ** t), epsilon: ADAM_EPSILON * correction }
}

/** The state before the first step. */
export function freshAdamState(parameters: readonly Float32Array[]): AdamState {
  const zeros = () => parameters.map(values => new Float32Array(values.length))
  return { step: 0, parameters, firstMoments: zeros(), secondMoments: zeros() }
}

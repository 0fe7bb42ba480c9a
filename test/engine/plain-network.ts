/** The network of the engine, written out in double precision on plain arrays, to judge the engine by. */
import type { NetworkShape } from '../../src/engine/network.ts'

type Vector = readonly number[]

/** The reconstruction of one input. `parameters` as in the engine: weights and bias of each layer, in order. */
export function plainReconstruction(
  { layerSizes, bottleneckActivation }: NetworkShape,
  parameters: readonly ArrayLike<number>[],
  input: Vector,
): Vector {
  const last = layerSizes.length - 1
  const bottleneck = layerSizes.indexOf(Math.min(...layerSizes))
  let values = input
  for (let layer = 1; layer <= last; layer++) {
    const [weights, bias] = [parameters[2 * (layer - 1)]!, parameters[2 * (layer - 1) + 1]!]
    const width = layerSizes[layer]!
    const isLinear = layer === last || (layer === bottleneck && bottleneckActivation === 'linear')
    const previous = values
    values = Array.from({ length: width }, (_, unit) => {
      const sum = previous.reduce(
        (total, value, i) => total + value * weights[i * width + unit]!,
        bias[unit]!,
      )
      return isLinear ? sum : Math.max(0, sum)
    })
  }
  return values
}

/** Mean over samples and features of (x − x̂)². */
export function plainLoss(
  shape: NetworkShape,
  parameters: readonly ArrayLike<number>[],
  inputs: readonly Vector[],
): number {
  const squares = inputs.flatMap(input => {
    const output = plainReconstruction(shape, parameters, input)
    return input.map((value, i) => (value - output[i]!) ** 2)
  })
  return squares.reduce((total, square) => total + square) / squares.length
}

/** Central differences of the loss for every parameter. */
export function plainGradient(
  shape: NetworkShape,
  parameters: readonly ArrayLike<number>[],
  inputs: readonly Vector[],
): number[][] {
  const varied = parameters.map(values => Array.from(values))
  const step = 1e-6
  return varied.map(values =>
    values.map((value, i) => {
      values[i] = value + step
      const above = plainLoss(shape, varied, inputs)
      values[i] = value - step
      const below = plainLoss(shape, varied, inputs)
      values[i] = value
      return (above - below) / (2 * step)
    }),
  )
}

/** Adam after Kingma and Ba in double precision: parameters after one step for each gradient. */
export function plainAdam(start: Vector, gradients: readonly Vector[], learningRate: number): Vector {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]
  const parameters = [...start]
  const m = start.map(() => 0)
  const v = start.map(() => 0)
  gradients.forEach((gradient, index) => {
    const t = index + 1
    gradient.forEach((g, i) => {
      m[i] = beta1 * m[i]! + (1 - beta1) * g
      v[i] = beta2 * v[i]! + (1 - beta2) * g * g
      const mHat = m[i]! / (1 - beta1 ** t)
      const vHat = v[i]! / (1 - beta2 ** t)
      parameters[i] = parameters[i]! - (learningRate * mHat) / (Math.sqrt(vHat) + epsilon)
    })
  })
  return parameters
}

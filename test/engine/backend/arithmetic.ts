import { setImmediate as nextTurn } from 'node:timers/promises'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { describe as describeComposition } from '../../../src/domain/descriptor/index.ts'
import { parseFormula } from '../../../src/domain/formula/index.ts'
import { randomStream } from '../../../src/domain/statistics/index.ts'
import { type Backend, freshAdamState } from '../../../src/engine/backend/backend.ts'
import { explain } from '../../../src/engine/explanation.ts'
import {
  forward,
  initialParameters,
  lossAndGradients,
  type NetworkShape,
  parameterShapes,
} from '../../../src/engine/network.ts'
import { loadAutoencoder } from '../../../src/engine/scoring.ts'
import { meanSquare, sumOfSquares } from '../../../src/engine/squares.ts'
import { FORMULAS } from '../material.ts'
import { plainAdam, plainGradient, plainLoss, plainReconstruction } from '../plain-network.ts'

/** What every back end must compute. */
export function specifyArithmetic(backend: Backend): void {
  describe.each(['relu', 'linear'] as const)('a network with a %s bottleneck', bottleneckActivation => {
    const shape: NetworkShape = { layerSizes: [6, 5, 3, 5, 6], bottleneckActivation }
    const random = randomStream(3)
    const parameters = parameterShapes(shape).map(dimensions =>
      Float32Array.from({ length: dimensions.reduce((a, b) => a * b) }, () => random.normal()),
    )
    const inputs = Array.from({ length: 7 }, () =>
      Array.from({ length: 6 }, () => Math.fround(random.normal())),
    )
    const tensors = () => parameters.map((values, i) => tf.tensor(values, parameterShapes(shape)[i]!))

    it('reconstructs as in double precision', () => {
      const outputs = tf.tidy(() => forward(shape, tensors(), tf.tensor2d(inputs)).at(-1)!.arraySync())
      inputs.forEach((input, row) => {
        plainReconstruction(shape, parameters, input).forEach((value, i) => {
          expect(outputs[row]![i]).toBeCloseTo(value, 4)
        })
      })
    })

    it('has the loss and the gradient of finite differences in double precision', () => {
      const { loss, gradients } = tf.tidy(() => {
        const { loss, gradients } = lossAndGradients(backend, shape, tensors(), tf.tensor2d(inputs))
        return { loss: loss.dataSync()[0]!, gradients: gradients.map(gradient => gradient.dataSync()) }
      })
      expect(loss / plainLoss(shape, parameters, inputs)).toBeCloseTo(1, 5)
      const expected = plainGradient(shape, parameters, inputs)
      const largest = Math.max(...expected.flat().map(Math.abs))
      expect(gradients.map(({ length }) => length)).toEqual(parameters.map(({ length }) => length))
      gradients.forEach((gradient, i) => {
        gradient.forEach((value, j) => {
          expect(Math.abs(value - expected[i]![j]!)).toBeLessThan(1e-5 * largest)
        })
      })
    })

    it('with weights has the loss and the gradient of samples that occur so often', () => {
      const copies = [1, 3, 0, 2, 1, 0, 0]
      const repeated = inputs.flatMap((input, i) => new Array<number[]>(copies[i]!).fill(input))
      const of = (batch: number[][], weights: number[] | null) =>
        tf.tidy(() => {
          const column = weights && tf.tensor2d(weights.map(weight => [weight]))
          const { loss, gradients } = lossAndGradients(backend, shape, tensors(), tf.tensor2d(batch), column)
          return [loss, ...gradients].flatMap(tensor => [...tensor.dataSync()])
        })
      // Seven copies of seven samples: the mean weight is 1.
      const [weighted, plain] = [of(inputs, copies), of(repeated, null)]
      const largest = Math.max(...plain.map(Math.abs))
      weighted.forEach((value, i) => {
        expect(Math.abs(value - plain[i]!)).toBeLessThan(1e-5 * largest)
      })
    })
  })

  it('a rectified bottleneck is never negative, a linear one is', () => {
    const lowest = (bottleneckActivation: 'relu' | 'linear') => {
      const shape: NetworkShape = { layerSizes: [6, 3, 6], bottleneckActivation }
      return tf.tidy(() => {
        const input = tf.randomNormal([50, 6], 0, 1, 'float32', 1) as tf.Tensor2D
        const weights = initialParameters(shape, 'he-normal', 1)
        const tensors = weights.map((values, i) => tf.tensor(values, parameterShapes(shape)[i]!))
        return Math.min(...forward(shape, tensors, input)[1]!.dataSync())
      })
    }
    expect(lowest('relu')).toBe(0)
    expect(lowest('linear')).toBeLessThan(-0.5)
  })

  it('sums half a million squares to four digits and more', () => {
    const values = Float32Array.from({ length: 240 * 1994 }, (_, i) => (i % 7 === 0 ? 0.5 : 0.01))
    const sum = values.reduce((total, value) => total + value ** 2, 0)
    const [total, mean] = tf.tidy(() => {
      const matrix = tf.tensor2d(values, [240, 1994])
      return [sumOfSquares(matrix).dataSync()[0]!, meanSquare(matrix).dataSync()[0]!]
    })
    expect(Math.abs(total! / sum - 1)).toBeLessThan(3e-5)
    expect(Math.abs(mean! / (sum / values.length) - 1)).toBeLessThan(3e-5)
  })

  describe('Adam', () => {
    const start = [1, -2, 0.5, 0, 3, -0.25]
    const gradients = [
      [0.1, -0.2, 0, 1e-8, 5, 1],
      [0.1, 0.3, 0, -1e-3, -5, 1],
      [-0.4, 0.3, 1e-4, 1e-3, 2, 1],
      [0.1, 0.3, 0, -1e-3, -5, -1],
      [0.2, 0.1, 0, 2, 1e3, 1],
    ]
    const gradientTensors = (gradient: readonly number[]) => [
      tf.tensor2d(gradient.slice(0, 4), [2, 2]),
      tf.tensor1d(gradient.slice(4)),
    ]
    const asArrays = (values: readonly number[]) => [
      Float32Array.from(values.slice(0, 4)),
      Float32Array.from(values.slice(4)),
    ]
    const shapes = [[2, 2], [2]]

    function stepped(
      gradientsOfSteps: readonly (readonly number[])[],
      state = freshAdamState(asArrays(start)),
    ) {
      const adam = backend.createAdam(state, shapes)
      for (const gradient of gradientsOfSteps) adam.update(gradientTensors(gradient), 0.01)
      const after = adam.state()
      adam.dispose()
      return after
    }

    it('takes the steps of a reference in double precision', () => {
      const { step, parameters } = stepped(gradients)
      expect(step).toBe(5)
      const values = parameters.flatMap(array => Array.from(array))
      plainAdam(start, gradients, 0.01).forEach((value, i) => {
        expect(Math.abs(values[i]! - value)).toBeLessThan(2e-6)
      })
    })

    it('makes full steps of gradients as small as ten millionths, which the mean over all features makes common', () => {
      const tiny = gradients.map(step => step.map(value => value * 1e-6))
      const values = stepped(tiny).parameters.flatMap(array => Array.from(array))
      plainAdam(start, tiny, 0.01).forEach((value, i) => {
        expect(Math.abs(values[i]! - value)).toBeLessThan(2e-6)
      })
    })

    it('goes on from a saved state bit by bit as if it had never stopped', () => {
      const halfway = stepped(gradients.slice(0, 2))
      expect(stepped(gradients.slice(2), halfway)).toEqual(stepped(gradients))
    })

    it('shows current parameters, and copies in its state', () => {
      const adam = backend.createAdam(freshAdamState(asArrays(start)), shapes)
      const before = adam.state()
      adam.update(gradientTensors(gradients[0]!), 0.01)
      const shown = adam.parameters().map(tensor => Array.from(tensor.dataSync()))
      expect(shown).toEqual(adam.state().parameters.map(array => Array.from(array)))
      expect(before.parameters).toEqual(asArrays(start))
      adam.dispose()
    })

    it('frees what it held: twenty of a million parameters each leave the memory as it was', () => {
      const parameters = [new Float32Array(1_000_000)]
      const use = () => {
        const adam = backend.createAdam(freshAdamState(parameters), [[1000, 1000]])
        adam.update([tf.ones([1000, 1000])], 0.01)
        adam.parameters()
        adam.dispose()
      }
      use()
      const tensors = tf.memory().numTensors
      const resident = process.memoryUsage().rss
      for (let i = 0; i < 20; i++) use()
      expect(tf.memory().numTensors).toBe(tensors)
      // Three arrays of four megabytes, kept twenty times, would take 240 MB.
      expect(process.memoryUsage().rss - resident).toBeLessThan(150e6)
    })
  })

  describe('scoring', () => {
    const network = {
      layerSizes: [1994, 3, 2, 3, 1994],
      bottleneckActivation: 'relu',
      descriptorMode: 'documented',
    } as const
    const parameters = initialParameters(network, 'he-normal', 5)
    const compositions = FORMULAS.map(formula => parseFormula(formula))

    it('gives the root mean square error over the features, as in double precision', async () => {
      const autoencoder = loadAutoencoder(backend, network, parameters)
      const scores = await autoencoder.score(compositions.slice(0, 10))
      autoencoder.dispose()
      compositions.slice(0, 10).forEach((composition, i) => {
        const input = Array.from(describeComposition(composition, 'documented'))
        expect(Math.abs(scores[i]! - Math.sqrt(plainLoss(network, parameters, [input])))).toBeLessThan(1e-6)
      })
    })

    it('gives each composition the same score in whatever batch, in order, and leaves no tensor', async () => {
      const tensors = tf.memory().numTensors
      const autoencoder = loadAutoencoder(backend, network, parameters)
      const alone = await autoencoder.score(compositions)
      for (const count of [0, 1, backend.scoringBatch, backend.scoringBatch + 1]) {
        const many = Array.from({ length: count }, (_, i) => compositions[i % compositions.length]!)
        const told: number[] = []
        const scores = await autoencoder.score(many, {
          signal: new AbortController().signal,
          onBatch: done => told.push(done),
          afterBatch: nextTurn,
        })
        expect(scores).toHaveLength(count)
        scores.forEach((score, i) => {
          expect(Math.abs(score - alone[i % alone.length]!)).toBeLessThan(1e-6)
        })
        expect(told.at(-1) ?? 0).toBe(count)
        expect(told).toHaveLength(Math.ceil(count / backend.scoringBatch))
      }
      autoencoder.dispose()
      expect(tf.memory().numTensors).toBe(tensors)
    })

    it('stops between batches when aborted, with the reason given', async () => {
      const autoencoder = loadAutoencoder(backend, network, parameters)
      const tensors = tf.memory().numTensors
      const abort = new AbortController()
      const reason = new Error('no longer wanted')
      const many = Array.from({ length: 3 * backend.scoringBatch }, () => compositions[0]!)
      let done = 0
      const scores = autoencoder.score(many, {
        signal: abort.signal,
        onBatch(count) {
          done = count
          abort.abort(reason)
        },
        afterBatch: nextTurn,
      })
      await expect(scores).rejects.toBe(reason)
      expect(done).toBe(backend.scoringBatch)
      expect(tf.memory().numTensors).toBe(tensors)
      autoencoder.dispose()
    })
  })

  describe('an explanation', () => {
    const network = {
      layerSizes: [1994, 3, 2, 3, 1994],
      bottleneckActivation: 'relu',
      descriptorMode: 'documented',
    } as const
    const parameters = initialParameters(network, 'he-normal', 5)
    const sum = (parts: readonly { rmse: number }[]) => parts.reduce((total, { rmse }) => total + rmse, 0)

    it.each(['Fe', 'NaCl', 'Li10GeP2S12', 'La0.6Sr0.4Co0.2Fe0.8O3'])(
      'of %s divides its score among blocks and pairs, from the reconstruction in double precision',
      async formula => {
        const composition = parseFormula(formula)
        const tensors = tf.memory().numTensors
        const autoencoder = loadAutoencoder(backend, network, parameters)
        const { input, output, rmse, blocks, pairs, elsewhere } = explain(autoencoder, composition)
        const [score] = await autoencoder.score([composition])
        autoencoder.dispose()
        expect(tf.memory().numTensors).toBe(tensors)

        // The score is in single precision, the explanation in double.
        expect(rmse / score!).toBeCloseTo(1, 5)
        expect(sum(blocks)).toBeCloseTo(rmse, 9)
        expect(sum(pairs) + elsewhere.rmse).toBeCloseTo(rmse, 9)
        const descriptor = Array.from(describeComposition(composition, 'documented'))
        expect(input).toEqual(Float32Array.from(descriptor))
        plainReconstruction(network, parameters, descriptor).forEach((value, feature) => {
          expect(Math.abs(output[feature]! - value)).toBeLessThan(1e-6)
        })
      },
    )
  })
}

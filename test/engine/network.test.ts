import { describe, expect, it } from 'vitest'
import {
  bottleneckLayer,
  initialParameters,
  makinoNetwork,
  parameterCount,
  parameterShapes,
  rectifiedLayers,
} from '../../src/engine/network.ts'

const relu = (layerSizes: readonly number[]) => ({ layerSizes, bottleneckActivation: 'relu' as const })
const linear = (layerSizes: readonly number[]) => ({ layerSizes, bottleneckActivation: 'linear' as const })

describe("Makino et al.'s network", () => {
  const paper = relu(makinoNetwork(1994, 16))

  it('narrows from 1994 to 16 by halves from 1024 on, and widens again', () => {
    expect(paper.layerSizes).toEqual([
      1994, 1024, 512, 256, 128, 64, 32, 16, 32, 64, 128, 256, 512, 1024, 1994,
    ])
  })

  it('has 5,487,514 parameters', () => {
    expect(parameterCount(paper)).toBe(5_487_514)
  })

  it('is rectified on every layer but the last, the bottleneck included or not', () => {
    expect(bottleneckLayer(paper)).toBe(7)
    expect(rectifiedLayers(paper)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    expect(rectifiedLayers(linear(paper.layerSizes))).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13])
  })

  it.each([
    { latent: 32, widths: [1994, 1024, 512, 256, 128, 64, 32, 64, 128, 256, 512, 1024, 1994] },
    { latent: 100, widths: [1994, 1024, 512, 256, 128, 100, 128, 256, 512, 1024, 1994] },
    { latent: 2, widths: [1994, 1024, 512, 256, 128, 64, 32, 2, 32, 64, 128, 256, 512, 1024, 1994] },
  ])('leaves out the layers that are no wider than a latent size of $latent', ({ latent, widths }) => {
    expect(makinoNetwork(1994, latent)).toEqual(widths)
  })
})

describe('initialParameters', () => {
  const shape = relu([300, 200, 300])

  it('have the shapes of the network, biases zero', () => {
    expect(parameterShapes(shape)).toEqual([[300, 200], [200], [200, 300], [300]])
    const parameters = initialParameters(shape, 'he-normal', 1)
    expect(parameters.map(({ length }) => length)).toEqual([60_000, 200, 60_000, 300])
    expect([...parameters[1]!, ...parameters[3]!].every(bias => bias === 0)).toBe(true)
  })

  it('are the same for the same seed and others for another', () => {
    expect(initialParameters(shape, 'glorot-uniform', 7)).toEqual(
      initialParameters(shape, 'glorot-uniform', 7),
    )
    expect(initialParameters(shape, 'glorot-uniform', 7)).not.toEqual(
      initialParameters(shape, 'glorot-uniform', 8),
    )
  })

  it('spread evenly within √(6/(inputs + outputs)) for Glorot', () => {
    const [weights] = initialParameters(shape, 'glorot-uniform', 1)
    const limit = Math.sqrt(6 / 500)
    const { mean, deviation } = moments(weights!)
    expect(Math.max(...weights!.map(Math.abs))).toBeLessThanOrEqual(limit)
    expect(Math.max(...weights!.map(Math.abs))).toBeGreaterThan(0.999 * limit)
    // Five standard errors of 60,000 draws.
    expect(Math.abs(mean)).toBeLessThan((5 * limit) / Math.sqrt(3 * 60_000))
    expect(deviation / (limit / Math.sqrt(3))).toBeCloseTo(1, 2)
  })

  it('are normal with the deviation √(2/inputs) for He', () => {
    const [weights] = initialParameters(shape, 'he-normal', 1)
    const { mean, deviation } = moments(weights!)
    expect(Math.abs(mean)).toBeLessThan((5 * Math.sqrt(2 / 300)) / Math.sqrt(60_000))
    expect(deviation / Math.sqrt(2 / 300)).toBeCloseTo(1, 1.5)
    const beyondTwo = weights!.filter(weight => Math.abs(weight) > 2 * Math.sqrt(2 / 300)).length / 60_000
    expect(beyondTwo).toBeCloseTo(0.0455, 2)
  })
})

function moments(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(square) }
}

import { expect, it } from 'vitest'
import { randomStream } from '../../src/domain/statistics/index.ts'
import { initialParameters } from '../../src/engine/network.ts'
import { reconstructOne } from '../../src/engine/single-pass.ts'
import { plainReconstruction } from './plain-network.ts'

it.each(['relu', 'linear'] as const)('one input goes through a network with a %s bottleneck', activation => {
  const shape = { layerSizes: [9, 7, 2, 7, 9], bottleneckActivation: activation }
  const random = randomStream(11)
  const parameters = initialParameters(shape, 'he-normal', 3).map(values =>
    // Biases that are not zero, so that leaving out closed units leaves them in.
    values.map(value => (value === 0 ? random.normal() : value)),
  )
  // Rows are taken four at a time: none, fewer, as many and more that are not zero.
  for (const filled of [0, 3, 4, 9]) {
    const input = Array.from({ length: 9 }, (_, i) => (i < filled ? random.normal() : 0))
    const output = reconstructOne(shape, parameters, input)
    plainReconstruction(shape, parameters, input).forEach((value, i) => {
      expect(output[i]).toBeCloseTo(value, 12)
    })
  }
})

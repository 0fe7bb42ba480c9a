import { expect, it } from 'vitest'
import type { LayerRecord } from '../../../src/contract/index.ts'
import { layerLines, lossLines } from '../../../src/renderer/screens/models/curves/curve-lines.ts'

const layer = (number: number, gradientNorm: number, zeroActivations: number | null): LayerRecord => ({
  layer: number,
  gradientNorm,
  updateNorm: 1,
  zeroActivations,
  deadUnits: zeroActivations === null ? null : 3,
})
const epochs = [
  { epoch: 1, trainingLoss: 4, validationLoss: 5, layers: [layer(1, 0.1, 0.5), layer(2, 0.2, null)] },
  { epoch: 2, trainingLoss: 3, validationLoss: 4, layers: [layer(1, 0.3, 0.6), layer(2, 0.4, null)] },
  { epoch: 3, trainingLoss: 2, validationLoss: 3, layers: [layer(1, 0.5, 0.7), layer(2, 0.6, null)] },
]

it('losses run over all epochs', () => {
  expect(lossLines(epochs).map(({ points }) => points)).toEqual([
    [
      [1, 4],
      [2, 3],
      [3, 2],
    ],
    [
      [1, 5],
      [2, 4],
      [3, 3],
    ],
  ])
})

it('layers are shown as after the first epoch and after the last', () => {
  expect(layerLines(epochs, 'gradientNorm')).toEqual([
    {
      name: 'epoch 1',
      points: [
        [1, 0.1],
        [2, 0.2],
      ],
    },
    {
      name: 'epoch 3',
      points: [
        [1, 0.5],
        [2, 0.6],
      ],
    },
  ])
  expect(layerLines(epochs.slice(0, 1), 'gradientNorm')).toHaveLength(1)
})

it('a layer without ReLU has no zeros to show, and none is drawn as zero', () => {
  expect(layerLines(epochs, 'zeroActivations').map(({ points }) => points)).toEqual([[[1, 50]], [[1, 70]]])
  expect(layerLines([], 'deadUnits')).toEqual([])
})

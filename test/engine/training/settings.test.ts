import { describe, expect, it } from 'vitest'
import { makinoNetwork } from '../../../src/engine/network.ts'
import {
  checkSettings,
  MAKINO_SETTINGS,
  type TrainingSettings,
} from '../../../src/engine/training/settings.ts'

const paper: TrainingSettings = { ...MAKINO_SETTINGS, layerSizes: makinoNetwork(1994, 16) }

describe('checkSettings', () => {
  it("accepts the paper's", () => {
    expect(() => checkSettings(paper)).not.toThrow()
  })

  it.each([
    ['layerSizes', [1994, 1994]],
    ['layerSizes', [1994, 0, 1994]],
    ['layerSizes', [1994, 1.5, 1994]],
    ['layerSizes', [1994, 16, 100]],
    ['layerSizes', [100, 16, 1994]],
    ['layerSizes', [1994, 1_000_000_000, 1994]],
    ['layerSizes', [1994, ...new Array<number>(1000).fill(1), 1994]],
    ['learningRate', 0],
    ['learningRate', Number.NaN],
    ['learningRate', 1.01],
    ['batchSize', 0],
    ['batchSize', 2.5],
    ['epochs', 0],
    ['patienceEpochs', 0],
    ['trainingShare', 0],
    ['trainingShare', 1],
    ['seed', -1],
    ['seed', 2 ** 32],
  ] as const)('names %s when it is out of its range', (setting, value) => {
    expect(() => checkSettings({ ...paper, [setting]: value })).toThrow(
      expect.objectContaining({ code: 'training/settings', details: { setting } }),
    )
  })

  it('accepts training to the end', () => {
    expect(() => checkSettings({ ...paper, patienceEpochs: null })).not.toThrow()
  })
})

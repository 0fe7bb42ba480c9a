import { describe, it } from 'vitest'
import { tensorFlowHere } from '../backend/tensorflow-here.ts'
import { specifyTraining } from './training.ts'

if ('backend' in tensorFlowHere) {
  const { backend } = tensorFlowHere
  describe('training on tensorflow', () => {
    specifyTraining(backend, [1, 2, 4, 5, 7])
  })
} else {
  it.skip(`tensorflow cannot be started here: ${tensorFlowHere.missing}`)
}

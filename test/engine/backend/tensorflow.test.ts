import { describe, it } from 'vitest'
import { specifyArithmetic } from './arithmetic.ts'
import { tensorFlowHere } from './tensorflow-here.ts'

if ('backend' in tensorFlowHere) {
  const { backend } = tensorFlowHere
  describe('tensorflow', () => {
    specifyArithmetic(backend)
  })
} else {
  it.skip(`tensorflow cannot be started here: ${tensorFlowHere.missing}`)
}

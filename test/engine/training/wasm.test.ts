import { describe } from 'vitest'
import { startWasm } from '../../../src/engine/backend/wasm.ts'
import { specifyTraining } from './training.ts'

const backend = await startWasm()

describe('training on wasm', () => {
  specifyTraining(backend, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

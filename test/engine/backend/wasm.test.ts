import { describe } from 'vitest'
import { startWasm } from '../../../src/engine/backend/wasm.ts'
import { specifyArithmetic } from './arithmetic.ts'

const backend = await startWasm()

describe('wasm', () => {
  specifyArithmetic(backend)
})

import type { Backend } from '../../../src/engine/backend/backend.ts'
import { startTensorFlow } from '../../../src/engine/backend/tensorflow.ts'

/** TensorFlow in this process, or the reason why it cannot be started on this machine. */
export const tensorFlowHere: { backend: Backend } | { missing: string } = await startTensorFlow().then(
  backend => ({ backend }),
  (error: unknown) => ({ missing: String(error).split('\n', 1)[0]! }),
)

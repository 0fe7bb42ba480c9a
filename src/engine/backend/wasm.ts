import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { hostAdam } from './adam.ts'
import type { Backend } from './backend.ts'

/** WebAssembly with SIMD on one core: works everywhere. Throws when its binary cannot be loaded. */
export async function startWasm(): Promise<Backend> {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(join(dirname(entry), sep))
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly back end could not be initialised.')
  return {
    name: 'wasm',
    device: 'CPU, one core',
    scoringBatch: 240,
    shortBatch: 64,
    // The fast kernel takes no transposed operands: transposing first is eight times faster than asking it to.
    matMul: (a, b, how) =>
      how === 'transpose-first' ? tf.matMul(tf.transpose(a), b) : tf.matMul(a, tf.transpose(b)),
    createAdam: hostAdam,
  }
}

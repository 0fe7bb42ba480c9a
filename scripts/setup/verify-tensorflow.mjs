/**
 * Run as a process of its own, because a library that does not fit can end the process that loads it.
 * Multiplies two matrices with the native binding and prints `{version, device}` as JSON.
 */
import { createRequire } from 'node:module'

const load = createRequire(import.meta.url)
/** @type {{ isNullOrUndefined?: (value: unknown) => boolean }} */
const util = load('node:util')
// Removed in Node 23 and still called by the binding's JavaScript.
util.isNullOrUndefined ??= value => value === null || value === undefined

const tf = load('@tensorflow/tfjs-node-gpu')
const left = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
const right = tf.tensor2d([7, 8, 9, 10, 11, 12], [3, 2])
const product = Array.from(tf.matMul(left, right).dataSync())
const expected = [58, 64, 139, 154]
if (product.length !== 4 || product.some((value, place) => value !== expected[place])) {
  throw new Error(`a product of two matrices came out as ${product} instead of ${expected}`)
}
/** @type {any} */
const backend = tf.backend()
const result = { version: backend.binding.TF_Version, device: backend.isUsingGpuDevice ? 'cuda' : 'cpu' }
process.stdout.write(`${JSON.stringify(result)}\n`)

import { createRequire } from 'node:module'
import util from 'node:util'
import * as tf from '@tensorflow/tfjs-core'
import {
  ADAM_BETA_1,
  ADAM_BETA_2,
  type Adam,
  type AdamState,
  type Backend,
  correctedStep,
} from './backend.ts'

/** An attribute of a TensorFlow operation, as the binding takes it. */
interface OperationAttribute {
  readonly name: string
  readonly type: number
  readonly value: number | boolean | string | readonly number[]
}

/** The parts of the tfjs-node back end used beyond tfjs-core: running a TensorFlow operation by its name. */
interface TensorFlowKernels extends tf.KernelBackend {
  readonly isUsingGpuDevice: boolean
  readonly binding: Readonly<
    Record<'TF_ATTR_TYPE' | 'TF_ATTR_SHAPE' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_FLOAT', number>
  >
  executeSingleOutput(operation: string, attributes: OperationAttribute[], inputs: tf.Tensor[]): tf.Tensor
  executeMultipleOutputs(
    operation: string,
    attributes: OperationAttribute[],
    inputs: tf.Tensor[],
    outputs: number,
  ): tf.Tensor[]
}

/**
 * The TensorFlow C library through @tensorflow/tfjs-node-gpu: CUDA where the library and a card are there, else all cores
 * of the CPU. Throws what the loader throws when the library or the binding is missing.
 */
export async function startTensorFlow(): Promise<Backend> {
  // Without this TensorFlow takes the whole card, which people share with their display and other programs.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true'
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  // tfjs-node 4.22 calls these; Node 23 and later no longer have them.
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  })
  createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu')
  if (!(await tf.setBackend('tensorflow')))
    throw new Error('The TensorFlow back end could not be initialised.')
  const kernels = tf.backend() as TensorFlowKernels
  return {
    name: 'tensorflow',
    device: kernels.isUsingGpuDevice ? 'CUDA GPU' : 'CPU, all cores',
    scoringBatch: 1024,
    shortBatch: 256,
    matMul: (a, b, how) => tf.matMul(a, b, how === 'transpose-first', how === 'transpose-second'),
    createAdam: (state, shapes) => fusedAdam(kernels, state, shapes),
  }
}

/**
 * Adam by TensorFlow's own kernel, one pass over memory in place, on resource variables: twenty times faster than the same
 * formula out of tensor operations.
 */
function fusedAdam(
  kernels: TensorFlowKernels,
  initial: AdamState,
  shapes: readonly (readonly number[])[],
): Adam {
  const { TF_ATTR_BOOL, TF_ATTR_SHAPE, TF_ATTR_STRING, TF_ATTR_TYPE, TF_FLOAT } = kernels.binding
  const float = (name: string): OperationAttribute => ({ name, type: TF_ATTR_TYPE, value: TF_FLOAT })
  const text = (name: string, value: string): OperationAttribute => ({ name, type: TF_ATTR_STRING, value })

  const createVariable = (values: Float32Array, shape: readonly number[]): tf.Tensor => {
    const handle = tf.keep(
      kernels.executeSingleOutput(
        'VarHandleOp',
        [
          float('dtype'),
          { name: 'shape', type: TF_ATTR_SHAPE, value: shape },
          text('container', ''),
          text('shared_name', `anomalite_${variablesCreated++}`),
        ],
        [],
      ),
    )
    tf.tidy(() => {
      // The variable takes over the tensor's memory: give it a copy that nothing else can reach.
      const value = tf.clone(tf.tensor(values.slice(), [...shape]))
      kernels.executeMultipleOutputs('AssignVariableOp', [float('dtype')], [handle, value], 0)
    })
    return handle
  }
  const createVariables = (arrays: readonly Float32Array[]) =>
    arrays.map((values, i) => createVariable(values, shapes[i]!))
  const readVariable = (handle: tf.Tensor) =>
    kernels.executeSingleOutput('ReadVariableOp', [float('dtype')], [handle])
  const readValues = (handles: readonly tf.Tensor[]) =>
    handles.map(handle => {
      const tensor = readVariable(handle)
      const values = (tensor.dataSync() as Float32Array).slice()
      tensor.dispose()
      return values
    })

  const parameters = createVariables(initial.parameters)
  const firstMoments = createVariables(initial.firstMoments)
  const secondMoments = createVariables(initial.secondMoments)
  let step = initial.step
  let current: tf.Tensor[] | null = null

  const release = () => {
    current?.forEach(tensor => {
      tensor.dispose()
    })
    current = null
  }

  return {
    parameters() {
      current ??= parameters.map(handle => tf.keep(readVariable(handle)))
      return current
    },
    update(gradients, learningRate) {
      // While a read tensor shares a variable's memory, the kernel would have to copy it first.
      release()
      step++
      tf.tidy(() => {
        const constants = [
          ADAM_BETA_1 ** step,
          ADAM_BETA_2 ** step,
          learningRate,
          ADAM_BETA_1,
          ADAM_BETA_2,
          // The kernel corrects the learning rate by itself, and ε not at all.
          correctedStep(learningRate, step).epsilon,
        ].map(value => tf.scalar(value))
        gradients.forEach((gradient, i) => {
          kernels.executeMultipleOutputs(
            'ResourceApplyAdam',
            [
              float('T'),
              { name: 'use_locking', type: TF_ATTR_BOOL, value: false },
              { name: 'use_nesterov', type: TF_ATTR_BOOL, value: false },
            ],
            [parameters[i]!, firstMoments[i]!, secondMoments[i]!, ...constants, gradient],
            0,
          )
        })
      })
      for (const gradient of gradients) gradient.dispose()
    },
    state: () => ({
      step,
      parameters: readValues(parameters),
      firstMoments: readValues(firstMoments),
      secondMoments: readValues(secondMoments),
    }),
    dispose() {
      release()
      for (const handle of [...parameters, ...firstMoments, ...secondMoments]) {
        kernels.executeMultipleOutputs(
          'DestroyResourceOp',
          [{ name: 'ignore_lookup_error', type: TF_ATTR_BOOL, value: true }],
          [handle],
          0,
        )
        handle.dispose()
      }
    },
  }
}

/** Makes the variables' names unique within the process. */
let variablesCreated = 0

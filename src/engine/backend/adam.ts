import * as tf from '@tensorflow/tfjs-core'
import { ADAM_BETA_1, ADAM_BETA_2, type Adam, type AdamState, correctedStep } from './backend.ts'

/** Adam in one pass over plain arrays: on a back end without a fused kernel, faster than a dozen tensor operations. */
export function hostAdam(initial: AdamState, shapes: readonly (readonly number[])[]): Adam {
  const copies = (arrays: readonly Float32Array[]) => arrays.map(values => values.slice())
  const parameters = copies(initial.parameters)
  const firstMoments = copies(initial.firstMoments)
  const secondMoments = copies(initial.secondMoments)
  let step = initial.step
  let tensors: tf.Tensor[] | null = null

  const release = () => {
    tensors?.forEach(tensor => {
      tensor.dispose()
    })
    tensors = null
  }

  return {
    parameters() {
      tensors ??= parameters.map((values, i) => tf.keep(tf.tensor(values, [...shapes[i]!])))
      return tensors
    },
    update(gradients, learningRate) {
      release()
      step++
      const { rate, epsilon } = correctedStep(learningRate, step)
      gradients.forEach((gradient, i) => {
        adamStep(
          parameters[i]!,
          firstMoments[i]!,
          secondMoments[i]!,
          gradient.dataSync() as Float32Array,
          rate,
          epsilon,
        )
        gradient.dispose()
      })
    },
    state: () => ({
      step,
      parameters: copies(parameters),
      firstMoments: copies(firstMoments),
      secondMoments: copies(secondMoments),
    }),
    dispose: release,
  }
}

function adamStep(
  parameters: Float32Array,
  firstMoments: Float32Array,
  secondMoments: Float32Array,
  gradient: Float32Array,
  rate: number,
  epsilon: number,
): void {
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i]!
    const m = firstMoments[i]! + (g - firstMoments[i]!) * (1 - ADAM_BETA_1)
    const v = secondMoments[i]! + (g * g - secondMoments[i]!) * (1 - ADAM_BETA_2)
    firstMoments[i] = m
    secondMoments[i] = v
    parameters[i]! -= (rate * m) / (Math.sqrt(v) + epsilon)
  }
}

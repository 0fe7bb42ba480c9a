import * as tf from '@tensorflow/tfjs-core'

/**
 * Σ x² over a matrix. Row by row, then over the rows: a back end may add in one running float32 sum, which over the
 * half million residuals of a batch is off by 1e-4.
 */
export function sumOfSquares(matrix: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.sum(tf.sum(tf.square(matrix), 1)))
}

/** Mean of x² over a matrix. */
export function meanSquare(matrix: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.div<tf.Scalar>(sumOfSquares(matrix), matrix.size))
}

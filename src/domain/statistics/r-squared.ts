/** Running sums over a table of inputs x (rows × features) and their reconstructions x̂. */
export interface ReconstructionSums {
  /** Σ (x − x̂)² over all rows and features. */
  readonly squaredError: number
  /** Σ x over the rows, one per feature. */
  readonly sum: ArrayLike<number>
  /** Σ x² over the rows, one per feature. */
  readonly sumOfSquares: ArrayLike<number>
  /** Number of rows. */
  readonly count: number
}

/** Coefficient of determination in two conventions that give different figures for one reconstruction. */
export interface RSquared {
  /** 1 − SSE/SST with SST about the one mean of all values; null where all values are equal. */
  readonly global: number | null
  /**
   * 1 − SSE/SST with SST about each feature's own mean, pooled over the features; null where every feature
   * is constant. A constant feature adds nothing to SST, but its error counts in SSE.
   */
  readonly perFeature: number | null
}

/**
 * R² = 1 − SSE/SST of a reconstruction, about the global mean and about the means of the features. The second
 * is never the larger: what the features' means explain is not credited to the model.
 */
export function rSquared({ squaredError, sum, sumOfSquares, count }: ReconstructionSums): RSquared {
  let total = 0
  let totalOfSquares = 0
  let aboutFeatureMeans = 0
  for (let feature = 0; feature < sum.length; feature++) {
    const featureSum = sum[feature]!
    const featureSquares = sumOfSquares[feature]!
    total += featureSum
    totalOfSquares += featureSquares
    // Rounding can leave a constant feature slightly below zero.
    aboutFeatureMeans += Math.max(0, featureSquares - (featureSum * featureSum) / count)
  }
  const aboutGlobalMean = totalOfSquares - (total * total) / (count * sum.length)
  return {
    global: aboutGlobalMean > 0 ? 1 - squaredError / aboutGlobalMean : null,
    perFeature: aboutFeatureMeans > 0 ? 1 - squaredError / aboutFeatureMeans : null,
  }
}

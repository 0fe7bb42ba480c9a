/** What one network of a sweep came to; R² are null where they are not defined. */
export interface SizedTrial {
  readonly latentSize: number
  readonly heldOutRmse: number
  readonly rSquaredGlobal: number | null
  readonly rSquaredPerFeature: number | null
}

/** The mean of a figure over networks that differ in their initial weights, and its extremes. */
export interface Spread {
  readonly mean: number
  readonly least: number
  readonly most: number
}

/** What the networks of one latent size came to (Fig. 1a of Makino et al.). */
export interface SizeSummary {
  readonly latentSize: number
  readonly networks: number
  readonly heldOutRmse: Spread
  readonly rSquaredGlobal: Spread | null
  readonly rSquaredPerFeature: Spread | null
}

/** Summarises the networks of each latent size, the smallest first. */
export function summariseSizes(trials: readonly SizedTrial[]): SizeSummary[] {
  const bySize = Map.groupBy(trials, ({ latentSize }) => latentSize)
  return [...bySize]
    .toSorted(([a], [b]) => a - b)
    .map(([latentSize, networks]) => ({
      latentSize,
      networks: networks.length,
      heldOutRmse: spread(networks.map(network => network.heldOutRmse))!,
      rSquaredGlobal: spread(networks.map(network => network.rSquaredGlobal)),
      rSquaredPerFeature: spread(networks.map(network => network.rSquaredPerFeature)),
    }))
}

function spread(values: readonly (number | null)[]): Spread | null {
  const defined = values.filter(value => value !== null)
  if (defined.length === 0) return null
  return {
    mean: defined.reduce((sum, value) => sum + value, 0) / defined.length,
    least: Math.min(...defined),
    most: Math.max(...defined),
  }
}

import type { Score } from '../../../../contract/index.ts'
import { formatFormula } from '../../../../domain/formula/index.ts'
import type { Variation, VariationKind } from '../../../../domain/variation/index.ts'

/** A variation with its score; outside the model it has none. */
export interface ScoredVariation {
  readonly formula: string
  readonly variation: Variation
  readonly rmse: number | null
  readonly percentile: number | null
}

/** Variations of the chosen kinds with their scores, lowest RMSE first; those without one last. */
export function scoredVariations(
  variations: readonly Variation[],
  scores: readonly Score[],
  kinds: ReadonlySet<VariationKind>,
): readonly ScoredVariation[] {
  return variations
    .map((variation, index): ScoredVariation => {
      const score = scores[index]
      const isScored = score?.kind === 'scored'
      return {
        formula: formatFormula(variation.composition),
        variation,
        rmse: isScored ? score.rmse : null,
        percentile: isScored ? score.percentile : null,
      }
    })
    .filter(({ variation }) => kinds.has(variation.change.kind))
    .sort((a, b) => (a.rmse ?? Number.POSITIVE_INFINITY) - (b.rmse ?? Number.POSITIVE_INFINITY))
}

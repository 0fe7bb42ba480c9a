import type { Composition, ElementSymbol } from '../domain/composition.ts'
import { undescribedElements } from '../domain/descriptor/index.ts'
import { canonicalFormula } from '../domain/formula/index.ts'
import { shareAbove } from '../domain/statistics/index.ts'
import type { ComputeProcess } from '../engine/index.ts'
import { type Model, trainingMemory } from './models.ts'

/** A composition's reconstruction error and where it lies. */
export interface ScoredComposition {
  readonly kind: 'scored'
  readonly canonical: string
  /** Root of the mean squared difference between the descriptor and its reconstruction. */
  readonly rmse: number
  /** Per cent of the model's held-out positives with a larger RMSE, 0…100. */
  readonly percentile: number
  /** Whether the model was trained on this composition, which makes its RMSE too favourable. */
  readonly trainedOn: boolean
  /** Elements in none of the compositions the model was trained on: the RMSE then says little. */
  readonly unseenElements: readonly ElementSymbol[]
}

/** A composition with elements that the descriptor has no data for. */
export interface OutsideModel {
  readonly kind: 'outside'
  readonly canonical: string
  readonly elements: readonly ElementSymbol[]
}

export interface ScoreOptions {
  readonly signal?: AbortSignal
  /** Told the fraction done. */
  readonly onProgress?: (fraction: number) => void
}

/** Scores compositions with a model, in their order; equal ones are computed once. */
export async function scoreCompositions(
  compute: Pick<ComputeProcess, 'call'>,
  model: Model,
  compositions: readonly Composition[],
  { signal, onProgress }: ScoreOptions = {},
): Promise<(ScoredComposition | OutsideModel)[]> {
  const memory = await trainingMemory(model)
  const canonicals = compositions.map(composition => canonicalFormula(composition))
  const outside = compositions.map(composition => undescribedElements(composition))
  const distinct = [...new Set(canonicals.filter((_, i) => outside[i]!.length === 0))]
  const errors =
    distinct.length === 0
      ? []
      : await compute.call(
          'score',
          { modelFolder: model.folder, formulas: distinct },
          { ...(signal && { signal }), onEvent: done => onProgress?.(done / distinct.length) },
        ).result
  const errorOf = new Map(distinct.map((formula, i) => [formula, errors[i]!]))
  const reference = { quantiles: model.manifest.heldOut.rmseQuantiles }
  return canonicals.map((canonical, i) => {
    const elements = outside[i]!
    if (elements.length > 0) return { kind: 'outside', canonical, elements }
    const rmse = errorOf.get(canonical)!
    return {
      kind: 'scored',
      canonical,
      rmse,
      percentile: 100 * shareAbove(reference, rmse),
      trainedOn: memory.wasTrainedOn(canonical),
      unseenElements: compositions[i]!.map(({ symbol }) => symbol).filter(symbol => !memory.hasSeen(symbol)),
    }
  })
}

/** Why a composition outside the model has no score. */
export function outsideMessage({ elements }: Pick<OutsideModel, 'elements'>): string {
  return `Outside the model: it has no data for ${elements.join(', ')}.`
}

/** What to keep in mind about a score; empty when there is nothing. */
export function scoreCautions({
  trainedOn,
  unseenElements,
}: Pick<ScoredComposition, 'trainedOn' | 'unseenElements'>): string[] {
  const cautions: string[] = []
  if (trainedOn) cautions.push('the model was trained on this composition')
  if (unseenElements.length > 0) {
    cautions.push(`${unseenElements.join(', ')} in none of the compositions trained on`)
  }
  return cautions
}

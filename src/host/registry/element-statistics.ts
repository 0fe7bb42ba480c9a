import { parseFormula } from '../../domain/formula/index.ts'
import { quantile } from '../../domain/statistics/index.ts'
import { readFormulas } from '../../engine/index.ts'
import { BULK_SLICE, type BulkScoring } from '../engine/bulk-scoring.ts'
import { type AnyModel, type Model, trainingFormulas } from '../models.ts'

export interface ElementStatistics {
  readonly element: string
  /** How many of the compositions trained on have the element. */
  readonly compositions: number
  /** Over the held-out positives with the element; null where there are none. */
  readonly medianRmse: number | null
}

/** How often a model met each element, and how well one that gives RMSE reconstructs compositions with it. */
export async function elementStatistics(
  model: AnyModel,
  bulk: Pick<BulkScoring, 'call'>,
): Promise<ElementStatistics[]> {
  const training = await trainingFormulas(model)
  const errors = model.kind === 'rmse' ? await heldOutErrors(model, bulk) : new Map<string, number[]>()
  const counts = new Map<string, number>()
  for (const formula of training) {
    for (const { symbol } of parseFormula(formula)) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  }
  return [...new Set([...counts.keys(), ...errors.keys()])].sort().map(element => {
    const sorted = errors.get(element)?.sort((a, b) => a - b)
    return {
      element,
      compositions: counts.get(element) ?? 0,
      medianRmse: sorted ? quantile(sorted, 0.5) : null,
    }
  })
}

/** RMSE of the held-out positives with each element. */
async function heldOutErrors(
  { folder, manifest }: Model,
  bulk: Pick<BulkScoring, 'call'>,
): Promise<Map<string, number[]>> {
  const heldOut = await readFormulas(folder, manifest, 'held-out.txt')
  const errors = new Map<string, number[]>()
  for (let start = 0; start < heldOut.length; start += BULK_SLICE) {
    const formulas = heldOut.slice(start, start + BULK_SLICE)
    const scores = await bulk.call('score', { modelFolder: folder, formulas })
    formulas.forEach((formula, i) => {
      for (const { symbol } of parseFormula(formula)) {
        const known = errors.get(symbol)
        if (known) known.push(scores[i]!)
        else errors.set(symbol, [scores[i]!])
      }
    })
  }
  return errors
}

import { setImmediate } from 'node:timers/promises'
import type { TrainingData } from '../../contract/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { wholeStoichiometry } from '../../domain/stability/index.ts'
import type { CoreServices } from '../core-services.ts'
import { type CollectedData, type CollectingOptions, collectData } from '../training/training-data.ts'

/** Formulas that are looked at before other work gets its turn. */
const FORMULAS_AT_ONCE = 1000

/** What lists and a model give to fit to. */
export interface FittingData extends CollectedData {
  /** Of the positives found those whose amounts are no whole numbers, which are left out. */
  readonly withoutWholeAmounts: number
}

/** Reads what a fit is to see: what a training would, of whole amounts. Throws what `collectData` throws. */
export async function collectFittingData(
  parts: Pick<CoreServices, 'library' | 'models'>,
  data: TrainingData,
  options: CollectingOptions,
): Promise<FittingData> {
  const collected = await collectData(parts, data, options)
  const positives = await ofWholeAmounts(collected.positives, options.signal)
  return { ...collected, positives, withoutWholeAmounts: collected.positives.length - positives.length }
}

/** The formulas whose amounts are whole numbers. */
export async function ofWholeAmounts(formulas: readonly string[], signal: AbortSignal): Promise<string[]> {
  const whole: string[] = []
  for (const [i, formula] of formulas.entries()) {
    if (wholeStoichiometry(parseFormula(formula)) !== null) whole.push(formula)
    if (i % FORMULAS_AT_ONCE === 0) await setImmediate(undefined, { signal })
  }
  return whole
}

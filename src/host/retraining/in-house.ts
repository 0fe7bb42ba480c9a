import type { InHouseList, LabelledFormula } from '../../engine/index.ts'

/** In-house positives from lists or files, and what was left out of them. */
export interface InHouseData {
  /** Compositions in several lists are in each. */
  readonly lists: readonly InHouseList[]
  /** All of known energy when some are no positives, else none: they judge. */
  readonly labelled: readonly LabelledFormula[]
  /** The limit of energy above hull where a list has energies, else null. */
  readonly maxEnergyAboveHullEvPerAtom: number | null
  readonly leftOut: LeftOut
}

/** Lines and entries that do not train, by why. */
export interface LeftOut {
  /** They repeat a composition. */
  readonly duplicates: number
  /** At or above the limit: they judge, and never train. */
  readonly aboveLimit: number
  /** In a list that has energies, without one. */
  readonly withoutEnergy: number
  /** With elements that no model has data for. */
  readonly outsideModel: number
  readonly unread: number
  /** Compositions that one list gives as made, while the energies of another lie at or above the limit: they do neither. */
  readonly contested: number
}

/**
 * Takes out of all lists what any of them labels at or above the limit and none below: it was made or it is unstable,
 * and so neither trains nor judges.
 */
export function withoutContested(
  lists: readonly InHouseList[],
  labelled: readonly LabelledFormula[],
  limit: number,
): Pick<InHouseData, 'lists' | 'labelled'> & { readonly contested: number } {
  const positives = new Set(lists.flatMap(list => list.positives))
  const lowest = new Map<string, number>()
  for (const { formula, energyAboveHullEvPerAtom: energy } of labelled) {
    lowest.set(formula, Math.min(energy, lowest.get(formula) ?? energy))
  }
  const isContested = (formula: string) => positives.has(formula) && (lowest.get(formula) ?? -1) >= limit
  const judging = [...lowest].flatMap(([formula, energyAboveHullEvPerAtom]) =>
    isContested(formula) ? [] : { formula, energyAboveHullEvPerAtom },
  )
  const hasNegatives = judging.some(({ energyAboveHullEvPerAtom }) => energyAboveHullEvPerAtom >= limit)
  return {
    lists: lists.map(list => ({
      ...list,
      positives: list.positives.filter(formula => !isContested(formula)),
    })),
    labelled: hasNegatives ? judging : [],
    contested: [...positives].filter(isContested).length,
  }
}

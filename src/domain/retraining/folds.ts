import { AnomaliteError } from '../error.ts'
import { parseFormula } from '../formula/index.ts'
import { permutation, randomStream } from '../statistics/index.ts'

/** What is kept together when compounds are parted into folds: the composition alone, or all of the same elements. */
export type FoldParting = 'compositions' | 'systems'

export const FOLD_PARTINGS = ['compositions', 'systems'] as const satisfies readonly FoldParting[]

/** A repeated cross-validation. */
export interface FoldChoice {
  readonly by: FoldParting
  /** Parts of which each is held out once. */
  readonly folds: number
  /** How often all is parted anew. */
  readonly repeats: number
}

/** How many retrainings a cross-validation comes to; none where there is none. */
export function foldRuns(choice: Pick<FoldChoice, 'folds' | 'repeats'> | null): number {
  return choice === null ? 0 : choice.folds * choice.repeats
}

/**
 * Parts distinct canonical formulas at random into folds of about equal size: the fold of each, from 0. It depends on the
 * set and the seed alone. Throws `retraining/too-few-for-folds` where a fold would be empty.
 */
export function assignFolds(
  formulas: readonly string[],
  { by, folds }: Pick<FoldChoice, 'by' | 'folds'>,
  seed: number,
): Uint16Array {
  const groups = new Map<string, string[]>()
  for (const formula of formulas.toSorted()) {
    const group = by === 'compositions' ? formula : systemOf(formula)
    const members = groups.get(group)
    if (members) members.push(formula)
    else groups.set(group, [formula])
  }
  if (groups.size < folds) {
    const what = by === 'compositions' ? 'compositions' : 'chemical systems'
    throw new AnomaliteError(
      'retraining/too-few-for-folds',
      `${folds} folds need at least as many ${what} that the model does not know; there are ${groups.size}. Take fewer folds.`,
      { folds, groups: groups.size },
    )
  }
  const names = [...groups.keys()].sort()
  const shuffled = Array.from(
    permutation(names.length, randomStream(seed)),
    place => groups.get(names[place]!)!,
  )
  const sizes = new Array<number>(folds).fill(0)
  const foldOf = new Map<string, number>()
  // The largest first, each into the smallest fold: systems differ in size.
  for (const members of shuffled.sort((a, b) => b.length - a.length)) {
    const smallest = sizes.indexOf(Math.min(...sizes))
    sizes[smallest]! += members.length
    for (const formula of members) foldOf.set(formula, smallest)
  }
  return Uint16Array.from(formulas, formula => foldOf.get(formula)!)
}

/** The elements of a formula, such as `Li-O-P`. */
export function systemOf(formula: string): string {
  return parseFormula(formula)
    .map(({ symbol }) => symbol)
    .sort()
    .join('-')
}

import type { ElementSymbol } from '../composition.ts'
import { permutation, randomStream } from '../statistics/index.ts'
import { elementSymbol } from './elements/index.ts'
import type { Stoichiometry } from './stoichiometry.ts'

/** What is kept together when compounds are parted: nothing but the compound, or all compounds of the same elements. */
export type Parting = 'compounds' | 'systems'

/**
 * Parts compounds at random into so many folds of about equal size: the fold of each. Seeded; it depends on the set
 * of compounds alone, not on their order.
 */
export function assignFolds(
  compounds: readonly Stoichiometry[],
  folds: number,
  parting: Parting,
  seed: number,
): Uint8Array {
  if (parting === 'systems') {
    return Uint8Array.from(compounds, ({ elements }) =>
      foldOfSystem(elements.map(elementSymbol), folds, seed),
    )
  }
  const names = compounds.map(nameOf)
  const distinct = [...new Set(names)].sort()
  const foldOf = new Map<string, number>()
  for (const [i, place] of permutation(distinct.length, randomStream(seed)).entries()) {
    foldOf.set(distinct[place]!, i % folds)
  }
  return Uint8Array.from(names, name => foldOf.get(name)!)
}

/**
 * The fold of a chemical system, given by its elements in any order. It hangs on them and the seed alone, so that
 * compositions of any kind are parted alike.
 */
export function foldOfSystem(symbols: readonly ElementSymbol[], folds: number, seed: number): number {
  // FNV-1a of the system's name, such as Li-O-P.
  let hash = 0x811c9dc5
  for (const character of symbols.toSorted().join('-')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  }
  return randomStream(hash ^ Math.imul(seed + 1, 0x9e3779b1)).integer(folds)
}

function nameOf({ elements, amounts }: Stoichiometry): string {
  return elements.map((element, i) => `${element}:${amounts[i]}`).join(' ')
}

/** How often a generated composition is looked up in tables that lack the compound it was made from. */
const PARENT_HIDDEN_SHARE = 0.8

/**
 * The fold whose compounds are left out of the tables in which each generated composition is looked up: mostly that of
 * its parent, which a model would else recognise it by, and else a random one.
 */
export function hiddenFolds(
  parents: Uint32Array,
  parentFolds: Uint8Array,
  folds: number,
  seed: number,
): Uint8Array {
  const random = randomStream(seed)
  return Uint8Array.from(parents, parent =>
    random.uniform() < PARENT_HIDDEN_SHARE ? parentFolds[parent]! : random.integer(folds),
  )
}

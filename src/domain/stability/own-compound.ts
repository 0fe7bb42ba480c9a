import type { Composition } from '../composition.ts'
import { reducedComposition } from '../formula/index.ts'
import { atomsOf, type Stoichiometry, wholeStoichiometry } from './stoichiometry.ts'

/** A formula of more atoms is that of a solid solution or of a doped compound. */
const MOST_ATOMS_OF_A_FORMULA = 80

/** The compound that a composition is by itself, of small whole amounts; null for a doped or fractional formula. */
export function ownCompound(composition: Composition): Stoichiometry | null {
  const compound = wholeStoichiometry(reducedComposition(composition))
  return compound !== null && atomsOf(compound) <= MOST_ATOMS_OF_A_FORMULA ? compound : null
}

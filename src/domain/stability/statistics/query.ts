import { type Chemistry, chemistryOf } from '../chemistry.ts'
import { atomsOf, type Stoichiometry } from '../stoichiometry.ts'
import { compositionKey, type Key } from '../tables/index.ts'

/** A composition that is asked about, with what most statistics need of it. */
export interface Query extends Stoichiometry {
  /** Atoms per formula unit. */
  readonly atoms: number
  /** Atomic fraction of each element; they sum to 1. */
  readonly fractions: readonly number[]
  readonly chemistry: Chemistry
  readonly key: Key
}

export function queryOf(compound: Stoichiometry): Query {
  const atoms = atomsOf(compound)
  return {
    elements: compound.elements,
    amounts: compound.amounts,
    atoms,
    fractions: compound.amounts.map(amount => amount / atoms),
    chemistry: chemistryOf(compound.elements),
    key: compositionKey(compound),
  }
}

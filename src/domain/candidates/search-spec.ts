import type { ElementSymbol } from '../composition.ts'

/** Whole numbers from `least` to `most`, both included. */
export interface WholeRange {
  readonly least: number
  readonly most: number
}

/** An element and the oxidation states it may have in a search, whole numbers other than 0. */
export interface ChargedElement {
  readonly symbol: ElementSymbol
  readonly states: readonly number[]
}

/** An element that a role may take. */
export interface RoleElement extends ChargedElement {
  /** Limits for this element in place of the role's. */
  readonly amounts?: WholeRange
}

/** Elements that play one part in a compound: cations, anions, the A site. An element has one role. */
export interface Role {
  /** As shown to the person who searches, such as `Cations`. */
  readonly name: string
  readonly elements: readonly RoleElement[]
  /** How many different elements of the role a candidate takes. */
  readonly distinct: WholeRange
  /** Amount of each element taken, before common divisors are taken out. */
  readonly amounts: WholeRange
}

/** Which charges a candidate may have, each element being in one of its states. */
export type ChargeCondition =
  | { readonly kind: 'any' }
  /** Some choice of states adds up to zero. */
  | { readonly kind: 'neutral' }
  /**
   * One of these elements is added in the amount that makes the rest neutral; where that is a fraction all
   * amounts are multiplied, such as doubled for oxygen when the charge is odd.
   */
  | { readonly kind: 'balanced'; readonly by: readonly ChargedElement[] }
  /** Size of the charge nearest to zero, in elementary charges per atom, between two limits. */
  | { readonly kind: 'per-atom'; readonly least: number; readonly most: number }

/**
 * What a search generates: all compositions that take from each role as many elements as it says, in amounts
 * within its limits, common divisors taken out, that meet the charge condition. Elements in no role are excluded.
 */
export interface SearchSpec {
  readonly roles: readonly Role[]
  readonly charge: ChargeCondition
  /** Elements that every candidate contains; each belongs to a role or to those that balance. */
  readonly required: readonly ElementSymbol[]
  /** Atoms in the reduced formula at most, or null for no limit. */
  readonly mostAtoms: number | null
}

import { atomCount, type Composition } from '../composition.ts'
import { isMetal } from '../elements/index.ts'
import { findAssignments, type WantedAssignments } from './assignment-search.ts'
import type { ChargeAssignment } from './charge-assignment.ts'
import { type ChosenStates, oxidationChoices, type StateSelection } from './oxidation-choices.ts'

/**
 * Charge per atom that still counts as none: what amounts rounded to two or three decimals leave over.
 */
export const NEUTRAL_CHARGE_PER_ATOM = 1e-3

export type ChargeVerdict = 'neutral' | 'unbalanced' | 'not-ionic' | 'unknown-states'

interface BalanceBase {
  /** Charge per atom: 0 when neutral, the nearest to neutral when unbalanced, else null. */
  readonly chargePerAtom: number | null
  /** Neutral assignments, most common first, at most 20. */
  readonly assignments: readonly ChargeAssignment[]
  /** Whether every combination was tried; compositions of many elements with many states may end the search early. */
  readonly isComplete: boolean
}

/** Whether the charges of a composition can balance, and how. */
export type ChargeBalance =
  | (BalanceBase & { readonly verdict: 'neutral'; readonly chargePerAtom: 0 })
  | (BalanceBase & { readonly verdict: 'unbalanced'; readonly chargePerAtom: number })
  | (BalanceBase & {
      readonly verdict: 'not-ionic'
      readonly chargePerAtom: null
      readonly reason: 'single-element' | 'all-metals'
    })
  | (BalanceBase & {
      readonly verdict: 'unknown-states'
      readonly chargePerAtom: null
      /** Elements without any known oxidation state, in the composition's order. */
      readonly symbols: readonly string[]
    })

export interface BalanceOptions {
  /**
   * States to use for some elements in place of the known ones, such as `{ O: [-0.5] }` for a superoxide.
   * One that is not a finite number is an error `charge/invalid-state`.
   */
  readonly states?: ChosenStates
  /** Which known states the other elements may have; all by default. */
  readonly selection?: StateSelection
}

/**
 * Looks for oxidation states that make a composition neutral, one state per element or two of one element.
 * A composition of metals alone is not ionic even where an assignment exists (CsAu, Na3Bi); the assignments
 * are given all the same. An element for which a negative state was chosen counts as an anion. States: SMACT's lists from the ICSD (2024), see {@link oxidationChoices}.
 */
export function balanceCharges(composition: Composition, options: BalanceOptions = {}): ChargeBalance {
  return balance(composition, options, 'all')
}

/** The verdict of {@link balanceCharges} and its charge per atom, found in a fraction of the time. */
export function chargeVerdict(
  composition: Composition,
  selection: StateSelection,
): Pick<ChargeBalance, 'verdict' | 'chargePerAtom'> {
  return balance(composition, { selection }, 'any')
}

function balance(
  composition: Composition,
  options: BalanceOptions,
  wanted: WantedAssignments,
): ChargeBalance {
  const chosen = options.states ?? {}
  const selection = options.selection ?? 'all'
  if (composition.length <= 1) {
    return {
      verdict: 'not-ionic',
      reason: 'single-element',
      chargePerAtom: null,
      assignments: [],
      isComplete: true,
    }
  }
  const onlyMetals = composition.every(({ symbol }) => isMetal(symbol) && !isChosenAnion(symbol, chosen))
  const symbols = composition
    .map(({ symbol }) => symbol)
    .filter(symbol => oxidationChoices(symbol, chosen).length === 0)
  if (symbols.length > 0) {
    return onlyMetals
      ? { verdict: 'not-ionic', reason: 'all-metals', chargePerAtom: null, assignments: [], isComplete: true }
      : { verdict: 'unknown-states', symbols, chargePerAtom: null, assignments: [], isComplete: true }
  }
  const atoms = atomCount(composition)
  const { assignments, isComplete, closestCharge } = findAssignments(
    composition,
    symbol => oxidationChoices(symbol, chosen, selection),
    // The limit itself counts as neutral whatever the last bit of the sums.
    NEUTRAL_CHARGE_PER_ATOM * atoms * (1 + 1e-9),
    wanted,
  )
  if (onlyMetals)
    return { verdict: 'not-ionic', reason: 'all-metals', chargePerAtom: null, assignments, isComplete }
  if (assignments.length > 0) return { verdict: 'neutral', chargePerAtom: 0, assignments, isComplete }
  return { verdict: 'unbalanced', chargePerAtom: closestCharge / atoms, assignments, isComplete }
}

function isChosenAnion(symbol: string, chosen: ChosenStates): boolean {
  return Object.hasOwn(chosen, symbol) && chosen[symbol]!.some(charge => charge < 0)
}

/** The verdict in plain words: `neutral`, `off by +0.12 per atom`, `not ionic (all metals)`, … */
export function describeVerdict(balance: ChargeBalance): string {
  switch (balance.verdict) {
    case 'neutral':
      return 'neutral'
    case 'unbalanced': {
      const size = Math.abs(balance.chargePerAtom)
      return `off by ${balance.chargePerAtom < 0 ? '−' : '+'}${size < 0.1 ? Number(size.toPrecision(2)) : size.toFixed(2)} per atom`
    }
    case 'not-ionic':
      return balance.reason === 'single-element' ? 'not ionic (single element)' : 'not ionic (all metals)'
    case 'unknown-states':
      return `no oxidation state known for ${balance.symbols.join(', ')}`
  }
}

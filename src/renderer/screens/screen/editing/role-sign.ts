import { type ChargedElement, type SearchSpec, usualStates } from '../../../../domain/candidates/index.ts'
import { commonOxidationStates } from '../../../../domain/elements/index.ts'
import { elementsOf, placesOf, type RolePlace } from './role-place.ts'

type Sign = 'cation' | 'anion'

/**
 * States that an element is first given in a role: its usual ones of the sign that the role has by its other
 * elements; where it has none, the opposite of what the other roles have; else that of its most reported state.
 */
export function usualStatesIn(search: SearchSpec, place: RolePlace, symbol: string): readonly number[] {
  const others = placesOf(search).filter(other => other !== place)
  const sign =
    signOf(elementsOf(search, place)) ??
    opposite(signOf(others.flatMap(other => elementsOf(search, other)))) ??
    ((commonOxidationStates(symbol)[0] ?? 1) < 0 ? 'anion' : 'cation')
  const states = usualStates(symbol, sign)
  return states.length > 0 ? states : usualStates(symbol, sign === 'cation' ? 'anion' : 'cation')
}

/** The sign that most elements have; null where there are none or neither prevails. */
function signOf(elements: readonly ChargedElement[]): Sign | null {
  const lean = elements.reduce((sum, { states }) => sum + Math.sign(states.reduce((a, b) => a + b, 0)), 0)
  return lean === 0 ? null : lean > 0 ? 'cation' : 'anion'
}

function opposite(sign: Sign | null): Sign | null {
  return sign === null ? null : sign === 'cation' ? 'anion' : 'cation'
}

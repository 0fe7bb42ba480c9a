import {
  type ChosenStates,
  type Ion,
  knownStates,
  type StateSelection,
} from '../../../domain/charge/index.ts'

/** A state offered for an element. */
export interface OfferedState {
  readonly charge: number
  /** `own`: not known, added by the user. */
  readonly kind: 'common' | 'uncommon' | 'own'
  readonly isAllowed: boolean
}

/** Largest charge that can be entered. */
export const LARGEST_CHARGE = 9

/** The states to choose from for an element: the known ones and the user's own, from negative to positive. */
export function offeredStates(
  symbol: string,
  chosen: ChosenStates,
  selection: StateSelection,
): readonly OfferedState[] {
  const known = knownStates(symbol)
  const allowed = new Set(allowedStates(symbol, chosen, selection))
  const own = (chosen[symbol] ?? []).filter(charge => !known.some(state => state.charge === charge))
  return [
    ...known.map(({ charge, isCommon }) => ({
      charge,
      kind: isCommon ? ('common' as const) : ('uncommon' as const),
    })),
    ...own.map(charge => ({ charge, kind: 'own' as const })),
  ]
    .map(state => ({ ...state, isAllowed: allowed.has(state.charge) }))
    .sort((a, b) => a.charge - b.charge)
}

/**
 * The states chosen for an element once one of them is changed over. Null when these are the known ones again, so
 * that nothing is chosen any more; the last state cannot be taken away.
 */
export function toggledStates(
  symbol: string,
  charge: number,
  chosen: ChosenStates,
  selection: StateSelection,
): readonly number[] | null {
  const before = allowedStates(symbol, chosen, selection)
  const after = before.includes(charge) ? before.filter(other => other !== charge) : [...before, charge]
  if (after.length === 0) return before
  return isSame(after, allowedStates(symbol, {}, selection)) ? null : after
}

/** A state as a person types it: `2`, `+2`, `2+`, `-0.5`, `−1`; null when it is none. */
export function readState(text: string): number | null {
  const plain = text.trim().replaceAll('−', '-').replace(',', '.')
  const match = /^([+-]?)(\d+(?:\.\d+)?)([+-]?)$/.exec(plain)
  if (match === null || (match[1] !== '' && match[3] !== '')) return null
  const size = Number(match[2])
  const charge = match[1] === '-' || match[3] === '-' ? -size : size
  return size === 0 || size > LARGEST_CHARGE ? null : charge
}

/** A state by itself, where a lone sign would not be understood: `1+`, `2+`, `2−`, `0.5−`. */
export function chargeText(charge: number): string {
  return `${Math.abs(charge)}${charge < 0 ? '−' : '+'}`
}

/** Elements that an assignment gives two states, in its order. */
export function mixedValence(ions: readonly Ion[]): readonly string[] {
  const seen = new Set<string>()
  return ions.flatMap(({ symbol }) => {
    if (seen.has(symbol)) return [symbol]
    seen.add(symbol)
    return []
  })
}

function allowedStates(symbol: string, chosen: ChosenStates, selection: StateSelection): readonly number[] {
  const own = chosen[symbol]
  if (own !== undefined) return own
  const known = knownStates(symbol)
  const common = known.filter(state => state.isCommon)
  return (selection === 'common' && common.length > 0 ? common : known).map(state => state.charge)
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every(charge => b.includes(charge))
}

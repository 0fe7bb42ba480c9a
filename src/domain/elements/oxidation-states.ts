import { ICSD_EARLIER, ICSD24_COMMON, ICSD24_FILTERED, MAIN_STATES } from './oxidation-state-table.ts'

const NONE: readonly number[] = []

/**
 * The most reported non-zero state of an element in the ICSD (2024), one value, or none. Source: SMACT (MIT).
 */
export function commonOxidationStates(symbol: string): readonly number[] {
  return ICSD24_COMMON[symbol] ?? NONE
}

/**
 * States reported more than five times in the ICSD (2024), ascending: the order is by value and says nothing
 * of frequency. Source: SMACT (MIT).
 */
export function reportedOxidationStates(symbol: string): readonly number[] {
  return ICSD24_FILTERED[symbol] ?? NONE
}

/** Main states found in textbooks, ascending. Source: mendeleev (MIT). */
export function mainOxidationStates(symbol: string): readonly number[] {
  return MAIN_STATES[symbol] ?? NONE
}

/**
 * States found in an earlier, stricter count of the ICSD, in no meaningful order. Source: pymatgen (MIT).
 */
export function frequentOxidationStates(symbol: string): readonly number[] {
  return ICSD_EARLIER[symbol] ?? NONE
}

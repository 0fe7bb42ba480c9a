import type { ElementSymbol } from '../composition.ts'
import { commonOxidationStates, mainOxidationStates } from '../elements/index.ts'

/**
 * States an element is first offered with in a search: the most reported one of the ICSD (2024) and the main
 * ones of the textbooks, of the sign asked for, ascending; empty when it has none of that sign.
 */
export function usualStates(symbol: ElementSymbol, sign: 'cation' | 'anion'): readonly number[] {
  const states = new Set([...commonOxidationStates(symbol), ...mainOxidationStates(symbol)])
  return [...states].filter(state => (sign === 'cation' ? state > 0 : state < 0)).sort((a, b) => a - b)
}

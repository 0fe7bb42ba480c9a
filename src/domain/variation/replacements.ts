import type { ElementSymbol } from '../composition.ts'
import { ELEMENT_PROPERTIES } from '../descriptor/index.ts'
import {
  commonOxidationStates,
  ELEMENTS,
  type Element,
  elementBySymbol,
  isMetal,
  mainOxidationStates,
} from '../elements/index.ts'

/** Most replacements offered for one element. */
const MOST_REPLACEMENTS = 12

/**
 * Elements nobody replaces another by: hydrogen and the noble gases, which resemble no other, and those
 * without stable isotopes but thorium and uranium.
 */
const UNLIKELY: ReadonlySet<ElementSymbol> = new Set([
  'H',
  ...ELEMENTS.filter(
    ({ symbol, group, atomicNumber }) =>
      group === 18 ||
      ['Tc', 'Pm'].includes(symbol) ||
      (atomicNumber > 83 && symbol !== 'Th' && symbol !== 'U'),
  ).map(({ symbol }) => symbol),
])

/** Shannon's crystal radius in Å and Mendeleev number, of those elements that have them. */
const sizes: ReadonlyMap<ElementSymbol, { readonly radius: number; readonly mendeleev: number }> = new Map(
  ELEMENT_PROPERTIES.map(row => [
    row[0],
    { radius: row[11] ?? Number.POSITIVE_INFINITY, mendeleev: row[6] ?? Number.POSITIVE_INFINITY },
  ]),
)

/**
 * Elements that usually have all of these oxidation states, the most similar to `symbol` first: those of its
 * group, then those for which the states are the most reported ones, then by period, radius and Mendeleev
 * number. Halogens stand for other elements only as anions: Cl+ for Li+ would be neutral and absurd.
 */
export function elementsInStates(symbol: ElementSymbol, states: readonly number[]): readonly ElementSymbol[] {
  const { group } = elementBySymbol(symbol)!
  return similarTo(
    symbol,
    other => {
      if (other.group === 17 && group !== 17 && states.some(state => state > 0)) return false
      const usual = usualStates(other.symbol)
      return states.every(state => usual.includes(state))
    },
    states,
  )
}

/**
 * Elements to put in place of one whose oxidation state is not known or means nothing, as in an alloy: of the
 * same group, or its neighbours in the period and block, metals for a metal and non-metals for a non-metal.
 */
export function relatedElements(symbol: ElementSymbol): readonly ElementSymbol[] {
  const { group, period, block, atomicNumber } = elementBySymbol(symbol)!
  return similarTo(
    symbol,
    other => {
      const isNeighbour =
        other.period === period && other.block === block && Math.abs(other.atomicNumber - atomicNumber) === 1
      return isMetal(other.symbol) === isMetal(symbol) && (other.group === group || isNeighbour)
    },
    [],
  )
}

function usualStates(symbol: ElementSymbol): readonly number[] {
  return [...commonOxidationStates(symbol), ...mainOxidationStates(symbol)]
}

function similarTo(
  symbol: ElementSymbol,
  isFit: (other: Element) => boolean,
  states: readonly number[],
): readonly ElementSymbol[] {
  if (UNLIKELY.has(symbol)) return []
  const { group, period } = elementBySymbol(symbol)!
  const own = sizes.get(symbol)!
  const isAnion = states.some(state => state < 0)
  const dissimilarity = (other: Element): readonly number[] => {
    const size = sizes.get(other.symbol)!
    const isMostReported = states.every(state => commonOxidationStates(other.symbol).includes(state))
    return [
      other.group === group ? 0 : 1,
      isMostReported ? 0 : 1,
      // The radii of p-block elements are those of their cations and say nothing of anions.
      other.group === group || isAnion ? Math.abs(other.period - period) : 0,
      Math.abs(size.radius - own.radius),
      Math.abs(size.mendeleev - own.mendeleev),
    ]
  }
  return ELEMENTS.filter(other => other.symbol !== symbol && !UNLIKELY.has(other.symbol) && isFit(other))
    .map(other => ({ symbol: other.symbol, order: dissimilarity(other) }))
    .sort((a, b) => compareInTurn(a.order, b.order))
    .slice(0, MOST_REPLACEMENTS)
    .map(other => other.symbol)
}

/** Compares the first numbers that differ. */
function compareInTurn(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index])
  return place === -1 ? 0 : a[place]! - b[place]!
}

import { elementBySymbol } from '../elements/index.ts'
import type { OxidationChoice } from './oxidation-choices.ts'

const MIXED_COST = 1
const MIXED_ANION_COST = 2
const GAP_COST = 3
const OPPOSITE_SIGNS_COST = 2

/** Elements that occur with both signs in one molecule or ion: acetate, azide, ammonium nitrite, ammonia borane. */
const BOTH_SIGNS: ReadonlySet<string> = new Set(['H', 'C', 'N'])

/** Oxide beside peroxide in one compound is so rare that allowing it would call any excess of oxygen neutral. */
const NEVER_MIXED: ReadonlySet<string> = new Set(['O'])

/** Two states that one element has side by side, and how uncommon that is. */
export interface MixedPair {
  readonly lower: number
  readonly higher: number
  readonly cost: number
}

/** Choices are made once for an element: so are their pairs. */
const known = new WeakMap<readonly OxidationChoice[], readonly MixedPair[]>()

/**
 * The pairs of states an element may be split between, common ones first: of one sign, or of both for H, C
 * and N; none for O. States next to each other are likeliest (Fe2+ with Fe3+), or two apart in the p block, where electrons
 * go in pairs (Sb3+ with Sb5+).
 */
export function mixedPairs(symbol: string, choices: readonly OxidationChoice[]): readonly MixedPair[] {
  const pairs = known.get(choices) ?? (NEVER_MIXED.has(symbol) ? [] : pairsOf(symbol, choices))
  known.set(choices, pairs)
  return pairs
}

function pairsOf(symbol: string, choices: readonly OxidationChoice[]): MixedPair[] {
  const usualGap = elementBySymbol(symbol)!.block === 'p' ? 2 : 1
  const pairs: MixedPair[] = []
  for (const [index, first] of choices.entries()) {
    for (const second of choices.slice(index + 1)) {
      const hasBothSigns = first.charge * second.charge < 0
      if (hasBothSigns && !BOTH_SIGNS.has(symbol)) continue
      const gap = Math.abs(first.charge - second.charge)
      pairs.push({
        lower: Math.min(first.charge, second.charge),
        higher: Math.max(first.charge, second.charge),
        cost:
          MIXED_COST +
          first.cost +
          second.cost +
          (hasBothSigns ? OPPOSITE_SIGNS_COST : GAP_COST * Math.max(0, gap - usualGap)) +
          (first.charge < 0 && second.charge < 0 ? MIXED_ANION_COST : 0),
      })
    }
  }
  return pairs.sort((a, b) => a.cost - b.cost)
}

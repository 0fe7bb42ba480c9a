import { elementBySymbol } from '../elements/index.ts'

/** Costs of reading letters as symbols: rare elements are seldom meant, Co and Ho often are C O and H O. */
const ORDINARY_COST = 1
const RARE_COST = 10
const COSTS: ReadonlyMap<string, number> = new Map([
  ...'He Ne Ar Kr Xe Rn Tc Pm Po At Fr Ra Ac Pa Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'
    .split(' ')
    .map(symbol => [symbol, RARE_COST] as const),
  ['Co', 2.5],
  ['Ho', 2.5],
  ['Os', 2.5],
])
const REPEAT_COST = 3
/** A symbol begun inside what was written as one symbol: accepted only if nothing else fits. */
const CAPITAL_IGNORED_COST = 20
/** Longer runs of letters are no formula. */
const LONGEST_RUN = 60

interface Spelling {
  readonly cost: number
  readonly symbols: readonly string[]
}

/**
 * The formula with capitals and small letters put right, as NaCl for NACL or nacl, or null when the letters
 * are no symbols or already right. Among several readings: few and ordinary elements, none twice in a row.
 */
export function respelled(text: string): string | null {
  const isAllUpper = !/[a-z]/.test(text)
  // A word in small letters after a space is a remark.
  let failed = /\s[a-z]/.test(text)
  const result = text.replace(/[A-Za-z]+/g, run => {
    const spelling = spell(run, isAllUpper)
    if (spelling === null) failed = true
    return spelling?.symbols.join('') ?? run
  })
  return failed || result === text ? null : result
}

function spell(run: string, isAllUpper: boolean): Spelling | null {
  if (run.length > LONGEST_RUN) return null
  // Two spellings of each beginning are kept, by the length of the last symbol: which is better may depend on the next.
  const best: (readonly Spelling[])[] = [[{ cost: 0, symbols: [] }]]
  for (let end = 1; end <= run.length; end++) {
    const kept: Spelling[] = []
    for (const length of [1, 2]) {
      const written = run.slice(Math.max(0, end - length), end)
      const symbol = written[0]!.toUpperCase() + written.slice(1).toLowerCase()
      if (written.length < length || elementBySymbol(symbol) === undefined) continue
      const ignoresCapital = !isAllUpper && /.[A-Z]/.test(written)
      const ownCost = (COSTS.get(symbol) ?? ORDINARY_COST) + (ignoresCapital ? CAPITAL_IGNORED_COST : 0)
      const candidates = best[end - length]!.map(({ cost, symbols }) => ({
        cost: cost + ownCost + (symbols.at(-1) === symbol ? REPEAT_COST : 0),
        symbols: [...symbols, symbol],
      }))
      const cheapest = cheapestOf(candidates)
      if (cheapest !== null) kept.push(cheapest)
    }
    best.push(kept)
  }
  return cheapestOf(best[run.length]!)
}

function cheapestOf(spellings: readonly Spelling[]): Spelling | null {
  let cheapest: Spelling | null = null
  for (const spelling of spellings)
    if (cheapest === null || spelling.cost < cheapest.cost) cheapest = spelling
  return cheapest
}

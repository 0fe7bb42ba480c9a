import { randomStream } from '../../src/domain/statistics/index.ts'

const ELEMENTS =
  'Li Na K Mg Ca Sr Ba Sc Y La Ti Zr Nb Ta Cr Mo W Mn Fe Co Ni Cu Zn Al Ga In Si Ge Sn P As Sb'.split(' ')
const ANIONS = 'O O O O S Se F Cl Br N'.split(' ')

/** Distinct formulas of two to five elements, amounts 1 to 12: what lists and searches hold. */
export function seededFormulas(count: number, seed: number): string[] {
  const random = randomStream(seed)
  const formulas = new Set<string>()
  while (formulas.size < count) {
    const symbols = new Set(
      Array.from({ length: 1 + random.integer(4) }, () => ELEMENTS[random.integer(ELEMENTS.length)]!),
    )
    symbols.add(ANIONS[random.integer(ANIONS.length)]!)
    formulas.add([...symbols].map(symbol => `${symbol}${2 + random.integer(11)}`).join(''))
  }
  return [...formulas]
}

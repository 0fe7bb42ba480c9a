import type { Composition } from '../domain/composition.ts'
import { elementBySymbol } from '../domain/elements/index.ts'
import { canonicalFormula } from '../domain/formula/index.ts'
import type { Connection } from './database/connection.ts'
import type { Compound, CompoundId } from './library.ts'

const lowElements = 60

/** A set of elements as two bit masks, as the table of compounds keeps it. */
export function elementMasks(symbols: Iterable<string>): { readonly low: bigint; readonly high: bigint } {
  let low = 0n
  let high = 0n
  for (const symbol of symbols) {
    const number = elementBySymbol(symbol)!.atomicNumber
    if (number <= lowElements) low |= 1n << BigInt(number - 1)
    else high |= 1n << BigInt(number - 1 - lowElements)
  }
  return { low, high }
}

/** The compound with a composition, added when it is new. */
export function storeCompound(connection: Connection, composition: Composition): Compound {
  const formula = canonicalFormula(composition)
  const known = connection.get<{ id: CompoundId }>('SELECT id FROM compound WHERE formula = ?', formula)
  if (known !== undefined) return { id: known.id, formula }
  const { low, high } = elementMasks(composition.map(({ symbol }) => symbol))
  const { insertedId } = connection.run(
    'INSERT INTO compound (formula, element_count, elements_low, elements_high) VALUES (?, ?, ?, ?)',
    formula,
    composition.length,
    low,
    high,
  )
  return { id: insertedId as CompoundId, formula }
}

import type { EntryQuery } from './entry-query.ts'
import type { LibraryColumns } from './library-columns.ts'
import { denseRanks, NO_VALUE, sortByKeys } from './radix-sort.ts'
import type { Rankings } from './rankings.ts'

/** Positions of the entries that match, in the order that a query wants. */
export function inOrder(
  columns: LibraryColumns,
  rankings: Rankings,
  query: EntryQuery,
  matches: Uint8Array,
): Uint32Array {
  const { by, direction } = query.sort
  if (by === 'added') {
    const added = chosen(columns.asAdded(), matches)
    return direction === 'ascending' ? added : added.reverse()
  }
  const byFormula = chosen(columns.byFormula(), matches)
  if (by === 'formula' && direction === 'ascending') return byFormula
  return sortByKeys(byFormula, keysOf(columns, rankings, query, byFormula), direction)
}

function chosen(positions: Uint32Array, matches: Uint8Array): Uint32Array {
  const found = new Uint32Array(positions.length)
  let count = 0
  for (const position of positions) if (matches[position] === 1) found[count++] = position
  return found.slice(0, count)
}

/** What entries are ordered by, as a whole number each. */
function keysOf(
  columns: LibraryColumns,
  rankings: Rankings,
  query: EntryQuery,
  positions: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const { entries, compounds, scores } = columns
  const ofEntry = (ranks: Uint32Array) => Uint32Array.from(positions, position => ranks[position]!)
  const ofCompound = (ranks: ArrayLike<number>) =>
    Uint32Array.from(positions, position => {
      const compound = entries.compound[position]!
      return compound < 0 ? NO_VALUE : ranks[compound]!
    })
  const { by } = query.sort
  const { list, model, comparedModel } = query
  switch (by) {
    case 'added':
      return ofEntry(entries.id)
    case 'formula':
      return ofCompound(compounds.formulaRanks())
    case 'elements':
      return ofCompound(compounds.elementCount)
    case 'label': {
      const ranks = entries.labels.alphabeticalRanks()
      return Uint32Array.from(positions, position =>
        entries.label[position]! < 0 ? NO_VALUE : ranks[entries.label[position]!]!,
      )
    }
    case 'energyAboveHull': {
      const energies = Float64Array.from(positions, position => entries.energyAboveHullEvPerAtom[position]!)
      return denseRanks(energies, energies.length)
    }
    case 'rmse':
      return model === null ? ofCompound([]).fill(NO_VALUE) : ofCompound(scores.ranks(model))
    case 'comparedRmse':
      return comparedModel === null ? ofCompound([]).fill(NO_VALUE) : ofCompound(scores.ranks(comparedModel))
    case 'rankChange': {
      if (model === null || comparedModel === null) return ofCompound([]).fill(NO_VALUE)
      return ofCompound(rankings.changes(model, comparedModel, list))
    }
  }
}

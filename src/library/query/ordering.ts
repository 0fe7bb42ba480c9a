import type { ChargeColumns } from './charge-columns.ts'
import type { EntryQuery } from './entry-query.ts'
import type { LibraryColumns } from './library-columns.ts'
import { NO_VALUE, sortByKeys } from './radix-sort.ts'
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

function chosen(positions: Uint32Array, matches: Uint8Array): Uint32Array<ArrayBuffer> {
  const found = new Uint32Array(positions.length)
  let count = 0
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i]!
    if (matches[position] === 1) found[count++] = position
  }
  return found.slice(0, count)
}

/** What entries are ordered by, as a whole number each. */
function keysOf(
  columns: LibraryColumns,
  rankings: Rankings,
  query: EntryQuery,
  positions: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const { entries, compounds, lists, scores } = columns
  const ofEntry = (ranks: Uint32Array) => {
    const keys = new Uint32Array(positions.length)
    for (let i = 0; i < keys.length; i++) keys[i] = ranks[positions[i]!]!
    return keys
  }
  /** Ranks of what entries point to by a code; −1 points to nothing. */
  const through = (codes: Int32Array | Uint32Array, ranks: Uint32Array | Uint8Array) => {
    const keys = new Uint32Array(positions.length)
    for (let i = 0; i < keys.length; i++) {
      const code = codes[positions[i]!]!
      keys[i] = code < 0 ? NO_VALUE : ranks[code]!
    }
    return keys
  }
  const ofCompound = (ranks: Uint32Array | Uint8Array) => through(entries.compound, ranks)
  const byCharge = (charges: ChargeColumns) => {
    const keys = new Uint32Array(positions.length)
    for (let i = 0; i < keys.length; i++) {
      const compound = entries.compound[positions[i]!]!
      keys[i] = compound < 0 ? NO_VALUE : charges.key(compound)
    }
    return keys
  }
  const none = () => new Uint32Array(positions.length).fill(NO_VALUE)
  const { by } = query.sort
  const { list, model, comparedModel } = query
  switch (by) {
    case 'added':
      return ofEntry(entries.id)
    case 'formula':
      return ofCompound(compounds.formulaRanks())
    case 'elements':
      return ofCompound(compounds.elementCount)
    case 'label':
      return through(entries.label, entries.labels.alphabeticalRanks())
    case 'tags':
      return through(entries.tags, entries.tagSets.alphabeticalRanks())
    case 'note':
      return through(entries.note, entries.notes.alphabeticalRanks())
    case 'identifier':
      return through(entries.identifier, entries.identifiers.alphabeticalRanks())
    case 'list':
      return through(entries.list, lists.nameRanks())
    case 'chargeByAllStates':
      return byCharge(columns.charges.all)
    case 'chargeByCommonStates':
      return byCharge(columns.charges.common)
    case 'energyAboveHull':
      return ofEntry(entries.energyRanks())
    case 'score':
      return model === null ? none() : ofCompound(scores.ranks(model))
    case 'comparedScore':
      return comparedModel === null ? none() : ofCompound(scores.ranks(comparedModel))
    case 'rankChange': {
      if (model === null || comparedModel === null) return none()
      return ofCompound(rankings.changes(model, comparedModel, list))
    }
  }
}

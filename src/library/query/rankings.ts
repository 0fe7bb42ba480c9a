import type { ListId, ModelId } from '../library.ts'
import { IN_USE } from './entry-columns.ts'
import type { LibraryColumns } from './library-columns.ts'
import { denseRanks, NO_VALUE } from './radix-sort.ts'

/** Ranks of compounds within lists; each is kept until something changes. */
export class Rankings {
  private readonly columns: LibraryColumns
  private readonly kept = new Map<string, Uint32Array>()

  constructor(columns: LibraryColumns) {
    this.columns = columns
  }

  /** The rank of each compound among the scored ones of a list, or of all lists in use, from 1; 0 for none. */
  of(model: ModelId, list: ListId | null): Uint32Array {
    return this.remembered(`${model} in ${list}`, () => {
      const { compounds, scores } = this.columns
      const places = scores.ranks(model)
      const isIn = this.compoundsOf(list)
      const counts = new Uint32Array(compounds.count)
      for (let i = 0; i < compounds.count; i++) {
        if (isIn[i] === 1 && places[i] !== NO_VALUE) counts[places[i]!]!++
      }
      const firstRanks = ranksOfPlaces(counts, scores.best(model))
      const ranks = new Uint32Array(compounds.count)
      for (let i = 0; i < compounds.count; i++) {
        if (isIn[i] === 1 && places[i] !== NO_VALUE) ranks[i] = firstRanks[places[i]!]!
      }
      return ranks
    })
  }

  /** Places among the distinct changes of rank, for each compound; NO_VALUE without both ranks. */
  changes(model: ModelId, comparedModel: ModelId, list: ListId | null): Uint32Array {
    return this.remembered(`${comparedModel} to ${model} in ${list}`, () => {
      const compared = this.of(comparedModel, list)
      const ranks = this.of(model, list)
      const changes = new Float64Array(ranks.length)
      for (let i = 0; i < ranks.length; i++) {
        const hasBoth = ranks[i] !== 0 && compared[i] !== 0
        changes[i] = hasBoth ? compared[i]! - ranks[i]! : Number.NaN
      }
      return denseRanks(changes, changes.length)
    })
  }

  /** 1 for each compound of the entries in use of a list, or of all lists in use. */
  compoundsOf(list: ListId | null): Uint8Array {
    const { compounds, entries, lists } = this.columns
    const { compound, place, list: listOf, count } = entries
    const isOpen = list === null ? lists.inUse() : lists.only(list)
    const isIn = new Uint8Array(compounds.count)
    for (let i = 0; i < count; i++) {
      if (compound[i]! >= 0 && place[i] === IN_USE && isOpen[listOf[i]!] === 1) isIn[compound[i]!] = 1
    }
    return isIn
  }

  forget(): void {
    this.kept.clear()
  }

  private remembered(key: string, make: () => Uint32Array): Uint32Array {
    const known = this.kept.get(key)
    if (known !== undefined) return known
    const made = make()
    this.kept.set(key, made)
    return made
  }
}

/** The rank that each distinct score gives, where so many compounds have it; scores ascend. */
function ranksOfPlaces(counts: Uint32Array, best: 'low' | 'high'): Uint32Array {
  const ranks = new Uint32Array(counts.length)
  let rank = 1
  for (let i = 0; i < counts.length; i++) {
    const place = best === 'low' ? i : counts.length - 1 - i
    ranks[place] = rank
    rank += counts[place]!
  }
  return ranks
}

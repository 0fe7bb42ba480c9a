import { ELEMENT_COUNT } from '../elements/index.ts'
import type { Stoichiometry } from '../stoichiometry.ts'
import { AnalogTable } from './analogs.ts'
import {
  classFormulaKey,
  elementSetKey,
  familyFormulaKey,
  familyPairKey,
  familyRatioKey,
  familySetKey,
  fragmentKey,
  type Key,
  proportionsKey,
  ratioKey,
  siteKey,
} from './keys.ts'
import { appendTo } from './lists.ts'
import { learnStateProbabilities, type StateProbabilities } from './oxidation-states.ts'
import { type Exchangeability, learnExchangeability } from './substitution.ts'

/** How often something occurs among the known compounds. */
export class Occurrences {
  readonly #counts = new Map<Key, number>()

  add(key: Key): void {
    this.#counts.set(key, this.of(key) + 1)
  }

  of(key: Key): number {
    return this.#counts.get(key) ?? 0
  }
}

/** All that is learnt from known compounds without a model: what the statistics of a composition are taken from. */
export interface KnownTables {
  readonly known: readonly Stoichiometry[]
  readonly analogs: AnalogTable
  readonly exchangeability: Exchangeability
  readonly stateProbabilities: StateProbabilities
  /** Compounds that contain an element, by element. */
  readonly compoundsWith: Float64Array
  /** The compounds of the same proportions, and of the same elements, as places in `known`. */
  readonly byProportions: ReadonlyMap<Key, readonly number[]>
  readonly byElementSet: ReadonlyMap<Key, readonly number[]>
  readonly occurrences: KnownOccurrences
}

export interface KnownOccurrences {
  readonly familyFormulas: Occurrences
  readonly classFormulas: Occurrences
  readonly familySets: Occurrences
  /** Elements with their amounts. */
  readonly sites: Occurrences
  /** Sets of two and of three elements within compounds. */
  readonly pairs: Occurrences
  readonly triples: Occurrences
  /** Two and three elements with the ratio of their amounts. */
  readonly ratios: Occurrences
  readonly fragments: Occurrences
  readonly familyPairs: Occurrences
  readonly familyRatios: Occurrences
}

/** Builds the tables of distinct compounds. About a second for 30,000. */
export function buildTables(known: readonly Stoichiometry[]): KnownTables {
  const analogs = new AnalogTable()
  const compoundsWith = new Float64Array(ELEMENT_COUNT)
  const byProportions = new Map<Key, number[]>()
  const byElementSet = new Map<Key, number[]>()
  const occurrences: KnownOccurrences = {
    familyFormulas: new Occurrences(),
    classFormulas: new Occurrences(),
    familySets: new Occurrences(),
    sites: new Occurrences(),
    pairs: new Occurrences(),
    triples: new Occurrences(),
    ratios: new Occurrences(),
    fragments: new Occurrences(),
    familyPairs: new Occurrences(),
    familyRatios: new Occurrences(),
  }
  known.forEach((compound, place) => {
    analogs.add(compound)
    for (const element of compound.elements) compoundsWith[element]!++
    appendTo(byProportions, proportionsKey(compound), place)
    appendTo(byElementSet, elementSetKey(compound.elements), place)
    count(compound, occurrences)
  })
  return {
    known,
    analogs,
    exchangeability: learnExchangeability(known),
    stateProbabilities: learnStateProbabilities(known),
    compoundsWith,
    byProportions,
    byElementSet,
    occurrences,
  }
}

/** Whether a compound is one of those the tables were built of. */
export function isKnown({ known, byElementSet }: KnownTables, { elements, amounts }: Stoichiometry): boolean {
  const places = byElementSet.get(elementSetKey(elements)) ?? []
  return places.some(place => known[place]!.amounts.every((amount, i) => amount === amounts[i]))
}

function count(compound: Stoichiometry, occurrences: KnownOccurrences): void {
  const { elements, amounts } = compound
  const { pairs, triples, ratios, fragments, familyPairs, familyRatios, sites } = occurrences
  occurrences.familyFormulas.add(familyFormulaKey(compound))
  occurrences.classFormulas.add(classFormulaKey(compound))
  occurrences.familySets.add(familySetKey(compound))
  for (let i = 0; i < elements.length; i++) {
    sites.add(siteKey(elements[i]!, amounts[i]!))
    for (let j = i + 1; j < elements.length; j++) {
      pairs.add(elementSetKey([elements[i]!, elements[j]!]))
      ratios.add(ratioKey(compound, i, j))
      familyPairs.add(familyPairKey(elements[i]!, elements[j]!))
      familyRatios.add(familyRatioKey(compound, i, j))
      for (let k = j + 1; k < elements.length; k++) {
        triples.add(elementSetKey([elements[i]!, elements[j]!, elements[k]!]))
        fragments.add(fragmentKey(compound, i, j, k))
      }
    }
  }
}

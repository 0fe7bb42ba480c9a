import { AmountSearch } from './amount-search.ts'
import { checkSearch } from './check-search.ts'
import { elementPatterns } from './element-set.ts'
import type { SearchSpec } from './search-spec.ts'

/** How many candidates a search has. */
export interface CandidateCount {
  readonly count: number
  /** False where counting was ended early: there are at least so many. */
  readonly isExact: boolean
}

/** Steps of counting after which an answer is given all the same; about 0.1 s. */
const MOST_STEPS = 500_000

/**
 * Counts the distinct reduced compositions of a search, without going through sets of elements that differ
 * only in elements of equal states and limits. Counts above 2^53 are rounded. Ends after `mostSteps` with what
 * has been counted so far. Throws `search/…` where the search cannot be (see checkSearch).
 */
export function countCandidates(spec: SearchSpec, mostSteps: number = MOST_STEPS): CandidateCount {
  checkSearch(spec)
  let count = 0
  let steps = 0
  for (const pattern of elementPatterns(spec)) {
    const search = new AmountSearch(pattern, spec)
    for (let step = search.step(); step !== 'finished'; step = search.step()) {
      if (step === 'found') count += pattern.multiplicity
      if (++steps >= mostSteps) return { count, isExact: false }
    }
  }
  return { count, isExact: true }
}

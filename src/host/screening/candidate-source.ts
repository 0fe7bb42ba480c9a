import type { TakenCandidates } from '../../contract/methods/screening.ts'
import {
  candidateBatches,
  checkSearch,
  type SampleEnd,
  type SearchSpec,
  sampleCandidates,
} from '../../domain/candidates/index.ts'
import type { Composition } from '../../domain/composition.ts'
import { canonicalFormula, formatFormula } from '../../domain/formula/index.ts'
import type { Candidate, CandidateSlice } from './questions.ts'

/** Candidates of a search, some at a time. */
export interface CandidateSource {
  /** At most `count` more; fewer, even none, where there was much to search for them. */
  next(count: number): CandidateSlice
}

/** Begins to make candidates: all in their fixed order, or those that the seed draws. Throws `search/…`. */
export function beginCandidates(search: SearchSpec, taken: TakenCandidates): CandidateSource {
  checkSearch(search)
  return taken.kind === 'all' ? allCandidates(search) : sampled(search, taken)
}

function allCandidates(search: SearchSpec): CandidateSource {
  const batches = candidateBatches(search)
  let waiting: readonly Composition[] = []
  let isAtEnd = false
  return {
    next(count) {
      if (waiting.length < count && !isAtEnd) {
        const batch = batches.next()
        if (batch.done) isAtEnd = true
        else waiting = [...waiting, ...batch.value]
      }
      const candidates = waiting.slice(0, count).map(candidateOf)
      waiting = waiting.slice(count)
      return { candidates, end: isAtEnd && waiting.length === 0 ? 'complete' : null }
    },
  }
}

function sampled(
  search: SearchSpec,
  { count: wanted, seed }: Extract<TakenCandidates, { kind: 'sample' }>,
): CandidateSource {
  const drawn = sampleCandidates(search, wanted, seed)
  return {
    next(count) {
      const candidates: Candidate[] = []
      let end: SampleEnd | null = null
      while (candidates.length < count && end === null) {
        const draw = drawn.next()
        if (draw.done) end = draw.value
        else candidates.push(candidateOf(draw.value))
      }
      return { candidates, end }
    },
  }
}

function candidateOf(composition: Composition): Candidate {
  return { composition, text: formatFormula(composition), canonical: canonicalFormula(composition) }
}

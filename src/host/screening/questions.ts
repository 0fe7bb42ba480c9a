import type { TakenCandidates } from '../../contract/methods/screening.ts'
import type { CandidateCount, SampleEnd, SearchSpec } from '../../domain/candidates/index.ts'
import type { Composition } from '../../domain/composition.ts'
import type { ErrorDetails } from '../../domain/error.ts'

/** A composition that a search has made, as it is written and in its canonical form. */
export interface Candidate {
  readonly composition: Composition
  readonly text: string
  readonly canonical: string
}

/** The next candidates of a search, and why there will be no more; null while there may be. */
export interface CandidateSlice {
  readonly candidates: readonly Candidate[]
  readonly end: SampleEnd | null
}

/** What the thread that makes candidates can be asked: what goes in, what comes out. */
export interface SearchQuestions {
  count: { input: { readonly search: SearchSpec }; output: CandidateCount }
  /** Formulas of some candidates. */
  examples: {
    input: { readonly search: SearchSpec; readonly count: number; readonly seed: number }
    output: string[]
  }
  /** Begins with a search; what was begun before is forgotten. */
  begin: { input: { readonly search: SearchSpec; readonly taken: TakenCandidates }; output: null }
  /** The next candidates of what was begun: at most `count`, and none where there was much to search for them. */
  next: { input: { readonly count: number }; output: CandidateSlice }
}

export type Question = keyof SearchQuestions

/** Sent to the thread. */
export type SearchRequest = {
  [Q in Question]: { readonly question: Q; readonly input: SearchQuestions[Q]['input'] }
}[Question]

/** Sent by the thread, one for each request in turn. */
export type SearchResponse =
  | { readonly output: SearchQuestions[Question]['output'] }
  | { readonly error: { readonly code: string; readonly message: string; readonly details: ErrorDetails } }

import type { TakenCandidates } from '../../contract/methods/screening.ts'
import type { SearchSpec } from '../../domain/candidates/index.ts'
import { BULK_SLICE } from '../engine/bulk-scoring.ts'
import type { CandidateSlice } from './questions.ts'
import { openSearchThread } from './search-thread.ts'

/** Time for one slice: a candidate that is rarer than this cannot be found. */
const MOST_MS_PER_SLICE = 120_000

/**
 * The candidates of a search in slices, made in a thread of their own; the next slice is made while the last one is
 * worked on. A slice may be empty. Throws `search/…` where the search cannot be, and the signal's reason.
 */
export async function* candidateSlices(
  search: SearchSpec,
  taken: TakenCandidates,
  signal: AbortSignal,
): AsyncGenerator<CandidateSlice> {
  const thread = openSearchThread(MOST_MS_PER_SLICE)
  const next = () => {
    const slice = thread.ask('next', { count: BULK_SLICE }, signal)
    // Whoever takes the slice meets its failure; until then it is nobody's.
    slice.catch(() => undefined)
    return slice
  }
  try {
    await thread.ask('begin', { search, taken }, signal)
    for (let slice = await next(), following = next(); ; slice = await following, following = next()) {
      yield slice
      if (slice.end !== null) return
    }
  } finally {
    await thread.stop()
  }
}

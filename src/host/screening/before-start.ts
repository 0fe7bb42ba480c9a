import { MOST_CANDIDATES, type TakenCandidates } from '../../contract/methods/screening.ts'
import type { CandidateCount, SearchSpec } from '../../domain/candidates/index.ts'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'

/** How many candidates a search will score. Throws `search/none` and `search/too-many`. */
export function candidatesToScore({ count, isExact }: CandidateCount, taken: TakenCandidates): number {
  if (count === 0 && isExact) {
    const message = 'No candidate meets these rules. Allow more states, larger amounts or another charge.'
    throw new AnomaliteError('search/none', message)
  }
  if (taken.kind === 'sample') return isExact ? Math.min(count, taken.count) : taken.count
  if (isExact && count <= MOST_CANDIDATES) return count
  throw new AnomaliteError(
    'search/too-many',
    `At most ${MOST_CANDIDATES.toLocaleString('en-GB')} candidates can be scored in one search. Take a sample, or narrow the rules.`,
    { count, most: MOST_CANDIDATES },
  )
}

/** Throws `search/outside-model` for elements that no model has data for. */
export function refuseElementsOutside({ roles, charge }: SearchSpec): void {
  const elements = [...roles.flatMap(role => role.elements), ...(charge.kind === 'balanced' ? charge.by : [])]
  const outside = undescribedElements(elements.map(({ symbol }) => ({ symbol, amount: 1 })))
  if (outside.length === 0) return
  throw new AnomaliteError(
    'search/outside-model',
    `Outside the model: it has no data for ${outside.join(', ')}. Leave them out.`,
    { symbols: outside },
  )
}

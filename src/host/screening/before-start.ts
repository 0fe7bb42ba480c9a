import { MOST_CANDIDATES, type TakenCandidates } from '../../contract/methods/screening.ts'
import type { CandidateCount, SearchSpec } from '../../domain/candidates/index.ts'
import type { ElementSymbol } from '../../domain/composition.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { AnyModel, TrainingMemory } from '../models.ts'
import { elementsOutside } from '../registry/model-registry.ts'

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

/** Throws `search/outside-model` for elements that the model has no data for. */
export function refuseElementsOutside(
  { roles, charge }: SearchSpec,
  model: AnyModel,
  memory: TrainingMemory,
): void {
  const elements = [...roles.flatMap(role => role.elements), ...(charge.kind === 'balanced' ? charge.by : [])]
  const composition = elements.map(({ symbol }) => ({ symbol: symbol as ElementSymbol, amount: 1 }))
  const outside = elementsOutside(model, memory, composition)
  if (outside.length === 0) return
  throw new AnomaliteError(
    'search/outside-model',
    `Outside the model: it has no data for ${outside.join(', ')}. Leave them out.`,
    { symbols: [...outside] },
  )
}

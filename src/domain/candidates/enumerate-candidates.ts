import type { Composition } from '../composition.ts'
import { AmountSearch } from './amount-search.ts'
import { checkSearch } from './check-search.ts'
import { elementSets, type Slot } from './element-set.ts'
import type { SearchSpec } from './search-spec.ts'

/** Steps of a batch; some milliseconds. */
const STEPS_PER_BATCH = 20_000

/**
 * All candidates of a search as reduced compositions, each once, always in the same order; elements from
 * electropositive to electronegative. Keeps nothing in memory but the place where it is. Between two
 * candidates there may be much to search: where others wait, use {@link candidateBatches}. Throws `search/…`
 * where the search cannot be (see checkSearch).
 */
export function* enumerateCandidates(spec: SearchSpec): Generator<Composition, void> {
  for (const batch of candidateBatches(spec)) yield* batch
}

/** The same candidates in batches of equal work, a few milliseconds each; a batch may be empty. */
export function* candidateBatches(spec: SearchSpec): Generator<readonly Composition[], void> {
  checkSearch(spec)
  let batch: Composition[] = []
  let steps = 0
  for (const set of elementSets(spec)) {
    const search = new AmountSearch(set, spec)
    for (let step = search.step(); step !== 'finished'; step = search.step()) {
      if (step === 'found') batch.push(withAmounts(set.slots, search.amounts))
      if (++steps === STEPS_PER_BATCH) {
        yield batch
        batch = []
        steps = 0
      }
    }
  }
  if (batch.length > 0) yield batch
}

function withAmounts(slots: readonly Slot[], amounts: readonly number[]): Composition {
  return slots.map(({ symbol }, index) => ({ symbol, amount: amounts[index]! }))
}

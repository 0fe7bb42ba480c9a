import { setImmediate } from 'node:timers/promises'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { Compound, CompoundId, LibraryService, ListId, ModelId } from '../../library/index.ts'
import { BULK_SLICE } from '../engine/bulk-scoring.ts'

/** Some compounds without a score. */
export interface MissingScores {
  /** Those that a model can score: at most as many as are scored in one call. */
  readonly compounds: readonly Compound[]
  /** How many there are besides with elements that no model has data for: they never get a score. */
  readonly outside: number
}

/** So many come from the library at a time: some slices, and yet so few that nobody else waits for them. */
const ASKED_AT_ONCE = 4 * BULK_SLICE

/** The distinct compounds of a list that a model has not scored, some at a time. */
export async function* missingScores(
  library: Pick<LibraryService, 'unscored'>,
  list: ListId,
  model: ModelId,
): AsyncGenerator<MissingScores> {
  for (let last: CompoundId | null = null; ; ) {
    const page: Compound[] = await library.unscored(list, model, last, ASKED_AT_ONCE)
    for (let first = 0; first < page.length; first += BULK_SLICE) {
      const slice = page.slice(first, first + BULK_SLICE)
      const compounds = slice.filter(({ formula }) => undescribedElements(parseFormula(formula)).length === 0)
      yield { compounds, outside: slice.length - compounds.length }
      await setImmediate()
    }
    if (page.length < ASKED_AT_ONCE) return
    last = page.at(-1)!.id
  }
}

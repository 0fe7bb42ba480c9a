import { setImmediate } from 'node:timers/promises'
import { parseFormula } from '../../domain/formula/index.ts'
import type { Compound, CompoundId, LibraryService, ListId } from '../../library/index.ts'
import { BULK_SLICE } from '../engine/bulk-scoring.ts'
import type { AnyModel } from '../models.ts'
import { elementsOutside, type ModelRegistry } from '../registry/model-registry.ts'

/** Some compounds without a score. */
export interface MissingScores {
  /** Those that the model can score: at most as many as are scored in one call. */
  readonly compounds: readonly Compound[]
  /** How many there are besides with elements that the model has no data for: they never get a score. */
  readonly outside: number
}

/** So many come from the library at a time: some slices, and yet so few that nobody else waits for them. */
const ASKED_AT_ONCE = 4 * BULK_SLICE

/** The distinct compounds of a list that a model has not scored, some at a time. */
export async function* missingScores(
  {
    library,
    models,
  }: {
    readonly library: Pick<LibraryService, 'unscored'>
    readonly models: Pick<ModelRegistry, 'libraryId' | 'memory'>
  },
  list: ListId,
  model: AnyModel,
): AsyncGenerator<MissingScores> {
  const [number, memory] = await Promise.all([models.libraryId(model), models.memory(model)])
  for (let last: CompoundId | null = null; ; ) {
    const page: Compound[] = await library.unscored(list, number, last, ASKED_AT_ONCE)
    for (let first = 0; first < page.length; first += BULK_SLICE) {
      const slice = page.slice(first, first + BULK_SLICE)
      const compounds = slice.filter(
        ({ formula }) => elementsOutside(model, memory, parseFormula(formula)).length === 0,
      )
      yield { compounds, outside: slice.length - compounds.length }
      await setImmediate()
    }
    if (page.length < ASKED_AT_ONCE) return
    last = page.at(-1)!.id
  }
}

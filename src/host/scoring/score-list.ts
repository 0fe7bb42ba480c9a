import type { EntryService, LibraryService, ListId } from '../../library/index.ts'
import type { AnyModel } from '../models.ts'
import type { ModelRegistry } from '../registry/model-registry.ts'
import { missingScores } from './missing-scores.ts'
import type { ModelScores } from './model-scores.ts'

/** What became of the compounds of a list that had no score. */
export interface ScoredCompounds {
  readonly scored: number
  /** They have elements that no model has data for. */
  readonly outside: number
}

export interface ScoringControl {
  readonly signal: AbortSignal
  /** Waited for before each slice; throws the signal's reason. */
  whenRunning(): Promise<void>
  /** Told how many compounds of the list are done with, those from before among them. */
  progress(done: number, total: number): void
}

export interface ScoringParts {
  readonly library: Pick<LibraryService, 'unscored' | 'saveScores'>
  readonly entries: Pick<EntryService, 'listScores'>
  /** Scores many compounds. */
  readonly scores: ModelScores
  readonly models: Pick<ModelRegistry, 'libraryId' | 'memory'>
}

/**
 * Scores the compounds of a list that a model has not scored, slice by slice: each is kept before the next begins, so
 * that whatever ends the work, it goes on from there when it is called again.
 */
export async function scoreList(
  { library, entries, scores, models }: ScoringParts,
  list: ListId,
  model: AnyModel,
  control: ScoringControl,
): Promise<ScoredCompounds> {
  const modelId = await models.libraryId(model)
  const { output: before } = await entries.listScores(list)
  const known = before.scored.find(({ model }) => model === modelId)?.compounds ?? 0
  let scored = 0
  let outside = 0
  for await (const missing of missingScores({ library, models }, list, model)) {
    await control.whenRunning()
    const { compounds } = missing
    if (compounds.length > 0) {
      const found = await scores(
        model,
        compounds.map(({ formula }) => formula),
        { signal: control.signal },
      )
      await library.saveScores(
        modelId,
        compounds.map(({ id }, i) => ({ compoundId: id, value: found[i]! })),
      )
    }
    scored += compounds.length
    outside += missing.outside
    control.progress(known + scored + outside, before.compounds)
  }
  return { scored, outside }
}

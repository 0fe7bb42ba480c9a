import { z } from 'zod'
import type { JobResult } from '../../contract/index.ts'
import { MOST_CANDIDATES, screeningChoice } from '../../contract/methods/screening.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { CoreServices } from '../core-services.ts'
import type { Work, WorkControl } from '../jobs/index.ts'
import type { ModelScores } from '../scoring/index.ts'
import { candidateSlices } from './candidates.ts'
import type { ScreeningPace } from './pace.ts'
import { beginScoredList } from './scored-list.ts'

const parameters = z.strictObject({
  choice: screeningChoice,
  /** Id of the model that scores. */
  model: z.string(),
  /** Candidates that are expected. */
  total: z.int().min(1).max(MOST_CANDIDATES),
})

/** What a search is carried out by; kept with its job. */
export type ScreeningParameters = z.infer<typeof parameters>

/** The choice that a job was started with; null for what an earlier version of the program has left. */
export function choiceOf(kept: unknown): ScreeningParameters['choice'] | null {
  const read = parameters.safeParse(kept)
  return read.success ? read.data.choice : null
}

interface Parts extends Pick<CoreServices, 'library' | 'models'> {
  readonly scores: ModelScores
  readonly pace: ScreeningPace
}

/** Generates candidates, scores them slice by slice, and keeps them in a new list. */
export function screeningWork(parts: Parts): Work<ScreeningParameters> {
  return {
    lane: 'compute',
    parameters,
    canPause: true,
    canResume: false,
    discard: null,
    run: (search, control) => runSearch(search, control, parts),
  }
}

async function runSearch(
  { choice, model: modelId, total }: ScreeningParameters,
  control: WorkControl,
  { library, models, scores, pace }: Parts,
): Promise<JobResult> {
  const { signal } = control
  const model = await models.findAny(modelId)
  const best = model.kind === 'rmse' ? 'low' : 'high'
  const list = await beginScoredList(library, await models.libraryId(model), choice.keep, best)
  /** A slice is stored while the next one is scored. */
  let storing = Promise.resolve()
  let scored = 0
  let workedMs = 0
  try {
    control.progress(0, { step: 'scoring', done: 0, total })
    for await (const { candidates } of candidateSlices(choice.search, choice.taken, signal)) {
      await control.whenRunning()
      if (candidates.length === 0) continue
      const began = performance.now()
      const formulas = candidates.map(({ canonical }) => canonical)
      const found = await scores(model, formulas, { signal })
      await storing
      storing = list.add(candidates.map((candidate, i) => ({ ...candidate, score: found[i]! })))
      // Awaited before the next slice is stored; until then its failure is nobody's.
      storing.catch(() => undefined)
      scored += candidates.length
      workedMs += performance.now() - began
      control.progress(scored / total, { step: 'scoring', done: scored, total })
    }
    await storing
    if (scored === 0) throw nothingFound()
    signal.throwIfAborted()
    const published = await list.publish(choice.name)
    pace.learn(model, (1000 * scored) / workedMs)
    return { kind: 'scores', list: published.id, model: modelId, scored, outside: 0 }
  } catch (error) {
    await storing.catch(() => undefined)
    await list.discard()
    throw error
  }
}

function nothingFound(): AnomaliteError {
  return new AnomaliteError(
    'search/nothing-found',
    'No candidate meets these rules. Allow more states, larger amounts or another charge.',
  )
}

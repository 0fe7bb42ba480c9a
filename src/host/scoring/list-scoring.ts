import { z } from 'zod'
import type { Job } from '../../contract/index.ts'
import type { Compound, LibraryService, ListId } from '../../library/index.ts'
import type { JobService, Work } from '../jobs/index.ts'
import { type AnyModel, fingerprintOf } from '../models.ts'
import type { ModelRegistry } from '../registry/model-registry.ts'
import type { EventBus } from '../wire/events.ts'
import { missingScores } from './missing-scores.ts'
import type { ModelScores } from './model-scores.ts'
import { type ScoringParts, scoreList } from './score-list.ts'

/** Sees to it that lists have scores. */
export interface ListScoring {
  /**
   * Scores what a model has not scored of a list: a few compounds at once, more as a job, which it returns; one that
   * is under way or was interrupted is taken up. Null when nothing is left to do.
   *
   * `askedBy` a screen that shows the list, nothing begins that a person has cancelled or that has failed.
   */
  start(list: ListId, model: AnyModel, askedBy: 'person' | 'screen'): Promise<Job | null>
}

const parameters = z.strictObject({ list: z.int(), model: z.string() })
type Parameters = z.infer<typeof parameters>

/**
 * So many compounds, as a list from papers has, are scored at once by what is warm: within a second or two, and
 * without waiting behind longer work. What a person composes meanwhile goes before.
 */
const SCORED_AT_ONCE = 1000

export interface ListScoringParts extends ScoringParts {
  readonly library: LibraryService
  /** Scores a few compounds while a person waits. */
  readonly scoresAtOnce: ModelScores
  readonly models: ModelRegistry
  readonly events: Pick<EventBus, 'listen'>
  readonly jobs: JobService
}

export function openListScoring(parts: ListScoringParts): ListScoring {
  const { library, scoresAtOnce, models, events, jobs } = parts
  jobs.register('score', scoreWork(parts))

  /** Lists that lacked no score when they were last looked at, by list and weights; forgotten at each change. */
  let complete = new Set<string>()
  events.listen(event => {
    if (event === 'library') complete = new Set()
  })

  /** Compounds that lack a score, or null when they are many. */
  const few = async (list: ListId, model: AnyModel): Promise<Compound[] | null> => {
    const found: Compound[] = []
    for await (const { compounds } of missingScores({ library, models }, list, model)) {
      found.push(...compounds)
      if (found.length > SCORED_AT_ONCE) return null
    }
    return found
  }

  const scoreAtOnce = async (compounds: readonly Compound[], model: AnyModel) => {
    const scores = await scoresAtOnce(
      model,
      compounds.map(({ formula }) => formula),
    )
    await library.saveScores(
      await models.libraryId(model),
      compounds.map(({ id }, i) => ({ compoundId: id, value: scores[i]! })),
    )
  }

  /** The latest job for a list and a model. */
  const latest = async (wanted: Parameters): Promise<Job | null> => {
    for (const job of await jobs.all()) {
      if (job.kind !== 'score') continue
      const { list, model } = parameters.parse(await jobs.parametersOf(job.id))
      if (list === wanted.list && model === wanted.model) return job
    }
    return null
  }

  const start: ListScoring['start'] = async (list, model, askedBy) => {
    const { name } = await library.listWithId(list)
    const key = keyOf(list, model)
    const known = complete
    if (known.has(key)) return null
    const compounds = await few(list, model)
    if (compounds !== null) {
      if (compounds.length > 0) await scoreAtOnce(compounds, model)
      else known.add(key)
      return null
    }
    const job = await latest({ list, model: model.id })
    if (job !== null && ['queued', 'running', 'paused'].includes(job.state)) return job
    const wasStopped = job?.state === 'cancelled' || job?.state === 'failed'
    if (wasStopped && askedBy === 'screen') return null
    if (job?.canResume) return jobs.resume(job.id)
    return jobs.start('score', name, { list, model: model.id } satisfies Parameters)
  }

  /** Several windows that ask for the same at once shall have one job. */
  const starting = new Map<string, Promise<Job | null>>()
  return {
    start(list, model, askedBy) {
      const key = `${keyOf(list, model)} ${askedBy}`
      const begun = starting.get(key) ?? start(list, model, askedBy).finally(() => starting.delete(key))
      starting.set(key, begun)
      return begun
    },
  }
}

function keyOf(list: ListId, model: AnyModel): string {
  return `${list} ${fingerprintOf(model)}`
}

function scoreWork(parts: ListScoringParts): Work<Parameters> {
  return {
    lane: 'compute',
    parameters,
    canPause: true,
    canResume: true,
    async run({ list, model: id }, control) {
      const model = await parts.models.findAny(id)
      const { scored, outside } = await scoreList(parts, list as ListId, model, {
        signal: control.signal,
        whenRunning: () => control.whenRunning(),
        progress: (done, total) =>
          control.progress(total === 0 ? 1 : done / total, { step: 'scoring', done, total }),
      })
      return { kind: 'scores', list, model: id, scored, outside }
    },
    discard: null,
  }
}

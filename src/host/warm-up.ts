import { AnomaliteError } from '../domain/error.ts'
import type { ListId } from '../library/index.ts'
import type { CoreServices } from './core-services.ts'
import type { ListScoring } from './scoring/index.ts'

interface WarmUpParts extends Pick<CoreServices, 'engine' | 'events' | 'nearest' | 'stability' | 'models'> {
  readonly scoring: ListScoring
  /** Lists that came with the program just now. */
  readonly samples: readonly ListId[]
  readonly log: (error: unknown) => void
}

/**
 * Makes ready what a person asks for first, so that no first question is slower than the second: scores of the sample
 * lists and, for the models in use, the tables of the stability score and the known compounds among which the nearest
 * are sought. Returns what ends it: nothing that was stopped is begun anew then.
 */
export function warmUp({
  engine,
  events,
  nearest,
  stability,
  models,
  scoring,
  samples,
  log,
}: WarmUpParts): () => void {
  let isReady = false
  let isStopped = false
  const begin = () => {
    if (isReady || engine.state().state !== 'ready') return
    isReady = true
    void prepare()
    scoreSamples().catch(tell)
  }

  // A second's work before one that takes many.
  const prepare = async () => {
    await stability.prepare().catch(tell)
    if (!isStopped) await nearest.prepare().catch(tell)
  }

  const scoreSamples = async () => {
    for (const list of samples) {
      if (!isStopped) await scoring.start(list, await models.active(), 'screen')
    }
  }

  /** Whoever asks for it in earnest is told what is amiss. */
  const tell = (error: unknown) => {
    if (!(error instanceof AnomaliteError)) log(error)
  }

  events.listen(event => {
    if (event === 'engine') begin()
    if (event === 'models' && isReady && !isStopped) void prepare()
  })
  begin()
  return () => {
    isStopped = true
  }
}

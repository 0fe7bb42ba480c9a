import type { BackendName, LaunchCompute } from '../../engine/index.ts'
import { type ScoringEngine, startScoringEngine } from './scoring-engine.ts'

/**
 * What scores many compositions without a person waiting for each: a process in the background, so that the one that a
 * person does wait for stays quick. The first call starts it; after some minutes without a call it ends.
 */
export interface BulkScoring extends Pick<ScoringEngine, 'call'> {
  stop(): Promise<void>
}

/** Compositions in one call: as much as is done anew when the process dies, or for nothing when work is cancelled. */
export const BULK_SLICE = 512

const IDLE_MS = 3 * 60_000

/** `backend` is asked at each start; another answer than at the last one takes effect once no call runs. */
export function openBulkScoring(
  backend: () => BackendName | 'auto',
  launch: LaunchCompute | undefined,
  idleMs = IDLE_MS,
): BulkScoring {
  let running: { readonly engine: ScoringEngine; readonly backend: BackendName | 'auto' } | null = null
  let calls = 0
  let idle: NodeJS.Timeout | undefined

  const stop = async () => {
    clearTimeout(idle)
    const ended = running
    running = null
    await ended?.engine.stop()
  }

  const engine = () => {
    const isOutdated = calls === 0 && running?.backend !== backend()
    // After three crashes it is whoever tries again that starts it anew.
    if (running !== null && (isOutdated || running.engine.state().state === 'stopped')) void stop()
    running ??= {
      engine: startScoringEngine(backend(), 'background', launch, () => undefined),
      backend: backend(),
    }
    return running.engine
  }

  return {
    async call(method, input, options) {
      clearTimeout(idle)
      const scoring = engine()
      calls++
      try {
        return await scoring.call(method, input, options)
      } finally {
        calls--
        if (calls === 0) idle = setTimeout(() => void stop(), idleMs).unref()
      }
    },
    stop,
  }
}

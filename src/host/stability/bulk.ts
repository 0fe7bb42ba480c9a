import { availableParallelism } from 'node:os'
import { parseFormula } from '../../domain/formula/index.ts'
import type { ReportWhy } from '../../report/index.ts'
import { fingerprintOf, type StabilityModel } from '../models.ts'
import type { StabilityTasks } from './protocol.ts'
import { type LoadedStability, loadStability } from './scoring.ts'
import { openThreads, type StabilityThreads } from './threads.ts'

interface BulkOptions {
  readonly signal?: AbortSignal
}

/**
 * What gives many compositions their stability scores, and says why: threads that keep the tables of the model that was asked for last.
 * The first call starts them; after some minutes without a call they end.
 */
export interface BulkStability {
  /**
   * Log-odds of canonical formulas, in their order, none of which may lie outside the model. Throws `model/broken`,
   * `stability/stopped`, and the signal's reason.
   */
  score(model: StabilityModel, formulas: readonly string[], options?: BulkOptions): Promise<readonly number[]>
  /** The known analogs of canonical formulas, in their order; null for those outside the model. Throws the same. */
  why(
    model: StabilityModel,
    formulas: readonly string[],
    options?: BulkOptions,
  ): Promise<readonly (ReportWhy | null)[]>
  stop(): Promise<void>
}

const IDLE_MS = 3 * 60_000

/** One core stays free for who works at the window meanwhile. */
const threadCount = () => Math.max(1, availableParallelism() - 1)

export function openBulkStability(idleMs = IDLE_MS): BulkStability {
  let threads: StabilityThreads | null = null
  let loaded: { readonly fingerprint: string; readonly model: Promise<LoadedStability> } | null = null
  let calls = 0
  let idle: NodeJS.Timeout | undefined

  const stop = async () => {
    clearTimeout(idle)
    const ended = threads
    threads = null
    loaded = null
    await ended?.close()
  }

  const load = (model: StabilityModel) => {
    const fingerprint = fingerprintOf(model)
    if (loaded?.fingerprint !== fingerprint) loaded = { fingerprint, model: loadStability(model) }
    return loaded.model
  }

  const runIn = async <T extends 'score' | 'why'>(
    running: StabilityThreads,
    task: T,
    model: StabilityModel,
    formulas: readonly string[],
  ): Promise<StabilityTasks[T]['output'][number][]> => {
    const { threadModel } = await load(model)
    const share = Math.ceil(formulas.length / threadCount())
    const parts = Array.from({ length: Math.ceil(formulas.length / share) }, (_, i) =>
      formulas.slice(i * share, (i + 1) * share).map(formula => parseFormula(formula)),
    )
    const results = await Promise.all(
      parts.map(compositions => running.run(task, { model: threadModel, compositions })),
    )
    return results.flat()
  }

  const run = async <T extends 'score' | 'why'>(
    task: T,
    model: StabilityModel,
    formulas: readonly string[],
    { signal }: BulkOptions,
  ): Promise<StabilityTasks[T]['output'][number][]> => {
    signal?.throwIfAborted()
    if (formulas.length === 0) return []
    clearTimeout(idle)
    calls++
    threads ??= openThreads(undefined, threadCount())
    const running = threads
    try {
      const results = await runIn(running, task, model, formulas)
      signal?.throwIfAborted()
      return results
    } catch (error) {
      // Threads that have ended answer nobody any more: the next call starts others.
      if (threads === running) void stop()
      throw error
    } finally {
      calls--
      if (calls === 0) idle = setTimeout(() => void stop(), idleMs).unref()
    }
  }

  return {
    async score(model, formulas, options = {}) {
      const results = await run('score', model, formulas, options)
      return results.map((result, i) => {
        if (result.kind === 'scored') return result.logOdds
        throw new Error(`${formulas[i]} lies outside the model.`)
      })
    },
    why: (model, formulas, options = {}) => run('why', model, formulas, options),
    stop,
  }
}

import { Worker } from 'node:worker_threads'
import { AnomaliteError, type ErrorDetails } from '../../domain/error.ts'
import type { ThreadPriority } from '../stability/thread-priority.ts'
import type { FitProgress } from './fit-forests.ts'

/** What a fit's thread is started with. */
export interface FitTask {
  readonly runFolder: string
  readonly modelFolder: string
  readonly priority: ThreadPriority
}

/** Sent by a fit's thread: how far it is, then the end. */
export type FitMessage =
  | { readonly kind: 'progress'; readonly progress: FitProgress }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly message: string
      readonly details: ErrorDetails
    }

/**
 * Carries out the fit in a folder to its model, in a thread that starts others for what it computes. Throws what
 * fitting throws, `fit/stopped` when the thread ends, and the signal's reason; what was computed is kept.
 */
export async function fitInThread(
  task: FitTask,
  signal: AbortSignal,
  onProgress: (progress: FitProgress) => void,
): Promise<void> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const worker = new Worker(new URL('./fit-worker.ts', import.meta.url), { workerData: task })
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  worker.on('error', (error: unknown) => reject(stopped(error)))
  worker.on('exit', code => reject(stopped(`exit code ${code}`)))
  worker.on('message', (message: FitMessage) => {
    if (message.kind === 'progress') onProgress(message.progress)
    else if (message.kind === 'done') resolve()
    else reject(new AnomaliteError(message.code, message.message, message.details))
  })
  try {
    await promise
  } finally {
    signal.removeEventListener('abort', onAbort)
    await worker.terminate()
  }
}

function stopped(cause: unknown): AnomaliteError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new AnomaliteError(
    'fit/stopped',
    `The fit has ended before it was done (${why}). What it computed is kept: let it go on.`,
    {},
    { cause },
  )
}

import { Worker } from 'node:worker_threads'
import type { ImportPreview, ReadingChoice } from '../../contract/index.ts'
import { AnomaliteError, type ErrorDetails } from '../../domain/error.ts'

/** What the thread is to look at. */
export interface PreviewTask {
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly choice: ReadingChoice
}

/** What it makes of it. */
export type PreviewOutcome =
  | { readonly preview: ImportPreview }
  | { readonly error: { readonly code: string; readonly message: string; readonly details: ErrorDetails } }

/**
 * What `previewImport` gives, computed in a thread of its own: a long list would hold up the thread that serves
 * the window. Throws what `previewImport` throws, `import/unreadable` when the file brings the thread down, and the
 * signal's reason.
 */
export type Preview = (task: PreviewTask, signal: AbortSignal) => Promise<ImportPreview>

/** Keeps one thread for the next preview: starting it takes longer than looking at most files. */
export function openPreviews(): Preview {
  let idle: Worker | null = null

  const start = () => {
    const worker = new Worker(new URL('./preview-worker.ts', import.meta.url))
    // What runs in it is never worth keeping the program alive for.
    worker.unref()
    const forget = () => {
      if (idle === worker) idle = null
    }
    return worker.on('error', forget).on('exit', forget)
  }

  return async (task, signal) => {
    signal.throwIfAborted()
    const worker = idle ?? start()
    idle = null
    let outcome: PreviewOutcome
    try {
      outcome = await outcomeOf(worker, task, signal)
    } catch (error) {
      // It may still be reading what nobody wants any more.
      await worker.terminate()
      throw error
    }
    if (idle === null) idle = worker
    else void worker.terminate()
    if ('preview' in outcome) return outcome.preview
    const { code, message, details } = outcome.error
    throw new AnomaliteError(code, message, details)
  }
}

async function outcomeOf(worker: Worker, task: PreviewTask, signal: AbortSignal): Promise<PreviewOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<PreviewOutcome>()
  const onError = (cause: unknown) => reject(unreadable(task.fileName, cause))
  const onExit = (code: number) => reject(unreadable(task.fileName, `exit code ${code}`))
  const onAbort = () => reject(signal.reason)
  worker.on('message', resolve).on('error', onError).on('exit', onExit)
  signal.addEventListener('abort', onAbort)
  worker.postMessage(task)
  try {
    return await promise
  } finally {
    worker.off('message', resolve).off('error', onError).off('exit', onExit)
    signal.removeEventListener('abort', onAbort)
  }
}

function unreadable(fileName: string, cause: unknown): AnomaliteError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const message = `${fileName} could not be read to its end (${why}). Save it as CSV and try again.`
  return new AnomaliteError('import/unreadable', message, { fileName }, { cause })
}

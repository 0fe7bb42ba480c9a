import { Worker } from 'node:worker_threads'
import { AnomaliteError, type ErrorDetails } from '../../../domain/error.ts'

export type ArchiveTask =
  | {
      readonly kind: 'pack'
      readonly folder: string
      /** What a person wrote about it; empty for nothing. */
      readonly note: string
      readonly file: string
    }
  | { readonly kind: 'pack-layers'; readonly folder: string; readonly file: string }
  | {
      readonly kind: 'unpack'
      readonly file: string
      /** As people call it. */
      readonly fileName: string
      readonly folder: string
    }

export type ArchiveOutcome =
  | 'done'
  | { readonly code: string; readonly message: string; readonly details: ErrorDetails }

/**
 * Packs or unpacks a model in a thread of its own: see `packModel`, `packLayersModel` and `unpackModel`. Throws what they throw,
 * `model/broken` when the file brings the thread down, and the signal's reason.
 */
export async function archiveModel(task: ArchiveTask, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<ArchiveOutcome>()
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task })
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  worker.on('message', resolve)
  worker.on('error', cause =>
    reject(broughtDown(task, cause instanceof Error ? cause.message : String(cause))),
  )
  worker.on('exit', code => reject(broughtDown(task, `exit code ${code}`)))
  try {
    const outcome = await promise
    if (outcome === 'done') return
    throw new AnomaliteError(outcome.code, outcome.message, outcome.details)
  } finally {
    signal.removeEventListener('abort', onAbort)
    await worker.terminate()
  }
}

function broughtDown({ file }: ArchiveTask, how: string): AnomaliteError {
  return new AnomaliteError('model/broken', `${file} could not be read or written to its end (${how}).`, {
    file,
    how,
  })
}

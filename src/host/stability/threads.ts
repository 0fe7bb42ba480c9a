import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import type { StabilityTask, StabilityTasks, TaskMessage } from './protocol.ts'
import type { ThreadPriority } from './thread-priority.ts'

/** Threads that fit and score, one for each core; tasks wait for a free one in their order. */
export interface StabilityThreads {
  /**
   * Rejects with what the task throws, with `stability/stopped` when a thread ends, and with the signal's reason when
   * it is aborted, which ends all threads.
   */
  run<T extends StabilityTask>(
    task: T,
    input: StabilityTasks[T]['input'],
    onProgress?: (fraction: number) => void,
  ): Promise<StabilityTasks[T]['output']>
  /** Ends the threads; tasks that are not done reject. */
  close(): Promise<void>
}

interface Waiting {
  readonly task: StabilityTask
  readonly input: unknown
  readonly onProgress: (fraction: number) => void
  readonly resolve: (output: never) => void
  readonly reject: (reason: unknown) => void
}

/** Opens so many threads; of `background` priority they take what time of the processor others leave, where that can be. */
export function openThreads(
  signal?: AbortSignal,
  count = availableParallelism(),
  priority: ThreadPriority = 'normal',
): StabilityThreads {
  const queue: Waiting[] = []
  const idle: Worker[] = []
  const working = new Map<Worker, Waiting>()
  let gone: unknown = null

  const end = async (reason: unknown) => {
    gone ??= reason
    signal?.removeEventListener('abort', onAbort)
    for (const { reject } of [...working.values(), ...queue.splice(0)]) reject(gone)
    const busy = new Set(working.keys())
    working.clear()
    await Promise.all(workers.map(worker => (busy.has(worker) ? worker.terminate() : ended(worker))))
  }
  const onAbort = () => void end(signal!.reason)

  const next = () => {
    while (idle.length > 0 && queue.length > 0) {
      const worker = idle.pop()!
      const waiting = queue.shift()!
      working.set(worker, waiting)
      // A thread keeps the program alive for as long as it works.
      worker.ref()
      worker.postMessage({ task: waiting.task, input: waiting.input })
    }
  }

  const start = () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { priority } })
    worker.unref()
    worker.on(
      'error',
      (error: unknown) => void end(stopped(error instanceof Error ? error.message : String(error))),
    )
    worker.on('exit', code => void end(stopped(`exit code ${code}`)))
    worker.on('message', (message: TaskMessage) => {
      const waiting = working.get(worker)
      if (!waiting) return
      if ('fraction' in message) return waiting.onProgress(message.fraction)
      working.delete(worker)
      worker.unref()
      idle.push(worker)
      if ('output' in message) waiting.resolve(message.output as never)
      else {
        const { code, message: text, details } = message.error
        waiting.reject(new AnomaliteError(code, text, details))
      }
      next()
    })
    return worker
  }
  const workers = Array.from({ length: count }, start)
  idle.push(...workers)
  signal?.addEventListener('abort', onAbort)
  if (signal?.aborted) onAbort()

  return {
    run: (task, input, onProgress = () => {}) => {
      if (gone !== null) return Promise.reject(gone)
      return new Promise((resolve, reject) => {
        queue.push({ task, input, onProgress, resolve, reject })
        next()
      })
    },
    close: () => end(stopped('closed')),
  }
}

/** Lets a thread that has nothing to do end by itself: one that is ended by force while it starts can bring all down. */
async function ended(worker: Worker): Promise<void> {
  if (worker.threadId === -1) return
  const exit = once(worker, 'exit').catch(() => undefined)
  worker.ref()
  worker.postMessage('end')
  await exit
}

function stopped(how: string): AnomaliteError {
  return new AnomaliteError(
    'stability/stopped',
    `The computation of stability scores has ended (${how}). Start it again.`,
    { how },
  )
}

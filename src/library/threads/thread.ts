import type { Worker } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import type { FromThread, ToThread } from './protocol.ts'

/** So many deaths within the time are no accident: the thread is not started again. */
const DEATHS_THAT_STOP = 3
const DEATHS_REMEMBERED_MS = 5 * 60_000

/** A thread that does not end by then is ended by force. */
const END_MS = 5000

export interface ThreadOptions {
  readonly start: () => Worker
  /** What the thread does, as the subject of a sentence. */
  readonly what: string
  /** The first call to each new worker; its failure is told to who calls next. */
  readonly first: () => { readonly method: string; readonly input: readonly unknown[] }
  readonly onTold: (message: Extract<FromThread, { change: unknown } | { loaded: true }>) => void
  /** Told when a worker died of itself, with the reason; before the next one is started. */
  readonly onDeath: (error: AnomaliteError) => void
}

export interface ThreadCallOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number) => void) | undefined
}

/** A thread that answers calls, and is started again when it dies. */
export interface Thread {
  /**
   * Rejects with what the thread throws, with the signal's reason, and with `library/thread-died` when the thread ends
   * under the call, `library/stopped` when it is not started again.
   */
  call(method: string, input: readonly unknown[], options?: ThreadCallOptions): Promise<unknown>
  /** Sends what wants no answer. */
  send(message: ToThread): void
  /** Ends the worker at once and starts another. */
  restart(): void
  /** What the first call gave. */
  readonly opened: Promise<unknown>
  /** Ends the thread for good. */
  stop(): Promise<void>
}

interface Waiting {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onProgress: ((done: number) => void) | undefined
}

export function startThread({ start, what, first, onTold, onDeath }: ThreadOptions): Thread {
  let deaths: number[] = []
  let nextId = 1
  let end: AnomaliteError | null = null
  let waiting = new Map<number, Waiting>()
  let worker: Worker
  let opened: Promise<unknown>

  const post = (id: number, method: string, input: readonly unknown[], call: Waiting) => {
    waiting.set(id, call)
    try {
      worker.postMessage({ id, method, input } satisfies ToThread)
    } catch (error) {
      waiting.delete(id)
      call.reject(error)
    }
  }

  const begin = () => {
    const mine = start()
    worker = mine
    mine.on('message', (message: FromThread) => {
      if (worker === mine) take(message)
    })
    let why = ''
    mine.on('error', error => {
      why = error instanceof Error ? error.message : String(error)
    })
    mine.on('exit', code => {
      if (worker === mine && end === null) died(why || `exit code ${code}`)
    })
    opened = new Promise((resolve, reject) => {
      const { method, input } = first()
      post(nextId++, method, input, { resolve, reject, onProgress: undefined })
    })
    opened.catch(() => undefined)
  }

  const take = (message: FromThread) => {
    if (!('id' in message)) return onTold(message)
    const call = waiting.get(message.id)
    if (call === undefined) return
    if ('progress' in message) return call.onProgress?.(message.progress)
    waiting.delete(message.id)
    if ('output' in message) return call.resolve(message.output)
    const { code, message: text, details } = message.error
    call.reject(new AnomaliteError(code, text, details))
  }

  const abandon = (error: AnomaliteError) => {
    const abandoned = waiting
    waiting = new Map()
    for (const { reject } of abandoned.values()) reject(error)
  }

  const died = (why: string) => {
    const now = Date.now()
    deaths = [...deaths.filter(time => now - time < DEATHS_REMEMBERED_MS), now]
    const error = new AnomaliteError(
      'library/thread-died',
      `${what} broke off (${why}) and was started again. What had been acknowledged is safe; try again.`,
      { why },
    )
    if (deaths.length >= DEATHS_THAT_STOP) {
      end = new AnomaliteError(
        'library/stopped',
        `${what} has broken off ${DEATHS_THAT_STOP} times in five minutes (${why}). Restart Anomalite; backups are in its data folder.`,
        { why },
      )
    }
    abandon(end ?? error)
    onDeath(end ?? error)
    if (end === null) begin()
  }

  begin()
  return {
    call(method, input, { signal, onProgress } = {}) {
      if (end !== null) return Promise.reject(end)
      if (signal?.aborted) return Promise.reject(signal.reason)
      const id = nextId++
      return new Promise((resolve, reject) => {
        const cancel = () => worker.postMessage({ cancel: id } satisfies ToThread)
        const settle = () => signal?.removeEventListener('abort', cancel)
        signal?.addEventListener('abort', cancel, { once: true })
        post(id, method, input, {
          resolve: output => {
            settle()
            resolve(output)
          },
          reject: error => {
            settle()
            reject(signal?.aborted ? signal.reason : error)
          },
          onProgress,
        })
      })
    },
    send: message => {
      if (end === null) worker.postMessage(message)
    },
    restart() {
      if (end !== null) return
      const old = worker
      begin()
      void endWorker(old)
      // What the old one was asked has gone with it, except for the first call to the new one.
      const newest = nextId - 1
      const lost = [...waiting].filter(([id]) => id < newest)
      for (const [id, { reject }] of lost) {
        waiting.delete(id)
        reject(new AnomaliteError('library/thread-died', `${what} was started again. Try again.`))
      }
    },
    get opened() {
      return opened
    },
    async stop() {
      end ??= new AnomaliteError('library/stopped', `${what} has ended with the program.`)
      abandon(end)
      await endWorker(worker)
    },
  }
}

/** Ends a worker between two of its calls: ended by force in the midst of a query it can take the program with it. */
async function endWorker(worker: Worker): Promise<void> {
  // Gone already, of itself.
  if (worker.threadId === -1) return
  const { promise, resolve } = Promise.withResolvers<void>()
  worker.once('exit', () => resolve())
  worker.postMessage({ end: true } satisfies ToThread)
  const force = setTimeout(() => void worker.terminate(), END_MS)
  await promise
  clearTimeout(force)
}

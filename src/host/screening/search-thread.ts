import { Worker } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import type { Question, SearchQuestions, SearchResponse } from './questions.ts'

/** A thread of its own that counts and makes candidates: some searches take long, and windows are served meanwhile. */
export interface SearchThread {
  /**
   * Asks after what was asked before is answered. Throws `search/…` where the search cannot be, `search/too-large`
   * when the answer takes longer than the thread was given, and the signal's reason. What ends a question that is
   * being worked on ends the thread; the next question starts another, with nothing begun.
   */
  ask<Q extends Question>(
    question: Q,
    input: SearchQuestions[Q]['input'],
    signal: AbortSignal,
  ): Promise<SearchQuestions[Q]['output']>
  stop(): Promise<void>
}

/** Starts with the first question; `mostMs` is the time that any question may take. */
export function openSearchThread(mostMs: number): SearchThread {
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()

  const start = () => {
    const started = new Worker(new URL('./search-worker.ts', import.meta.url))
    // What runs in it is never worth keeping the program alive for.
    started.unref()
    const forget = () => {
      if (worker === started) worker = null
    }
    return started.on('error', forget).on('exit', forget)
  }

  const stop = async () => {
    const stopped = worker
    worker = null
    await stopped?.terminate()
  }

  async function ask<Q extends Question>(
    question: Q,
    input: SearchQuestions[Q]['input'],
    signal: AbortSignal,
  ): Promise<SearchQuestions[Q]['output']> {
    signal.throwIfAborted()
    worker ??= start()
    let response: SearchResponse
    try {
      response = await responseOf(worker, { question, input }, signal, mostMs)
    } catch (error) {
      // It may still be at what nobody waits for any more.
      await stop()
      throw error
    }
    if ('output' in response) return response.output as SearchQuestions[Q]['output']
    const { code, message, details } = response.error
    throw new AnomaliteError(code, message, details)
  }

  return {
    ask(question, input, signal) {
      const answer = last.then(() => ask(question, input, signal))
      last = answer.catch(() => undefined)
      return answer
    },
    stop,
  }
}

async function responseOf(
  worker: Worker,
  request: unknown,
  signal: AbortSignal,
  mostMs: number,
): Promise<SearchResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<SearchResponse>()
  const onError = (cause: unknown) => reject(failed(cause))
  const onExit = (code: number) => reject(failed(`exit code ${code}`))
  const onAbort = () => reject(signal.reason)
  worker.on('message', resolve).on('error', onError).on('exit', onExit)
  signal.addEventListener('abort', onAbort)
  const timer = setTimeout(() => reject(tooLarge()), mostMs)
  worker.postMessage(request)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    worker.off('message', resolve).off('error', onError).off('exit', onExit)
    signal.removeEventListener('abort', onAbort)
  }
}

function tooLarge(): AnomaliteError {
  return new AnomaliteError(
    'search/too-large',
    'There are too many ways to combine these elements, states and amounts. Allow fewer states, smaller amounts or fewer elements at a time.',
  )
}

function failed(cause: unknown): AnomaliteError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new AnomaliteError(
    'search/failed',
    `Candidates could not be made (${why}). Try again, with a narrower search if it happens once more.`,
    {},
    { cause },
  )
}

import { Worker } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import type { AskRows, FromReportThread, ReportOutcome, ReportTask, ToReportThread } from './report-task.ts'

export interface MakingOptions {
  readonly signal: AbortSignal
  readonly ask: AskRows
  /** Told how many of so many lines have been gone through. */
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Makes a report or a table in a thread of its own: pages are drawn and tables written while windows are served.
 * Throws what writing throws, `report/failed` when the thread comes down, what `ask` throws, and the signal's reason.
 */
export type MakeReport = (task: ReportTask, options: MakingOptions) => Promise<ReportOutcome>

/** Keeps one thread for the next report: what draws its charts takes long to load. */
export function openReports(): MakeReport {
  let idle: Worker | null = null

  const start = () => {
    const worker = new Worker(new URL('./report-worker.ts', import.meta.url))
    // What runs in it is never worth keeping the program alive for.
    worker.unref()
    const forget = () => {
      if (idle === worker) idle = null
    }
    return worker.on('error', forget).on('exit', forget)
  }

  return async (task, options) => {
    options.signal.throwIfAborted()
    const worker = idle ?? start()
    idle = null
    let end: End
    try {
      end = await endOf(worker, task, options)
    } catch (error) {
      // It may still be writing what nobody wants any more.
      await worker.terminate()
      throw error
    }
    if (idle === null) idle = worker
    else void worker.terminate()
    if (end.kind === 'made') return end.outcome
    const { code, message, details } = end.error
    throw new AnomaliteError(code, message, details)
  }
}

type End = Extract<FromReportThread, { kind: 'made' | 'failed' }>

async function endOf(worker: Worker, task: ReportTask, options: MakingOptions): Promise<End> {
  const { signal, ask, onProgress } = options
  const { promise, resolve, reject } = Promise.withResolvers<End>()
  const send = (message: ToReportThread) => worker.postMessage(message)
  const onMessage = (message: FromReportThread) => {
    switch (message.kind) {
      case 'ask':
        ask(message.offset, message.count, message.extras).then(rows => send({ kind: 'rows', rows }), reject)
        return
      case 'progress':
        onProgress(message.done, message.total)
        return
      default:
        resolve(message)
    }
  }
  const onError = (cause: unknown) => reject(failed(cause))
  const onExit = (code: number) => reject(failed(`exit code ${code}`))
  const onAbort = () => reject(signal.reason)
  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  signal.addEventListener('abort', onAbort)
  send({ kind: 'make', task })
  try {
    return await promise
  } finally {
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    signal.removeEventListener('abort', onAbort)
  }
}

function failed(cause: unknown): AnomaliteError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new AnomaliteError(
    'report/failed',
    `The report could not be written (${why}). Try again, with fewer lines if it happens once more.`,
    {},
    { cause },
  )
}

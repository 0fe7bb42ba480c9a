import { parentPort } from 'node:worker_threads'
import { AnomaliteError } from '../../domain/error.ts'
import type { FromThread, ThreadError, ToThread } from './protocol.ts'

/** What a thread's method knows of the call it answers. */
export interface ThreadCall {
  readonly signal: AbortSignal
  progress(done: number): void
}

type Method = (input: readonly unknown[], call: ThreadCall) => unknown

/**
 * Answers the calls of the thread that started this one, in their order as far as the methods let others in. Told to
 * end, it lets go of what it has and ends between two calls.
 */
export function answerCalls(
  methodNamed: (name: string) => Method,
  onChange: (message: Extract<ToThread, { change: unknown }>) => void,
  letGo: () => void,
): void {
  const running = new Map<number, AbortController>()

  const carryOut = async (id: number, name: string, input: readonly unknown[]) => {
    const control = new AbortController()
    running.set(id, control)
    try {
      const call = { signal: control.signal, progress: (done: number) => tellParent({ id, progress: done }) }
      tellParent({ id, output: await methodNamed(name)(input, call) })
    } catch (error) {
      tellParent({ id, error: threadError(error) })
    } finally {
      running.delete(id)
    }
  }

  parentPort?.on('message', (message: ToThread) => {
    if ('method' in message) void carryOut(message.id, message.method, message.input)
    else if ('cancel' in message) running.get(message.cancel)?.abort(cancelled())
    else if ('change' in message) onChange(message)
    else {
      letGo()
      process.exit()
    }
  })
}

export function tellParent(message: FromThread): void {
  parentPort?.postMessage(message)
}

/** Anything but a typed error is a defect: it ends the thread, and who waits is told. */
function threadError(error: unknown): ThreadError {
  if (!(error instanceof AnomaliteError)) throw error
  const { code, message, details } = error
  return { code, message, details }
}

function cancelled(): AnomaliteError {
  return new AnomaliteError('library/cancelled', 'Stopped before it was done, as asked.')
}

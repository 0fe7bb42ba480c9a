import { Worker } from 'node:worker_threads'
import type { Composition } from '../../domain/composition.ts'
import type { Neighbour } from '../../domain/descriptor/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { NearestCalls, NearestMethod, NearestResponse } from './protocol.ts'

/** A set of known compounds in a thread of its own. See `NearestCompounds` for what the calls do. */
export interface NearestThread {
  /** Resolves with the formulas left out for want of a descriptor. */
  add(formulas: readonly string[]): Promise<readonly string[]>
  remove(formulas: readonly string[]): Promise<void>
  nearest(composition: Composition, count: number, without?: string): Promise<readonly Neighbour[]>
  /** Ends the thread; calls still running reject with `nearest/stopped`. */
  stop(): Promise<void>
}

interface Waiting {
  readonly resolve: (output: never) => void
  readonly reject: (error: AnomaliteError) => void
}

/** Starts the thread, with no compounds yet. Calls are answered in their order. */
export function startNearest(): NearestThread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url))
  // What runs in it is never worth keeping the program alive for.
  worker.unref()
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let gone: AnomaliteError | null = null

  const end = (how: string) => {
    gone ??= new AnomaliteError(
      'nearest/stopped',
      `The search for nearest compounds has ended (${how}). Restart the program to have it again.`,
      { how },
    )
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  worker.on('error', (error: unknown) => end(error instanceof Error ? error.message : String(error)))
  worker.on('exit', code => end(`exit code ${code}`))
  worker.on('message', (response: NearestResponse) => {
    const call = waiting.get(response.id)
    if (!call) return
    waiting.delete(response.id)
    if ('output' in response) return call.resolve(response.output as never)
    const { code, message, details } = response.error
    call.reject(new AnomaliteError(code, message, details))
  })

  function call<M extends NearestMethod>(
    method: M,
    input: NearestCalls[M]['input'],
  ): Promise<NearestCalls[M]['output']> {
    if (gone) return Promise.reject(gone)
    const id = nextId++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, method, input })
    })
  }

  return {
    add: formulas => call('add', { formulas }),
    async remove(formulas) {
      await call('remove', { formulas })
    },
    nearest: (composition, count, without) =>
      call('nearest', { composition, count, without: without ?? null }),
    async stop() {
      await worker.terminate()
      end('stopped')
    },
  }
}

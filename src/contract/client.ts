import { AnomaliteError } from '../domain/error.ts'
import type { Input, MethodName, Output } from './contract.ts'
import type { EventName, HostEvents } from './events.ts'
import type { Channel, Request, Response } from './transport.ts'

export interface CallOptions {
  /** Aborting ends the call here at once with the signal's reason, and tells the host to stop it. */
  readonly signal?: AbortSignal
}

/** The host as a window sees it. */
export interface HostClient {
  /** Rejects with an AnomaliteError: the host's own, or `wire/closed` when the connection ends first. */
  call<M extends MethodName>(method: M, input: Input<M>, options?: CallOptions): Promise<Output<M>>
  /** Returns what ends the listening. */
  listen<E extends EventName>(event: E, handler: (payload: HostEvents[E]) => void): () => void
  close(): void
}

interface Pending {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Speaks the contract over a channel. The host validates; what it sends back is taken at its word. */
export function connectClient(channel: Channel): HostClient {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<(payload: never) => void>>()
  let nextId = 1
  let isClosed = false
  const send = (request: Request) => channel.send(request)

  channel.onMessage(message => {
    const response = message as Response
    if ('event' in response) {
      for (const handler of listeners.get(response.event) ?? []) handler(response.payload as never)
      return
    }
    const call = pending.get(response.id)
    pending.delete(response.id)
    if ('output' in response) call?.resolve(response.output)
    else call?.reject(new AnomaliteError(response.error.code, response.error.message, response.error.details))
  })
  channel.onClose(() => {
    isClosed = true
    for (const { reject } of pending.values()) reject(closed())
    pending.clear()
  })

  function call<M extends MethodName>(
    method: M,
    input: Input<M>,
    { signal }: CallOptions = {},
  ): Promise<Output<M>> {
    if (isClosed) return Promise.reject(closed())
    if (signal?.aborted) return Promise.reject(signal.reason)
    const id = nextId++
    return new Promise<unknown>((resolve, reject) => {
      const stop = () => {
        pending.delete(id)
        if (!isClosed) send({ id, cancel: true })
        reject(signal?.reason)
      }
      const settled = () => signal?.removeEventListener('abort', stop)
      pending.set(id, {
        resolve: output => {
          settled()
          resolve(output)
        },
        reject: error => {
          settled()
          reject(error)
        },
      })
      signal?.addEventListener('abort', stop, { once: true })
      send({ id, method, input })
    }) as Promise<Output<M>>
  }

  return {
    call,
    listen(event, handler) {
      const handlers = listeners.get(event) ?? new Set()
      listeners.set(event, handlers)
      handlers.add(handler)
      return () => handlers.delete(handler)
    },
    close: () => channel.close(),
  }
}

function closed(): AnomaliteError {
  return new AnomaliteError('wire/closed', 'The connection to the program ended. It is being restored.')
}

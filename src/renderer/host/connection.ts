import {
  type CallOptions,
  type Channel,
  connectClient,
  type EventName,
  type HostClient,
  type HostEvents,
  type Input,
  type MethodName,
  type Output,
} from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'

/** Whether there is a connection, whether one is sought, or whether only the user can restore it. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'lost'

export interface Connection extends HostClient {
  /** Told the state now and after each change. Returns what ends the listening. */
  onState(handler: (state: ConnectionState) => void): () => void
  /** Seeks the host anew after it was given up. */
  reconnect(): void
}

/** Waits before one attempt and the next; after the last the connection is given up. */
const RETRY_DELAYS_MS = [0, 250, 500, 1000, 2000, 4000, 8000]

/**
 * A host client that outlives its channel. A call waits while the connection is sought; one that was under way when
 * it broke rejects, since the host may have carried it out. Listeners stay.
 */
export function keepConnected(open: () => Promise<Channel>): Connection {
  let state: ConnectionState = 'connecting'
  let current = Promise.withResolvers<HostClient>()
  /** The client while connected. */
  let client: HostClient | null = null
  const stateHandlers = new Set<(state: ConnectionState) => void>()
  const listeners = new Map<EventName, Set<(payload: never) => void>>()

  const become = (next: ConnectionState) => {
    state = next
    for (const handler of stateHandlers) handler(state)
  }

  const seek = async () => {
    // Nobody may be calling when the connection is given up.
    current.promise.catch(() => undefined)
    for (const delay of RETRY_DELAYS_MS) {
      await new Promise(resolve => setTimeout(resolve, delay))
      const channel = await open().catch(() => null)
      if (!channel) continue
      adopt(channel)
      return
    }
    become('lost')
    current.reject(
      new AnomaliteError('wire/lost', 'The program does not answer. Start it again, then choose Reconnect.'),
    )
  }

  const adopt = (channel: Channel) => {
    const adopted = connectClient(channel)
    client = adopted
    for (const event of listeners.keys()) relay(adopted, event)
    channel.onClose(() => {
      client = null
      current = Promise.withResolvers()
      become('reconnecting')
      void seek()
    })
    current.resolve(adopted)
    become('connected')
  }

  const relay = <E extends EventName>(client: HostClient, event: E) => {
    client.listen(event, payload => {
      for (const handler of listeners.get(event) ?? []) handler(payload as never)
    })
  }

  void seek()
  return {
    async call<M extends MethodName>(method: M, input: Input<M>, options?: CallOptions): Promise<Output<M>> {
      // At once where it can be: the host then works while the page draws what led to the call.
      if (client !== null) return client.call(method, input, options)
      const sought = await current.promise
      options?.signal?.throwIfAborted()
      return sought.call(method, input, options)
    },
    listen<E extends EventName>(event: E, handler: (payload: HostEvents[E]) => void) {
      const handlers = listeners.get(event)
      if (handlers) handlers.add(handler)
      else {
        listeners.set(event, new Set([handler]))
        if (state === 'connected') void current.promise.then(client => relay(client, event))
      }
      return () => listeners.get(event)?.delete(handler)
    },
    close: () => void current.promise.then(client => client.close()),
    onState(handler) {
      stateHandlers.add(handler)
      handler(state)
      return () => stateHandlers.delete(handler)
    },
    reconnect() {
      if (state !== 'lost') return
      current = Promise.withResolvers()
      become('reconnecting')
      void seek()
    },
  }
}

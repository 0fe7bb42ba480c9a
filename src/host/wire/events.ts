import type { EventName, HostEvents } from '../../contract/index.ts'

type Listener = <E extends EventName>(event: E, payload: HostEvents[E]) => void

/** Carries what the host tells of its own accord to every window. */
export interface EventBus {
  tell<E extends EventName>(event: E, payload: HostEvents[E]): void
  /** Returns what ends the listening. */
  listen(listener: Listener): () => void
}

export function createEventBus(): EventBus {
  const listeners = new Set<Listener>()
  return {
    tell(event, payload) {
      for (const listener of listeners) listener(event, payload)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

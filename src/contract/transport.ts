import type { WireError } from './values.ts'

/**
 * One end of a connection that carries messages in both directions, whole and in order: a message port of Electron,
 * a WebSocket of `anomalite serve`. Messages are plain values; `Uint8Array` is among them.
 */
export interface Channel {
  send(message: unknown): void
  onMessage(handler: (message: unknown) => void): void
  /** Called once, when no more messages will come. */
  onClose(handler: () => void): void
  close(): void
}

/** The largest message that either side accepts. */
export const MESSAGE_LIMIT_BYTES = 64 * 2 ** 20

/** From window to host: a call, or the end of interest in one. */
export type Request =
  | { readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly id: number; readonly cancel: true }

/** From host to window: the one answer to a call, or an event. */
export type Response =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: WireError }
  | { readonly event: string; readonly payload: unknown }

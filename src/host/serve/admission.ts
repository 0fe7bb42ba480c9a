import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request was meant for this server: its Host is a name of the loopback interface with the server's port.
 * A page of another site that had its own name lead here (DNS rebinding) gives itself away by that name.
 */
export function isForUs({ host }: IncomingHttpHeaders, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/** Whether a socket is opened by this server's own page, which alone may. */
export function isFromOwnPage({ origin, host }: IncomingHttpHeaders, port: number): boolean {
  return isForUs({ host }, port) && origin === `http://${host}`
}

/** Compares in a time that says nothing of where the two differ. */
export function isToken(given: string | null, token: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}

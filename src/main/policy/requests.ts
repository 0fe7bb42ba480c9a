import { isOfOrigin } from './origin.ts'

/** Requests that never leave the process: what the page made itself. */
const OWN_SCHEMES = ['data:', 'blob:']

/**
 * Whether the page may request a URL. Whatever the program fetches from a network, the host fetches, on the user's
 * word; the page has its own files and what it made itself.
 */
export function mayRequest(url: string, origins: readonly string[]): boolean {
  const parsed = URL.parse(url)
  if (!parsed) return false
  if (OWN_SCHEMES.includes(parsed.protocol)) return true
  // Hot reload speaks over a WebSocket of the development server's own origin.
  return isOfOrigin(url.replace(/^ws:/, 'http:'), origins)
}

/** The one origin of the program's own pages. */
export const PROGRAM_SCHEME = 'app'
export const PROGRAM_HOST = 'anomalite'
export const PROGRAM_ORIGIN = `${PROGRAM_SCHEME}://${PROGRAM_HOST}`

/**
 * Whether a URL is of one of the given origins. `URL.origin` is "null" for schemes that Node does not know, so scheme
 * and host are compared; a URL with a user name or a password is of none.
 */
export function isOfOrigin(url: string, origins: readonly string[]): boolean {
  const parsed = URL.parse(url)
  if (parsed?.username !== '' || parsed.password !== '') return false
  return origins.includes(`${parsed.protocol}//${parsed.host}`)
}

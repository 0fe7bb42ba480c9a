import { isOfOrigin } from './origin.ts'

/**
 * Whether the window may leave its page for a URL: never for another site, and not for another document of the
 * program either but for reloading the page itself. What the page shows it changes by its own router.
 */
export function mayNavigate(url: string, origins: readonly string[]): boolean {
  if (!isOfOrigin(url, origins)) return false
  return new URL(url).pathname === '/'
}

/** Sites that a link of the program may open, in the user's own browser. */
const LINKED_SITES = ['doi.org', 'github.com', 'materialsproject.org', 'next-gen.materialsproject.org']

/** What becomes of a link that asks for a window of its own: never a window of the program. */
export function linkTarget(url: string): 'browser' | 'nowhere' {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return 'nowhere'
  return LINKED_SITES.includes(parsed.host) ? 'browser' : 'nowhere'
}

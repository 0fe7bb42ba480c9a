/** So many crashes within the window, and the child stays down until the user decides. */
const CRASH_LIMIT = 3
const CRASH_WINDOW_MS = 5 * 60_000
const FIRST_DELAY_MS = 250

/** What to do about a child that has just died. */
export type AfterCrash =
  | { readonly kind: 'restart'; readonly afterMs: number }
  | { readonly kind: 'stop'; readonly crashes: number }

/**
 * Decides from the times of a child's crashes (milliseconds, oldest first, the last one now): a restart with a delay
 * that grows fourfold from crash to crash within five minutes, and an end at the third.
 */
export function afterCrash(crashTimesMs: readonly number[]): AfterCrash {
  const now = crashTimesMs.at(-1) ?? 0
  const crashes = crashTimesMs.filter(time => now - time < CRASH_WINDOW_MS).length
  if (crashes >= CRASH_LIMIT) return { kind: 'stop', crashes }
  return { kind: 'restart', afterMs: FIRST_DELAY_MS * 4 ** (crashes - 1) }
}

/** How much work a damaged library may cost at most. */
const INTERVAL_MS = 15 * 60_000

/** Backs a library up every quarter of an hour in which it changed. */
export function startBackupTimer(
  backUp: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
): { changed(): void; stop(): void } {
  let hasChanged = false
  const timer = setInterval(() => {
    if (!hasChanged) return
    hasChanged = false
    backUp().catch(error => {
      hasChanged = true
      onFailure(error)
    })
  }, INTERVAL_MS)
  timer.unref()
  return {
    changed() {
      hasChanged = true
    },
    stop: () => clearInterval(timer),
  }
}

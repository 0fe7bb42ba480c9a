import type { UtilityProcess } from 'electron'

/** Ends a child in whatever it is at. Its own `kill` only asks, and a process in a native computation does not hear. */
export function killAtOnce(child: UtilityProcess): void {
  // Without an id it has ended.
  if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
}

const WINDOW_MS = 5 * 60_000
const CRASHES_THAT_STOP = 3
const FIRST_WAIT_MS = 250

/** Crashes of the last five minutes, and what they mean for the next start. */
export class CrashRecord {
  private times: number[] = []

  /** Milliseconds to wait before the next start, longer each time, or null to give up. */
  add(now: number): number | null {
    this.times = [...this.times.filter(time => now - time < WINDOW_MS), now]
    if (this.times.length >= CRASHES_THAT_STOP) return null
    return FIRST_WAIT_MS * 4 ** (this.times.length - 1)
  }
}

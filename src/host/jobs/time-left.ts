/** Progress older than this says little of how fast the work is now. */
const WINDOW_MS = 30_000

/** Before this much has been seen nothing is said. */
const LEAST_MS = 1000

interface Sample {
  readonly timeMs: number
  readonly progress: number
}

/** Estimates how long work still takes, by how fast it moved in the last half minute. */
export class TimeLeft {
  private samples: Sample[] = []

  /** Adds where the work stands now, a fraction; returns the seconds left, null while it is too early to say. */
  seconds(timeMs: number, progress: number): number | null {
    const recent = this.samples.filter(sample => timeMs - sample.timeMs <= WINDOW_MS)
    // At least one, so that work that tells of itself once a minute has an estimate too.
    const kept = recent.length > 0 ? recent : this.samples.slice(-1)
    this.samples = [...kept, { timeMs, progress }]
    const first = this.samples[0]!
    const elapsedMs = timeMs - first.timeMs
    const gained = progress - first.progress
    if (elapsedMs < LEAST_MS || gained <= 0) return null
    return (((1 - progress) / gained) * elapsedMs) / 1000
  }
}

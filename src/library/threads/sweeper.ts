import type { WritableLibrary } from '../library.ts'

/** So many that other work waits some ten milliseconds at most. */
const ENTRIES_PER_SWEEP = 1000

/** Removes what nobody can bring back any more, a piece at a time when there is nothing else to do. */
export interface Sweeper {
  sweepSoon(): void
  stop(): void
}

export function openSweeper(library: Pick<WritableLibrary, 'sweep'>): Sweeper {
  let next: NodeJS.Immediate | null = null
  const sweep = () => {
    next = null
    if (!library.sweep(ENTRIES_PER_SWEEP).isDone) sweepSoon()
  }
  const sweepSoon = () => {
    next ??= setImmediate(sweep)
  }
  return {
    sweepSoon,
    stop() {
      if (next !== null) clearImmediate(next)
    },
  }
}

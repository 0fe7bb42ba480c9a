import type { CompoundId, WritableLibrary } from '../library.ts'

/** So many that other work waits some ten milliseconds at most. */
const ENTRIES_PER_SWEEP = 1000
const COMPOUNDS_PER_SWEEP = 1000
/** Looking through a million compounds takes seconds in all, for which nothing else shall wait. */
const PAUSE_MS = 20

/** Removes what nobody can bring back any more, a piece at a time when there is nothing else to do. */
export interface Sweeper {
  sweepSoon(): void
  /** Also looks for compounds that are used no more, as after a start. */
  sweepAllSoon(): void
  stop(): void
}

export function openSweeper(library: Pick<WritableLibrary, 'sweep' | 'sweepCompounds'>): Sweeper {
  let isWaiting = false
  let isStopped = false
  /** The compound that was looked at last, and null before the first. */
  let compounds: { readonly after: CompoundId | null } | 'done' = { after: null }

  const sweep = () => {
    isWaiting = false
    if (isStopped) return
    const { entries, isDone } = library.sweep(ENTRIES_PER_SWEEP)
    // What they were of may now be of no use.
    if (entries > 0) compounds = { after: null }
    if (!isDone) sweepSoon()
    else if (compounds !== 'done') {
      isWaiting = true
      setTimeout(sweepCompounds, PAUSE_MS).unref()
    }
  }
  const sweepCompounds = () => {
    isWaiting = false
    if (isStopped || compounds === 'done') return
    const after = library.sweepCompounds(compounds.after, COMPOUNDS_PER_SWEEP)
    compounds = after === null ? 'done' : { after }
    sweepSoon()
  }
  const sweepSoon = () => {
    if (isWaiting) return
    isWaiting = true
    setImmediate(sweep)
  }
  return {
    sweepSoon,
    sweepAllSoon() {
      compounds = { after: null }
      sweepSoon()
    },
    stop() {
      isStopped = true
    },
  }
}

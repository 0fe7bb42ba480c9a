import { availableParallelism, constants, setPriority } from 'node:os'

/** `background`: a thread takes what time of the processor others leave. */
export type ThreadPriority = 'normal' | 'background'

/**
 * Gives the calling thread its place beside others. Linux alone gives threads one of their own; elsewhere it would be
 * that of the whole program, windows and all.
 */
export function takeThreadPriority(priority: ThreadPriority): void {
  if (priority !== 'background' || process.platform !== 'linux') return
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Where the system refuses, the work is done all the same.
  }
}

/** How many threads compute: one for each core, but where those in the background cannot stand back one core is left. */
export function threadCount(priority: ThreadPriority): number {
  const cores = availableParallelism()
  return priority === 'background' && process.platform !== 'linux' ? Math.max(1, cores - 1) : cores
}

import { constants, setPriority } from 'node:os'
import type { Backend } from '../backend/backend.ts'

/**
 * What a compute process is for. `interactive`: a person waits for its answers, so that long work is cut into short
 * batches and lets short calls through. `background`: it takes what time of the processor others leave. `normal`: as
 * fast as it can.
 */
export type ComputePriority = 'interactive' | 'normal' | 'background'

/** Gives this process its place beside others. Before the back end starts: threads inherit it where it is a thread's. */
export function takePriority(priority: ComputePriority): void {
  if (priority !== 'background') return
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Where the system refuses, the work is done all the same.
  }
}

/** A back end with batches as long as the priority allows. */
export function inBatchesOf(backend: Backend, priority: ComputePriority): Backend {
  return priority === 'interactive' ? { ...backend, scoringBatch: backend.shortBatch } : backend
}

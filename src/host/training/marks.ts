import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomically } from '../../durable/index.ts'

/**
 * What was decided about a run while it was trained, and outlives whoever trains it: that it is to end with the best of
 * its epochs so far, or that the engine it was begun with keeps crashing.
 */
export type RunMark = 'finish' | 'engine-crashes'

/** Marks a run's folder; the mark goes with the folder. */
export async function markRun(folder: string, mark: RunMark): Promise<void> {
  await writeFileAtomically(join(folder, mark), '')
}

export function isMarked(folder: string, mark: RunMark): boolean {
  return existsSync(join(folder, mark))
}

import type { TrainingPreview } from '../../../../contract/index.ts'

/** Whether there is enough to learn from and to hold out: ten positives. */
export function areEnough(counts: Pick<TrainingPreview, 'positives'> | null): boolean {
  return counts !== null && counts.positives >= 10
}

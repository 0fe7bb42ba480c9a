import type { Job } from '../../../../contract/index.ts'
import { words } from '../../../messages/index.ts'

/** What a retraining does once its epochs are over; null for any other stage. */
export function judgingText(stage: Job['stage']): string | null {
  const text = words.retraining.progress
  if (stage?.step === 'validating') return text.fold(stage.done, stage.total ?? stage.done)
  return stage?.step === 'comparing' ? text.comparing : null
}

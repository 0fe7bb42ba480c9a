import type { Output } from '../../../../contract/index.ts'
import type { EpochRule } from '../../../../domain/training/index.ts'

/** What is known of a retraining while it is not finished. */
export type RetrainingOutline = NonNullable<Output<'training.curve'>['retraining']>

/** Which epoch becomes the model: of a warm start the last, so that what is held out chooses nothing. */
export function epochRuleOf(retraining: Pick<RetrainingOutline, 'start'> | null): EpochRule {
  return retraining?.start === 'warm' ? 'last' : 'smallest-gap'
}

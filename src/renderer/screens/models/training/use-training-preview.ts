import { computed } from 'vue'
import type { TrainingChoice } from '../../../../contract/index.ts'
import { useCounting, useMeasuring } from '../../../components/job-form/use-counting.ts'
import { useSettled } from '../../../components/job-form/use-settled.ts'
import { useHost } from '../../../host/index.ts'
import { words } from '../../../messages/index.ts'
import { useTrainingDraft } from './draft-store.ts'

/** What the training at hand comes to: how many positives, and how long it takes with settings like these. */
export function useTrainingPreview(timed: () => TrainingChoice | null) {
  const host = useHost()
  const draft = useTrainingDraft()
  const counting = useCounting(
    () => draft.data,
    (data, options) => host.call('training.preview', data, options),
  )
  const settled = useSettled(computed(timed))
  const measuring = useMeasuring(
    () => {
      const positives = counting.counts?.positives ?? 0
      return settled.value === null || positives < 2 ? null : { positives, settings: settled.value }
    },
    (asked, options) => host.call('training.estimate', asked, options),
  )
  return { counting, measuring }
}

/** In words, how many of so many positives a training with such settings holds out. */
export function splitIn(settings: TrainingChoice | null): (positives: number) => string {
  return positives => {
    const training = Math.round(positives * (settings?.trainingShare ?? 0.7))
    return words.training.preview.split(training, positives - training)
  }
}

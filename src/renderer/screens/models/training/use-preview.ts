import { computed } from 'vue'
import type { Input, TrainingChoice } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { useLatest } from '../../../host/use-latest.ts'
import { useListsStore } from '../../../stores/lists.ts'
import { useTrainingDraft } from './draft-store.ts'
import { useSettled } from './use-settled.ts'

/**
 * What the training at hand comes to: how many positives, and how long it takes with its settings, or with those that
 * stand for the many of a study.
 */
export function usePreview(timed?: () => TrainingChoice | null) {
  const host = useHost()
  const draft = useTrainingDraft()
  const lists = useListsStore()

  const question = computed(() => ({
    data: draft.data,
    settings: timed ? timed() : draft.settings,
    revision: lists.revision,
  }))
  const settled = useSettled(question)

  const counting = useLatest(
    () => (settled.value.data === null ? null : settled.value),
    ({ data, revision }) => JSON.stringify([data, revision]),
    ({ data }, signal) => host.call('training.preview', data!, { signal }),
  )
  const counts = computed(() => counting.answer.value?.value ?? null)

  const measuring = useLatest<
    Input<'training.estimate'>,
    { backend: string; secondsPerEpoch: number; secondsInAll: number }
  >(
    () => {
      const { settings } = settled.value
      const positives = counts.value?.positives ?? 0
      return settings === null || positives < 2 ? null : { positives, settings }
    },
    JSON.stringify,
    (asked, signal) => host.call('training.estimate', asked, { signal }),
  )

  return {
    counts,
    isCounting: computed(() => counting.isStale.value || (counts.value === null && draft.data !== null)),
    countFailure: counting.failure,
    estimate: computed(() => measuring.answer.value?.value ?? null),
    isMeasuring: computed(() => measuring.isStale.value || measuring.answer.value === null),
    estimateFailure: measuring.failure,
  }
}

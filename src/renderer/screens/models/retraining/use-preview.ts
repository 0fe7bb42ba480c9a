import { computed } from 'vue'
import type { Input, Output } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { useLatest } from '../../../host/use-latest.ts'
import { useListsStore } from '../../../stores/lists.ts'
import { useSettled } from '../training/use-settled.ts'
import { useRetrainingDraft } from './draft-store.ts'

/** What the retraining at hand would see, and how long it would take. */
export function useRetrainingPreview() {
  const host = useHost()
  const draft = useRetrainingDraft()
  const lists = useListsStore()

  const question = computed(() => ({ data: draft.data, settings: draft.settings, revision: lists.revision }))
  const settled = useSettled(question)

  const counting = useLatest(
    () => (settled.value.data === null ? null : settled.value),
    ({ data, revision }) => JSON.stringify([data, revision]),
    ({ data }, signal) => host.call('retraining.preview', data!, { signal }),
  )
  const counts = computed(() => counting.answer.value?.value ?? null)

  const measuring = useLatest<Input<'retraining.estimate'>, Output<'retraining.estimate'>>(
    () => {
      const { data, settings } = settled.value
      if (data === null || settings === null || counts.value === null) return null
      const { known, training, replayed, judging } = counts.value
      const trained = known + training + replayed
      return trained === 0 ? null : { parent: data.parent, settings, trained, judging, folds: data.folds }
    },
    JSON.stringify,
    (asked, signal) => host.call('retraining.estimate', asked, { signal }),
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

import { computed } from 'vue'
import { useCounting, useMeasuring } from '../../../components/job-form/use-counting.ts'
import { useSettled } from '../../../components/job-form/use-settled.ts'
import { useHost } from '../../../host/index.ts'
import { useRetrainingDraft } from './draft-store.ts'

/** What the retraining at hand would see, and how long it would take. */
export function useRetrainingPreview() {
  const host = useHost()
  const draft = useRetrainingDraft()
  const counting = useCounting(
    () => draft.data,
    (data, options) => host.call('retraining.preview', data, options),
  )
  const settled = useSettled(computed(() => ({ data: draft.data, settings: draft.settings })))
  const measuring = useMeasuring(
    () => {
      const { data, settings } = settled.value
      if (data === null || settings === null || counting.counts === null) return null
      const { known, training, replayed, judging } = counting.counts
      const trained = known + training + replayed
      return trained === 0 ? null : { parent: data.parent, settings, trained, judging, folds: data.folds }
    },
    (asked, options) => host.call('retraining.estimate', asked, options),
  )
  return { counting, measuring }
}

import { type Ref, shallowRef, watch } from 'vue'
import type { StabilityDetails } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { useModelsStore } from '../../../stores/models.ts'

/** Everything about a stability model; null for none, for one that is gone, and until it is known. */
export function useStabilityDetails(model: () => string | null): Readonly<Ref<StabilityDetails | null>> {
  const host = useHost()
  const store = useModelsStore()
  const details = shallowRef<StabilityDetails | null>(null)
  watch(
    [model, () => store.stability],
    async ([id], _, onCleanup) => {
      const control = new AbortController()
      onCleanup(() => control.abort(new DOMException('Another model is shown.', 'AbortError')))
      const isThere = id !== null && store.stability.some(known => known.id === id)
      const found = isThere ? await host.call('models.details', { model: id }, control) : null
      details.value = found?.kind === 'stability' ? found : null
    },
    { immediate: true },
  )
  return details
}

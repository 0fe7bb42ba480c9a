import { type Ref, shallowRef, watch } from 'vue'
import type { ModelDetails } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { useModelsStore } from '../../../stores/models.ts'

/** Everything about a model; null for one that is gone, and until it is known. */
export function useModelDetails(model: () => string): Readonly<Ref<ModelDetails | null>> {
  const host = useHost()
  const store = useModelsStore()
  const details = shallowRef<ModelDetails | null>(null)
  watch(
    [model, () => store.all],
    async ([id], _, onCleanup) => {
      const control = new AbortController()
      onCleanup(() => control.abort(new DOMException('Another model is shown.', 'AbortError')))
      const isThere = store.all.some(known => known.id === id)
      details.value = isThere ? await host.call('models.details', { model: id }, control) : null
    },
    { immediate: true },
  )
  return details
}

import { type Ref, watch } from 'vue'
import type { List } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import { useModelsStore } from '../../stores/models.ts'

/** Has the list on screen scored by the active model, and again when one or the other changes. */
export function useListScores(list: Readonly<Ref<List | null>>): void {
  const host = useHost()
  const models = useModelsStore()

  watch(
    [() => list.value?.id, () => list.value?.entryCount, () => models.active?.id],
    ([id, entries, model]) => {
      if (id === undefined || entries === 0 || model === undefined || list.value?.binnedAt !== null) return
      // A screen asks unbidden: what fails shows as entries without a score, and as a job where it was one.
      host.call('scoring.start', { list: id, model: null, askedBy: 'screen' }).catch(() => undefined)
    },
    { immediate: true },
  )
}

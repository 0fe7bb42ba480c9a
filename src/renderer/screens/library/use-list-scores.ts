import { type Ref, watch } from 'vue'
import type { List } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import { useModelsStore } from '../../stores/models.ts'

/** Has the lists on screen scored by the active model, and again when one or the other changes. */
export function useListScores(lists: Readonly<Ref<readonly List[]>>): void {
  const host = useHost()
  const models = useModelsStore()

  watch(
    [() => lists.value.map(({ id, entryCount }) => `${id}:${entryCount}`).join(), () => models.active?.id],
    ([, model]) => {
      if (model === undefined) return
      for (const { id, entryCount } of lists.value) {
        if (entryCount === 0) continue
        // A screen asks unbidden: what fails shows as entries without a score, and as a job where it was one.
        host.call('scoring.start', { list: id, model: null, askedBy: 'screen' }).catch(() => undefined)
      }
    },
    { immediate: true },
  )
}

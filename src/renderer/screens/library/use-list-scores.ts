import { type Ref, watch } from 'vue'
import type { List } from '../../../contract/index.ts'
import { useModelsStore } from '../../stores/models.ts'

/** Has the lists on screen scored by the models in use, and again when one or the other changes. */
export function useListScores(lists: Readonly<Ref<readonly List[]>>): void {
  const models = useModelsStore()

  watch(
    [
      () => lists.value.map(({ id, entryCount }) => `${id}:${entryCount}`).join(),
      () => `${models.active?.id} ${models.activeStability?.id}`,
    ],
    () => {
      for (const { id, entryCount } of lists.value) {
        // A screen asks unbidden: what fails shows as entries without a score, and as a job where it was one.
        if (entryCount > 0) models.scoreList(id).catch(() => undefined)
      }
    },
    { immediate: true },
  )
}

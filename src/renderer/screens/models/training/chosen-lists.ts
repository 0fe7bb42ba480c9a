import { computed, shallowRef } from 'vue'
import type { List } from '../../../../contract/index.ts'
import { useListsStore } from '../../../stores/lists.ts'

/** Lists that may hold positives, those that are declared to first: what a search generated holds none. */
export function listsOfPositives<Some extends Pick<List, 'kind'>>(lists: readonly Some[]): Some[] {
  const mayHold = lists.filter(({ kind }) => kind !== 'generated')
  return [
    ...mayHold.filter(({ kind }) => kind === 'positives'),
    ...mayHold.filter(({ kind }) => kind !== 'positives'),
  ]
}

/** The lists that a draft takes its positives from. */
export function useChosenLists() {
  const lists = useListsStore()
  const asked = shallowRef<readonly number[] | null>(null)
  const eligible = computed(() => listsOfPositives(lists.all))
  /** Until somebody chooses: what is declared to be positive. */
  const chosen = computed(() => {
    const wanted =
      asked.value ?? eligible.value.filter(({ kind }) => kind === 'positives').map(({ id }) => id)
    return wanted.filter(id => eligible.value.some(list => list.id === id))
  })
  return {
    eligible,
    chosen,
    choose: (ids: readonly number[]) => {
      asked.value = ids
    },
  }
}

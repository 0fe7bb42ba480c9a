import { computed, type Ref, ref, watch } from 'vue'
import { entryQuery, NO_FILTER } from '../../../components/entry-filter/index.ts'
import { useHost } from '../../../host/index.ts'
import { useListsStore } from '../../../stores/lists.ts'

const BINNED = entryQuery(NO_FILTER, {
  list: null,
  bin: 'only',
  unranked: 'with',
  model: null,
  comparedModel: null,
  sort: { by: 'added', direction: 'ascending' },
})

/** How many lists and entries the bin holds. */
export function useBinCount(): Readonly<Ref<number>> {
  const host = useHost()
  const lists = useListsStore()
  const entries = ref(0)
  let isAsking = false
  let isOutdated = false

  async function ask(): Promise<void> {
    if (isAsking) {
      isOutdated = true
      return
    }
    isAsking = true
    isOutdated = false
    try {
      entries.value = (await host.call('entries.page', { query: BINNED, offset: 0, count: 0 })).total
    } finally {
      isAsking = false
    }
    if (isOutdated) void ask()
  }

  watch(() => lists.revision, ask, { immediate: true })
  return computed(() => lists.binned.length + entries.value)
}

import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { List } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'

/** The lists of the library, and the revision that tells when what was read of them may be outdated. */
export const useListsStore = defineStore('lists', () => {
  const host = useHost()
  const everywhere = shallowRef<readonly List[]>([])
  const isLoaded = ref(false)
  const revision = ref(0)
  let loading: Promise<void> | null = null
  let isOutdated = false

  host.listen('library', changed => {
    revision.value = changed.revision
    void load()
  })
  host.onState(state => {
    if (state === 'connected') void load()
  })

  /** Loads once for any number of changes that come meanwhile. */
  function load(): Promise<void> {
    isOutdated = loading !== null
    loading ??= fetchAll().finally(() => {
      loading = null
      if (isOutdated) void load()
    })
    return loading
  }

  async function fetchAll(): Promise<void> {
    const lists = await host.call('lists.all', {})
    everywhere.value = lists.toSorted((a, b) => a.name.localeCompare(b.name))
    isLoaded.value = true
  }

  return {
    /** Lists in use, by name. */
    all: computed(() => everywhere.value.filter(({ binnedAt }) => binnedAt === null)),
    /** Lists in the bin, by name. */
    binned: computed(() => everywhere.value.filter(({ binnedAt }) => binnedAt !== null)),
    /** Whether the lists are known; before that there seem to be none. */
    isLoaded,
    revision,
  }
})

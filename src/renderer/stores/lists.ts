import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { List } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'

/** The lists in use of the library, and the revision that tells when what was read of them may be outdated. */
export const useListsStore = defineStore('lists', () => {
  const host = useHost()
  const all = shallowRef<readonly List[]>([])
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
    all.value = lists.filter(list => list.binnedAt === null)
  }

  return { all, revision }
})

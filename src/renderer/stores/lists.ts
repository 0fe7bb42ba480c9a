import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { List } from '../../contract/index.ts'
import { useHost } from '../host/index.ts'

/** The lists of the library, and the revision that tells when pages of them may be outdated. */
export const useListsStore = defineStore('lists', () => {
  const host = useHost()
  const all = shallowRef<readonly List[]>([])
  const revision = ref(0)
  /** What undo and redo would do; null when there is nothing. */
  const history = shallowRef<{ undo: string | null; redo: string | null }>({ undo: null, redo: null })
  const inUse = computed(() => all.value.filter(list => list.binnedAt === null))
  const binned = computed(() => all.value.filter(list => list.binnedAt !== null))

  host.listen('library', changed => {
    revision.value = changed.revision
    void load()
  })
  host.onState(state => {
    if (state === 'connected') void load()
  })

  let loading: Promise<void> | null = null
  let isOutdated = false

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
    const [lists, state] = await Promise.all([host.call('lists.all', {}), host.call('history.state', {})])
    all.value = lists
    history.value = state
  }

  return {
    all,
    inUse,
    binned,
    revision,
    history,
    load,
    undo: async () => {
      history.value = await host.call('history.undo', {})
    },
    redo: async () => {
      history.value = await host.call('history.redo', {})
    },
  }
})

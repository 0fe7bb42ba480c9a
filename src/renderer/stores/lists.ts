import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { List } from '../../contract/index.ts'
import { inTurn } from '../host/in-turn.ts'
import { useHost } from '../host/index.ts'

/** The lists of the library, and the revision that tells when what was read of them may be outdated. */
export const useListsStore = defineStore('lists', () => {
  const host = useHost()
  const everywhere = shallowRef<readonly List[]>([])
  const isLoaded = ref(false)
  const revision = ref(0)
  const load = inTurn(async () => {
    const lists = await host.call('lists.all', {})
    everywhere.value = lists.toSorted((a, b) => a.name.localeCompare(b.name))
    isLoaded.value = true
  })

  host.listen('library', changed => {
    revision.value = changed.revision
    void load()
  })
  host.onState(state => {
    if (state === 'connected') void load()
  })

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

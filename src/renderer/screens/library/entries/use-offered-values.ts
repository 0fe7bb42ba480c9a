import { type Ref, shallowRef, watch } from 'vue'
import type { EntryQuery } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'

/** Labels and tags in use, offered where one is written. */
export interface OfferedValues {
  readonly labels: readonly string[]
  readonly tags: readonly string[]
}

const NONE: OfferedValues = { labels: [], tags: [] }

/** @param query whose entries' labels and tags; null while nothing is written */
export function useOfferedValues(query: Readonly<Ref<EntryQuery | null>>): Readonly<Ref<OfferedValues>> {
  const host = useHost()
  const offered = shallowRef(NONE)

  watch(
    query,
    async (wanted, _, onCleanup) => {
      if (wanted === null) return
      const control = new AbortController()
      onCleanup(() => control.abort())
      // Nothing offered is no loss that is worth a message.
      const facets = await host.call('entries.facets', { query: wanted }, control).catch(() => null)
      if (facets === null || control.signal.aborted) return
      offered.value = {
        labels: facets.labels.map(({ label }) => label),
        tags: facets.tags.map(({ tag }) => tag),
      }
    },
    { immediate: true },
  )
  return offered
}

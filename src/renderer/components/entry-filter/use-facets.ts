import { type Ref, shallowRef, watch } from 'vue'
import type { EntryQuery, Output } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'

/** How many entries have a label or a tag. */
export interface Facets {
  readonly labels: readonly { readonly value: string; readonly entries: number }[]
  readonly tags: readonly { readonly value: string; readonly entries: number }[]
}

/**
 * The labels and tags of a query's entries; null until they are counted.
 *
 * @param asked null while nobody looks: then nothing is counted; another number counts anew
 */
export function useFacets(
  query: Readonly<Ref<EntryQuery>>,
  asked: Readonly<Ref<number | null>>,
): Readonly<Ref<Facets | null>> {
  const host = useHost()
  const facets = shallowRef<Facets | null>(null)

  watch([query, asked], async (_, __, onCleanup) => {
    if (asked.value === null) return
    const control = new AbortController()
    onCleanup(() => control.abort())
    const counted = await host
      .call('entries.facets', { query: query.value }, control)
      .catch((error: unknown) => {
        if (control.signal.aborted) return null
        throw error
      })
    if (counted !== null && !control.signal.aborted) facets.value = named(counted)
  })
  return facets
}

function named({ labels, tags }: Output<'entries.facets'>): Facets {
  return {
    labels: labels.map(({ label, entries }) => ({ value: label, entries })),
    tags: tags.map(({ tag, entries }) => ({ value: tag, entries })),
  }
}

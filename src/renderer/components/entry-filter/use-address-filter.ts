import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { addressOfFilter, addressOfSort, beyondFilter, filterOfAddress, sortOfAddress } from './address.ts'
import type { EntryFilter, EntrySort } from './entry-filter.ts'

/** The filter and the order in the address of the screen, so that a reload, the way back and a link find them. */
export interface AddressFilter {
  readonly filter: WritableComputedRef<EntryFilter>
  readonly sort: WritableComputedRef<EntrySort>
}

/** @param usualSort where the address names none */
export function useAddressFilter(usualSort: EntrySort): AddressFilter {
  const route = useRoute()
  const router = useRouter()

  return {
    filter: computed({
      get: () => filterOfAddress(route.query),
      set(filter) {
        const before = filterOfAddress(route.query)
        const query = { ...beyondFilter(route.query), ...addressOfFilter(filter) }
        // Going back undoes a search as a whole, not letter by letter.
        const isTyping = before.text !== '' && before.text !== filter.text
        void router[isTyping ? 'replace' : 'push']({ query })
      },
    }),
    sort: computed({
      get: () => sortOfAddress(route.query.sort, usualSort),
      set: sort => void router.replace({ query: { ...route.query, sort: addressOfSort(sort) } }),
    }),
  }
}

import { computed, shallowRef, type WritableComputedRef, watch } from 'vue'
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
  const filter = shallowRef(filterOfAddress(route.query))
  const sort = shallowRef(sortOfAddress(route.query.sort, usualSort))
  /** Changes of ours on their way into the address, which follows a moment later: until then it is not to be believed. */
  let onTheirWay = 0

  const screen = route.name

  function readAddress(): void {
    // The address of the screen that comes next says nothing about this one.
    if (onTheirWay > 0 || route.name !== screen) return
    filter.value = filterOfAddress(route.query)
    sort.value = sortOfAddress(route.query.sort, usualSort)
  }

  async function writeAddress(how: 'push' | 'replace'): Promise<void> {
    const { sort: _, ...own } = beyondFilter(route.query)
    const order = addressOfSort(sort.value)
    const query = {
      ...own,
      ...(order === addressOfSort(usualSort) ? {} : { sort: order }),
      ...addressOfFilter(filter.value),
    }
    onTheirWay++
    await router[how]({ query }).finally(() => onTheirWay--)
    readAddress()
  }

  watch(() => route.query, readAddress)

  return {
    filter: computed({
      get: () => filter.value,
      set(next) {
        const before = filter.value.text
        filter.value = next
        // Going back undoes a search as a whole, not letter by letter.
        void writeAddress(before !== '' && before !== next.text ? 'replace' : 'push')
      },
    }),
    sort: computed({
      get: () => sort.value,
      set(next) {
        sort.value = next
        void writeAddress('replace')
      },
    }),
  }
}

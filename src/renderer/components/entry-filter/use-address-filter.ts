import { computed, type MaybeRefOrGetter, shallowRef, toValue, type WritableComputedRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { addressOfFilter, addressOfSort, beyondFilter, filterOfAddress, sortOfAddress } from './address.ts'
import type { EntryFilter, EntrySort } from './entry-filter.ts'

/** The filter and the order in the address of the screen, so that a reload, the way back and a link find them. */
export interface AddressFilter {
  readonly filter: WritableComputedRef<EntryFilter>
  readonly sort: WritableComputedRef<EntrySort>
}

/** @param usualSort where the address names none */
export function useAddressFilter(usualSort: MaybeRefOrGetter<EntrySort>): AddressFilter {
  const route = useRoute()
  const router = useRouter()
  const filter = shallowRef(filterOfAddress(route.query))
  /** As the address names it: the usual order may become another, and is not named. */
  const sortName = shallowRef(route.query.sort)
  /** Changes of ours on their way into the address, which follows a moment later: until then it is not to be believed. */
  let onTheirWay = 0

  const screen = route.name

  function readAddress(): void {
    // The address of the screen that comes next says nothing about this one.
    if (onTheirWay > 0 || route.name !== screen) return
    filter.value = filterOfAddress(route.query)
    sortName.value = route.query.sort
  }

  async function writeAddress(how: 'push' | 'replace'): Promise<void> {
    const { sort: _, ...own } = beyondFilter(route.query)
    const query = {
      ...own,
      ...(sortName.value === undefined ? {} : { sort: sortName.value }),
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
      get: () => sortOfAddress(sortName.value, toValue(usualSort)),
      set(next) {
        const order = addressOfSort(next)
        sortName.value = order === addressOfSort(toValue(usualSort)) ? undefined : order
        void writeAddress('replace')
      },
    }),
  }
}

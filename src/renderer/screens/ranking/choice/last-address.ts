import { type Ref, ref, watch } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'

const NAME = 'ranking'

/** What the ranking showed when it was left; a restart forgets it. */
let last: LocationQuery = {}

/**
 * Opens the ranking as it was left wherever it is asked for by name alone. What is returned is false while the address
 * is not yet what it will be.
 */
export function useLastAddress(): Readonly<Ref<boolean>> {
  const route = useRoute()
  const router = useRouter()
  const isByName = Object.keys(route.query).length === 0 && Object.keys(last).length > 0
  const isSettled = ref(!isByName)
  if (isByName) {
    void router.replace({ name: NAME, query: last }).finally(() => {
      isSettled.value = true
    })
  } else last = route.query
  watch(
    () => route.query,
    query => {
      if (route.name === NAME) last = query
    },
  )
  return isSettled
}

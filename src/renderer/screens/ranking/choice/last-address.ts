import { watch } from 'vue'
import { type LocationQuery, useRoute, useRouter } from 'vue-router'

const NAME = 'ranking'

/** What the ranking showed when it was left; a restart forgets it. */
let last: LocationQuery = {}

/** Opens the ranking as it was left wherever it is asked for by name alone. */
export function useLastAddress(): void {
  const route = useRoute()
  const router = useRouter()
  if (Object.keys(route.query).length === 0 && Object.keys(last).length > 0) {
    void router.replace({ name: NAME, query: last })
  }
  watch(
    () => route.query,
    query => {
      if (route.name === NAME) last = query
    },
    { immediate: true },
  )
}

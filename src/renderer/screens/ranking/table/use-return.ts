import { nextTick, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { EntryRows } from '../../../components/entry-filter/index.ts'
import { useHost } from '../../../host/index.ts'

/** The way to a row, and back to it. */
export interface Return {
  /** Notes in the address which entry the screen is left from; coming back leads to it. */
  leaveFrom(entry: number): Promise<unknown>
  /** Leads to an entry where it is among the rows. */
  goTo(entry: number): Promise<void>
}

/** @param reveal brings the row at a place into view */
export function useReturn(rows: EntryRows, reveal: (index: number) => void): Return {
  const host = useHost()
  const route = useRoute()
  const router = useRouter()

  async function goTo(entry: number): Promise<void> {
    const query = rows.query.value
    if (query === null) return
    const { offset } = await host.call('entries.locate', { query, entry })
    if (offset === null) return
    await nextTick()
    reveal(offset)
  }

  const left = Number(route.query.at)
  if (Number.isInteger(left) && left > 0) {
    const stop = watch(rows.key, key => {
      if (key === '') return
      stop()
      void goTo(left)
    })
  }

  return {
    leaveFrom: entry => router.replace({ query: { ...route.query, at: String(entry) } }),
    goTo,
  }
}

import { computed, onUnmounted, type Ref, ref, shallowRef, watch } from 'vue'
import type { EntryQuery, EntryRow } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import { useListsStore } from '../../stores/lists.ts'
import type { LoadRows } from '../virtual-table/index.ts'

/** The rows of a query as a VirtualTable takes them. */
export interface EntryRows {
  /**
   * The query whose rows show: the one before stays until the first rows of the next are there. Null before the first.
   */
  readonly query: Readonly<Ref<EntryQuery | null>>
  /** Names `query` to the table. */
  readonly key: Readonly<Ref<string>>
  readonly total: Readonly<Ref<number>>
  readonly load: LoadRows<EntryRow>
  /** Changes when the rows may have. */
  readonly revision: Readonly<Ref<number>>
  /** The query asked for has not been answered. */
  readonly isSearching: Readonly<Ref<boolean>>
  /** Why it could not be answered; null when nothing is wrong. */
  readonly failure: Readonly<Ref<unknown>>
  /** Asks again. */
  retry(): void
}

/** Rows fetched with a query's total: the first page of the table. */
const FIRST_ROWS = 100

/** @param query null where there is nothing to ask for */
export function useEntryRows(query: Readonly<Ref<EntryQuery | null>>): EntryRows {
  const host = useHost()
  const lists = useListsStore()
  const shown = shallowRef<EntryQuery | null>(null)
  const total = ref(0)
  const revision = ref(0)
  const isSearching = ref(false)
  const failure = shallowRef<unknown>(null)
  const asked = computed(() => (query.value === null ? null : JSON.stringify(query.value)))
  let first: readonly EntryRow[] = []
  let request: AbortController | null = null
  let isOutdated = false

  async function ask(wanted: EntryQuery): Promise<void> {
    request?.abort()
    const control = new AbortController()
    request = control
    isOutdated = false
    isSearching.value = true
    try {
      const page = await host.call('entries.page', { query: wanted, offset: 0, count: FIRST_ROWS }, control)
      if (control.signal.aborted) return
      first = page.rows
      total.value = page.total
      shown.value = wanted
      revision.value++
      failure.value = null
    } catch (error) {
      if (control.signal.aborted) return
      failure.value = error
    }
    request = null
    isSearching.value = false
    if (isOutdated) askAgain()
  }

  function askAgain(): void {
    if (query.value !== null) void ask(query.value)
  }

  watch(
    asked,
    () => {
      if (query.value !== null) return askAgain()
      request?.abort()
      shown.value = null
    },
    { immediate: true },
  )
  // Changes may come faster than answers: each answer is awaited, or none would ever be seen.
  watch(
    () => lists.revision,
    () => {
      if (request === null) askAgain()
      else isOutdated = true
    },
  )
  onUnmounted(() => request?.abort())

  return {
    query: shown,
    key: computed(() => (shown.value === null ? '' : JSON.stringify(shown.value))),
    total,
    revision,
    isSearching,
    failure,
    retry: askAgain,
    async load(offset, count, signal) {
      const of = shown.value
      if (of === null) return []
      if (offset === 0 && count === FIRST_ROWS) return first
      const page = await host.call('entries.page', { query: of, offset, count }, { signal })
      return page.rows
    },
  }
}

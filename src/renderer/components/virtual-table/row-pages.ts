/** Rows of a long result, fetched page by page as they come into view. */

/** Rows from `offset` on, at most `count`, in the result's order. */
export type LoadRows<Row> = (offset: number, count: number, signal: AbortSignal) => Promise<readonly Row[]>

/** Rows in one page; what is asked for at once. */
export const PAGE_ROWS = 100
/** Pages kept; the one longest unused goes first. */
const MOST_PAGES = 60
/** Requests under way at once: more would only wait for each other. */
const MOST_REQUESTS = 2

export interface RowPages<Row> {
  /** The row at a place, or undefined while it is not there. Rows from before `renew` stay until their page is anew. */
  row(index: number): Row | undefined
  /** Says which rows show, `end` not included: fetches what is missing of them, then a page ahead and behind. */
  show(first: number, end: number): void
  /** The result has changed: what shows is fetched anew. */
  renew(): void
  /** Another result: nothing that is here belongs to it. */
  clear(): void
  /** Tries again what failed. */
  retry(): void
  /** Ends all requests. */
  stop(): void
}

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly generation: number
}

export interface RowPagesEvents {
  /** Rows arrived or went. */
  readonly changed: () => void
  /** A page could not be had; null once all is well again. */
  readonly failed: (error: unknown) => void
}

/** @param load the source; asked for whole pages only */
export function rowPages<Row>(load: LoadRows<Row>, events: RowPagesEvents): RowPages<Row> {
  // In order of last use: a Map keeps insertion order.
  const pages = new Map<number, Page<Row>>()
  const requests = new Map<number, AbortController>()
  const failed = new Set<number>()
  let generation = 0
  let wanted: number[] = []

  function fetchWanted(): void {
    // A page that scrolled out of view is not waited for.
    for (const [number, request] of requests) {
      if (!wanted.includes(number)) {
        request.abort()
        requests.delete(number)
      }
    }
    for (const number of wanted) {
      if (requests.size >= MOST_REQUESTS) return
      const isHere = pages.get(number)?.generation === generation
      if (!isHere && !requests.has(number) && !failed.has(number)) void fetchPage(number)
    }
  }

  async function fetchPage(number: number): Promise<void> {
    const request = new AbortController()
    requests.set(number, request)
    const ofGeneration = generation
    try {
      const rows = await load(number * PAGE_ROWS, PAGE_ROWS, request.signal)
      if (request.signal.aborted) return
      pages.delete(number)
      pages.set(number, { rows, generation: ofGeneration })
      for (const oldest of pages.keys()) {
        if (pages.size <= MOST_PAGES) break
        pages.delete(oldest)
      }
      events.changed()
    } catch (error) {
      if (request.signal.aborted) return
      failed.add(number)
      events.failed(error)
    } finally {
      if (requests.get(number) === request) requests.delete(number)
      fetchWanted()
    }
  }

  function forgetRequests(): void {
    for (const request of requests.values()) request.abort()
    requests.clear()
    if (failed.size > 0) events.failed(null)
    failed.clear()
  }

  return {
    row: index => pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS],
    show(first, end) {
      if (end <= first) return
      const from = Math.floor(first / PAGE_ROWS)
      const to = Math.floor((end - 1) / PAGE_ROWS)
      const inView = Array.from({ length: to - from + 1 }, (_, i) => from + i)
      for (const number of inView) {
        const page = pages.get(number)
        if (page === undefined) continue
        pages.delete(number)
        pages.set(number, page)
      }
      wanted = [...inView, to + 1, ...(from > 0 ? [from - 1] : [])]
      fetchWanted()
    },
    renew() {
      generation++
      forgetRequests()
      fetchWanted()
    },
    clear() {
      generation++
      pages.clear()
      forgetRequests()
      events.changed()
      fetchWanted()
    },
    retry() {
      forgetRequests()
      fetchWanted()
    },
    stop() {
      wanted = []
      forgetRequests()
    },
  }
}

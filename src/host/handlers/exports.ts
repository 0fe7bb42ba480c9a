import type { exportMethods } from '../../contract/methods/exports.ts'
import { type Entry, type EntryId, exportTable, type ListId, listTable } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import { safeTitle } from '../transfers/safe-title.ts'
import type { HandlersOf } from '../wire/handlers.ts'

const ENTRIES_AT_ONCE = 1000

/** Lists as files. */
export function exportHandlers({
  library,
  transfers,
}: Pick<HostServices, 'library' | 'transfers'>): HandlersOf<typeof exportMethods> {
  async function* entriesOf(list: ListId, signal: AbortSignal): AsyncGenerator<Entry> {
    for (let last: EntryId | null = null; ; ) {
      signal.throwIfAborted()
      const page: readonly Entry[] = await library.entriesAfter(list, last, ENTRIES_AT_ONCE)
      yield* page
      last = page.at(-1)?.id ?? null
      if (page.length < ENTRIES_AT_ONCE) return
    }
  }

  return {
    async 'lists.export'({ list, format }, { signal }) {
      const { name } = await library.listWithId(list as ListId)
      const fileName = `${safeTitle(name, 'List')}.${format}`
      const { id, bytes } = await transfers.make(fileName, async path =>
        exportTable(await listTable(() => entriesOf(list as ListId, signal)), path),
      )
      return { file: id, fileName, bytes }
    },
  }
}

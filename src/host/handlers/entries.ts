import type { Selection } from '../../contract/index.ts'
import type { libraryMethods } from '../../contract/methods/library.ts'
import type { EntryId, ListId } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'
import { listOf } from './lists.ts'

type EntryMethods = Pick<typeof libraryMethods, Extract<keyof typeof libraryMethods, `entries.${string}`>>

/** Entries of all lists: found, looked at, edited. */
export function entryHandlers({
  library,
  entries,
  entryPages,
}: Pick<HostServices, 'library' | 'entries' | 'entryPages'>): HandlersOf<EntryMethods> {
  /** The numbers of selected entries. */
  const selected = async (selection: Selection): Promise<readonly EntryId[]> => {
    if ('entries' in selection) return selection.entries as EntryId[]
    const query = await entryPages.libraryQuery(selection.query)
    const { output } = await entries.ids(query, 0, Number.MAX_SAFE_INTEGER)
    const except = new Set(selection.except)
    return Array.from(output).filter(id => !except.has(id)) as EntryId[]
  }

  const changed = ({ result, step }: { result: number; step: number | null }) => ({ entries: result, step })

  return {
    'entries.page': ({ query, offset, count }) => entryPages.earlyPage(query, offset, count),
    async 'entries.locate'({ query, entry }) {
      const { output } = await entries.locate(await entryPages.libraryQuery(query), entry as EntryId)
      return { offset: output }
    },
    async 'entries.ids'({ query, offset, count }) {
      const { output } = await entries.ids(await entryPages.libraryQuery(query), offset, count)
      return Array.from(output)
    },
    async 'entries.facets'({ query }) {
      const { labels, tags } = (await entries.facets(await entryPages.libraryQuery(query))).output
      return { labels: [...labels], tags: [...tags] }
    },
    async 'entries.histogram'({ query, low, high, bins }) {
      const { output } = await entries.histogram(await entryPages.libraryQuery(query), low, high, bins)
      const counts = [...output.counts]
      const inside = counts.reduce((sum, count) => sum + count, 0)
      const { below, above } = output
      return { counts, below, above, total: inside + below + above }
    },
    'entries.edit': async ({ selection, change }) =>
      changed(await library.change('editEntries', await selected(selection), change)),
    async 'entries.correct'({ entry, text }) {
      const { result: problem, step } = await library.change('correctEntry', entry as EntryId, text)
      const [row] = await library.entriesWithIds([entry as EntryId])
      return { formula: row?.compound?.formula ?? null, problem, step }
    },
    'entries.bin': async ({ selection }) =>
      changed(await library.change('binEntries', await selected(selection))),
    'entries.restore': async ({ selection }) =>
      changed(await library.change('restoreEntries', await selected(selection))),
    async 'entries.copy'({ selection, into }) {
      const chosen = await selected(selection)
      if ('newList' in into) {
        const { result, step } = await library.change('copyEntriesToNewList', chosen, into.newList, into.kind)
        return { list: listOf(result), step, entries: result.entryCount }
      }
      const list = into.list as ListId
      const { result, step } = await library.change('copyEntries', chosen, list)
      return { list: listOf(await library.listWithId(list)), step, entries: result }
    },
  }
}

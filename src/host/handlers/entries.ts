import type { EntryQuery, EntryRow, Selection } from '../../contract/index.ts'
import type { libraryMethods } from '../../contract/methods/library.ts'
import type { EntryId, EntryQuery as LibraryQuery, ListId, RankedEntry } from '../../library/index.ts'
import { entryRowOf } from '../entries/entry-row.ts'
import { openQueriedModels, type QueriedModel } from '../entries/queried-models.ts'
import type { HostServices } from '../services.ts'
import type { HandlersOf } from '../wire/handlers.ts'
import { listOf } from './lists.ts'

type EntryMethods = Pick<typeof libraryMethods, Extract<keyof typeof libraryMethods, `entries.${string}`>>

/** A query whose models are known. */
interface ReadyQuery {
  readonly query: LibraryQuery
  readonly model: QueriedModel | null
  readonly comparedModel: QueriedModel | null
}

/** Entries of all lists: found, looked at, edited. */
export function entryHandlers(
  services: Pick<HostServices, 'library' | 'entries' | 'models' | 'events'>,
): HandlersOf<EntryMethods> {
  const { library, entries } = services
  const models = openQueriedModels(services)

  const ready = async (query: EntryQuery): Promise<ReadyQuery> => {
    const [model, comparedModel] = await Promise.all([
      models.find(query.model),
      query.comparedModel === null ? null : models.find(query.comparedModel),
    ])
    return {
      query: {
        ...query,
        list: query.list as ListId | null,
        model: model?.number ?? null,
        comparedModel: comparedModel?.number ?? null,
      },
      model,
      comparedModel,
    }
  }

  /** The numbers of selected entries. */
  const selected = async (selection: Selection): Promise<readonly EntryId[]> => {
    if ('entries' in selection) return selection.entries as EntryId[]
    const { query } = await ready(selection.query)
    const { output } = await entries.ids(query, 0, Number.MAX_SAFE_INTEGER)
    const except = new Set(selection.except)
    return Array.from(output).filter(id => !except.has(id)) as EntryId[]
  }

  const rowsOf = (rows: readonly RankedEntry[], { model, comparedModel }: ReadyQuery): EntryRow[] =>
    rows.map(row => entryRowOf(row, model, comparedModel))

  const changed = ({ result, step }: { result: number; step: number | null }) => ({ entries: result, step })

  return {
    async 'entries.page'({ query, offset, count }) {
      const asked = await ready(query)
      const { output, revision } = await entries.page(asked.query, offset, count)
      return { rows: rowsOf(output.rows, asked), total: output.total, revision }
    },
    async 'entries.locate'({ query, entry }) {
      const { output } = await entries.locate((await ready(query)).query, entry as EntryId)
      return { offset: output }
    },
    async 'entries.ids'({ query, offset, count }) {
      const { output } = await entries.ids((await ready(query)).query, offset, count)
      return Array.from(output)
    },
    async 'entries.facets'({ query }) {
      const { labels, tags } = (await entries.facets((await ready(query)).query)).output
      return { labels: [...labels], tags: [...tags] }
    },
    async 'entries.histogram'({ query, low, high, bins }) {
      const { output } = await entries.histogram((await ready(query)).query, low, high, bins)
      const counts = [...output.counts]
      const inside = counts.reduce((sum, count) => sum + count, 0)
      const { below, above } = output
      return { counts, below, above, total: inside + below + above }
    },
    'entries.edit': async ({ selection, change }) =>
      changed(await library.change('editEntries', await selected(selection), change)),
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

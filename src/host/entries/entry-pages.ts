import type { EntryQuery, EntryRow } from '../../contract/index.ts'
import type { EntryQuery as LibraryQuery, ListId } from '../../library/index.ts'
import type { HostServices } from '../services.ts'
import { entryRowOf } from './entry-row.ts'
import { openQueriedModels, type QueriedModel } from './queried-models.ts'

/** A query whose models are known. */
export interface ReadyQuery {
  readonly query: LibraryQuery
  readonly model: QueriedModel | null
  readonly comparedModel: QueriedModel | null
}

/** Rows of a query's result, of how many, and the revision that they show. */
export interface EntryRows {
  readonly rows: EntryRow[]
  readonly total: number
  readonly revision: number
}

/** What windows and reports see of queries. */
export interface EntryPages {
  /** Throws `model/unknown`. */
  ready(query: EntryQuery): Promise<ReadyQuery>
  /** Rows `offset` … of a query's result. */
  page(query: EntryQuery, offset: number, count: number): Promise<EntryRows>
}

export function openEntryPages(services: Pick<HostServices, 'entries' | 'models' | 'events'>): EntryPages {
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

  return {
    ready,
    async page(query, offset, count) {
      const { query: asked, model, comparedModel } = await ready(query)
      const { output, revision } = await services.entries.page(asked, offset, count)
      const rows = output.rows.map(row => entryRowOf(row, model, comparedModel))
      return { rows, total: output.total, revision }
    },
  }
}

import type { EntryQuery, EntryRow } from '../../contract/index.ts'
import type { StateSelection } from '../../domain/charge/index.ts'
import type { EntryQuery as LibraryQuery, ListId } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import { scoresWithin } from '../registry/percentile.ts'
import { entryRowOf, NO_OLDER_SCORES } from './entry-row.ts'
import { openOlderScores } from './older-scores.ts'
import { openQueriedModels } from './queried-models.ts'

/** Rows of a query's result, how many it has, and the revision of the library that they show. */
export interface EntryRows {
  readonly rows: EntryRow[]
  readonly total: number
  readonly revision: number
}

/** Queries of windows, as the library takes them and as windows see their results. */
export interface EntryPages {
  /** Throws `model/unknown`. */
  libraryQuery(query: EntryQuery): Promise<LibraryQuery>
  /** Rows `offset` … of a query's result. */
  page(query: EntryQuery, offset: number, count: number): Promise<EntryRows>
  /**
   * What `page` gives, and what other models said of entries without a score; soon after a start perhaps without ranks,
   * and then windows are told when these are known.
   */
  earlyPage(query: EntryQuery, offset: number, count: number): Promise<EntryRows>
}

export function openEntryPages(
  parts: Pick<CoreServices, 'entries' | 'library' | 'models' | 'events' | 'settings'>,
): EntryPages {
  const models = openQueriedModels(parts)
  const olderScores = openOlderScores(parts)

  const ready = async (query: EntryQuery) => {
    const [model, comparedModel] = await Promise.all([
      models.find(query.model),
      query.comparedModel === null ? null : models.find(query.comparedModel),
    ])
    const asked: LibraryQuery = {
      ...query,
      list: query.list as ListId | null,
      score: scoresWithin(model?.model ?? null, query.score),
      comparedScore: scoresWithin(comparedModel?.model ?? null, query.comparedScore),
      model: model?.number ?? null,
      comparedModel: comparedModel?.number ?? null,
      sort: libraryOrder(query.sort, parts.settings.get().oxidationStates),
    }
    return { asked, model, comparedModel }
  }

  const page: EntryPages['page'] = async (query, offset, count) => {
    const { asked, model, comparedModel } = await ready(query)
    const { output, revision } = await parts.entries.page(asked, offset, count)
    const rows = output.rows.map(row => entryRowOf(row, model, comparedModel, NO_OLDER_SCORES))
    return { rows, total: output.total, revision }
  }

  const earlyPage: EntryPages['earlyPage'] = async (query, offset, count) => {
    const { asked, model, comparedModel } = await ready(query)
    const { output, revision } = await parts.entries.earlyPage(asked, offset, count)
    const [older, comparedOlder] = await Promise.all([
      olderScores(output.rows, model, 'score'),
      olderScores(output.rows, comparedModel, 'comparedScore'),
    ])
    const rows = output.rows.map(row => entryRowOf(row, model, comparedModel, { older, comparedOlder }))
    return { rows, total: output.total, revision }
  }

  return {
    libraryQuery: async query => (await ready(query)).asked,
    page,
    earlyPage,
  }
}

/** Charges balance by the oxidation states that the user has chosen. */
function libraryOrder({ by, direction }: EntryQuery['sort'], states: StateSelection): LibraryQuery['sort'] {
  if (by !== 'charge') return { by, direction }
  return { by: states === 'all' ? 'chargeByAllStates' : 'chargeByCommonStates', direction }
}

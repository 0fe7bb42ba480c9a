import { setImmediate } from 'node:timers/promises'
import { parseFormula } from '../../domain/formula/index.ts'
import type { ComputeProcess } from '../../engine/index.ts'
import type { Entry, EntryId, ListId } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import { type RankableLine, type Ranking, rankLines } from '../ranking.ts'

/** A ranking of a list of the library. */
export interface ListRanking {
  readonly listName: string
  readonly ranking: Ranking
  /** The entry that a line of the ranking stands for. */
  readonly entryOf: (line: RankableLine) => EntryId
}

/** After so many lines other work gets its turn. */
const LINES_AT_ONCE = 1000

/** Ranks lists, and keeps the latest ranking until the library changes. */
export function openRankings({
  library,
  engine,
  models,
  events,
}: Pick<CoreServices, 'library' | 'engine' | 'models' | 'events'>) {
  let kept: { readonly key: string; readonly ranking: Promise<ListRanking> } | null = null
  events.listen(event => {
    if (event === 'library') kept = null
  })

  const call: ComputeProcess['call'] = (method, input, options) => ({
    result: engine.call(method as 'score', input as never, options as never) as never,
    pause: () => undefined,
    resume: () => undefined,
    finish: () => undefined,
  })

  async function rank(list: ListId, modelId: string | null): Promise<ListRanking> {
    const model = await models.find(modelId)
    const { name } = await library.listWithId(list)
    const entries = new Map<RankableLine, EntryId>()
    for (let last: EntryId | null = null; ; ) {
      const page: Entry[] = await library.entriesAfter(list, last, LINES_AT_ONCE)
      for (const entry of page) {
        const line =
          entry.compound === null ? entry : { ...entry, composition: parseFormula(entry.text.trim()) }
        entries.set(line, entry.id)
        last = entry.id
      }
      if (page.length < LINES_AT_ONCE) break
      await setImmediate()
    }
    const ranking = await rankLines({ call }, model, [...entries.keys()])
    return { listName: name, ranking, entryOf: line => entries.get(line)! }
  }

  return {
    /** Throws `library/no-such-list`, `model/unknown` and what scoring throws. */
    async of(list: number, modelId: string | null): Promise<ListRanking> {
      const { manifest } = await models.find(modelId)
      const key = `${list} ${manifest.files['weights.bin']}`
      if (kept?.key === key) return kept.ranking
      const ranking = rank(list as ListId, modelId)
      const mine = { key, ranking }
      kept = mine
      ranking.catch(() => {
        if (kept === mine) kept = null
      })
      return ranking
    },
  }
}

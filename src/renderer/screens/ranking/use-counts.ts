import { type ComputedRef, computed } from 'vue'
import type { EntryQuery } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import { useListsStore } from '../../stores/lists.ts'
import type { RankedLists } from './choice/ranking-choice.ts'
import { useLibraryAnswer } from './use-library-answer.ts'

/** How many lines of the lists there are of each kind, whatever is filtered. */
export interface RankingCounts {
  readonly all: number
  readonly ranked: number
  readonly unread: number
  /** Without a rank, for whatever reason. */
  readonly unranked: number
}

/** @param wholeQuery all lines of the lists; null where there is nothing to count */
export function useCounts(
  lists: () => RankedLists | null,
  wholeQuery: () => EntryQuery | null,
): ComputedRef<RankingCounts | null> {
  const host = useHost()
  const store = useListsStore()
  const ranked = useLibraryAnswer(wholeQuery, async (query, signal) => {
    const scored = { ...query, unranked: 'without' as const }
    const { total } = await host.call('entries.page', { query: scored, offset: 0, count: 0 }, { signal })
    return total
  })

  return computed(() => {
    const counted = lists()
    const answer = ranked.answer.value
    if (counted === null || answer === null || ranked.isStale.value) return null
    const of = counted.kind === 'one' ? [counted.list] : store.all
    const all = of.reduce((sum, { entryCount }) => sum + entryCount, 0)
    const unread = of.reduce((sum, { unreadCount }) => sum + unreadCount, 0)
    // The lists may be a step behind or ahead of the scores.
    const unranked = Math.max(unread, all - answer.value)
    return { all, ranked: answer.value, unread, unranked }
  })
}

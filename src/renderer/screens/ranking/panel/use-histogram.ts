import type { EntryQuery } from '../../../../contract/index.ts'
import type { QuantileDistribution } from '../../../../domain/statistics/index.ts'
import { type BinnedList, densityEnd, readableBins } from '../../../charts/index.ts'
import { useHost } from '../../../host/index.ts'
import { type LibraryAnswer, useLibraryAnswer } from '../use-library-answer.ts'

/** Bins asked for: they can be joined in pairs and in threes. */
const BINS = 60

/** What is counted: a query's compounds, from zero to `high`. */
export interface HistogramQuestion {
  readonly query: EntryQuery
  readonly high: number
}

/** RMSE of a query's compounds, whatever stretch of it is chosen, as far as the reference reaches. */
export function useHistogram(
  query: () => EntryQuery | null,
  reference: () => QuantileDistribution | null,
): LibraryAnswer<HistogramQuestion, BinnedList> {
  const host = useHost()
  return useLibraryAnswer(
    () => {
      const now = query()
      const known = reference()
      if (now === null || known === null) return null
      // Neither the chosen stretch nor the order changes what is counted.
      const score = { min: null, max: null }
      const sort = { by: 'score' as const, direction: 'ascending' as const }
      return { query: { ...now, score, sort }, high: densityEnd(known) }
    },
    async ({ query: asked, high }, signal) => {
      const range = { low: 0, high, bins: BINS }
      const { counts, below, above } = await host.call(
        'entries.histogram',
        { query: asked, ...range },
        { signal },
      )
      return readableBins({ low: 0, high, counts, below, above })
    },
  )
}

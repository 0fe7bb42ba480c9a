import type { EntryQuery, ScoreKind } from '../../../../contract/index.ts'
import type { QuantileDistribution } from '../../../../domain/statistics/index.ts'
import { type BinnedList, readableBins, referenceAxis } from '../../../charts/index.ts'
import { useHost } from '../../../host/index.ts'
import { type LibraryAnswer, useLibraryAnswer } from '../use-library-answer.ts'

/** Bins asked for: they can be joined in pairs and in threes. */
const BINS = 60

/** What is counted: a query's compounds, from `low` to `high`. */
export interface HistogramQuestion {
  readonly query: EntryQuery
  readonly low: number
  readonly high: number
}

/** Scores of a query's compounds, whatever stretch of them is chosen, as far as the reference reaches. */
export function useHistogram(
  query: () => EntryQuery | null,
  kind: () => ScoreKind,
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
      return { query: { ...now, score, sort }, ...referenceAxis(kind(), known) }
    },
    async ({ query: asked, low, high }, signal) => {
      const range = { low, high, bins: BINS }
      const { counts, below, above } = await host.call(
        'entries.histogram',
        { query: asked, ...range },
        { signal },
      )
      return readableBins({ low, high, counts, below, above })
    },
  )
}

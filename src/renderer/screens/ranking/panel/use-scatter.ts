import type { EntryQuery } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { type LibraryAnswer, useLibraryAnswer } from '../use-library-answer.ts'
import { samplesOf } from './sampling.ts'

/** A line that both models have scored. */
export interface ComparedPoint {
  readonly entry: number
  readonly formula: string
  readonly score: number
  readonly comparedScore: number
}

export interface ComparedPoints {
  readonly points: readonly ComparedPoint[]
  /** Lines that were looked at, and those that there are. */
  readonly taken: number
  readonly total: number
}

/** More points than these make a chart no clearer. */
const MOST_POINTS = 2000
const STRETCHES = 20

/** Points of a query's lines for the comparison of two models; of very many, a part taken evenly. */
export function useComparedPoints(query: () => EntryQuery | null): LibraryAnswer<EntryQuery, ComparedPoints> {
  const host = useHost()
  return useLibraryAnswer(
    () => {
      const now = query()
      if (now === null || now.comparedModel === null) return null
      // In the order of formulas neighbours lie far apart in score, so that a part of them stands for the whole.
      return { ...now, sort: { by: 'formula' as const, direction: 'ascending' as const } }
    },
    async (asked, signal) => {
      const { total } = await host.call('entries.page', { query: asked, offset: 0, count: 0 }, { signal })
      const points: ComparedPoint[] = []
      let taken = 0
      for (const sample of samplesOf(total, MOST_POINTS, STRETCHES)) {
        const { rows } = await host.call('entries.page', { query: asked, ...sample }, { signal })
        taken += rows.length
        for (const { id, text, score, comparedScore } of rows) {
          if (score === null || comparedScore === null) continue
          points.push({ entry: id, formula: text, score, comparedScore })
        }
      }
      return { points, taken, total }
    },
  )
}

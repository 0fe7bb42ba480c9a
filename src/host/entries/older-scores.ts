import type { EntryRow } from '../../contract/index.ts'
import type { CompoundId, ModelId, RankedEntry } from '../../library/index.ts'
import type { CoreServices } from '../core-services.ts'
import { isOfKind } from '../models.ts'
import { percentileOf } from '../registry/percentile.ts'
import type { QueriedModel } from './queried-models.ts'

type OlderScore = NonNullable<EntryRow['olderScore']>

/** Which of an entry's scores. */
type Which = 'score' | 'comparedScore'

/** Knows what other models said of the entries of a page that a model has not scored. */
export function openOlderScores({
  entries,
  library,
  models,
}: Pick<CoreServices, 'entries' | 'library' | 'models'>) {
  /** By the compound; empty where every entry has its score. */
  return async (
    rows: readonly RankedEntry[],
    of: QueriedModel | null,
    which: Which,
  ): Promise<ReadonlyMap<CompoundId, OlderScore>> => {
    const unscored = rows.flatMap(row =>
      row[which] === null && row.compound !== null ? row.compound.id : [],
    )
    if (of === null || unscored.length === 0) return new Map()
    const { output: others } = await entries.otherScores(of.number, unscored)
    if (others.length === 0) return new Map()
    const tellers = await tellersOf(of, [...new Set(others.map(({ model }) => model))])
    return new Map(
      others.map(({ compound, model, score }) => {
        const { name, percentile } = tellers.get(model)!
        return [compound, { score, percentile: percentile(score), model: name }]
      }),
    )
  }

  /** What models of the library's numbers are called, and their percentiles while their files are there. */
  async function tellersOf({ model: { kind } }: QueriedModel, numbers: readonly ModelId[]) {
    const [registered, shelf] = await Promise.all([library.models(), models.all()])
    const there = shelf.models.filter(isOfKind(kind))
    return new Map(
      registered
        .filter(({ id }) => numbers.includes(id))
        .map(({ id, folder, name }) => {
          const model = there.find(one => one.folder === folder)
          return [
            id,
            {
              name: model?.manifest.name ?? name,
              percentile: (score: number) => (model ? percentileOf(model, score) : null),
            },
          ] as const
        }),
    )
  }
}

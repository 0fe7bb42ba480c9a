import type { EntryQuery, EntryRow } from '../../contract/index.ts'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { type EntryReader, openEntryReader, type RankedEntry } from '../../library/index.ts'
import type { Model, TrainingMemory } from '../models.ts'
import { type ModelRegistry, percentileOf } from '../registry/model-registry.ts'
import type { EventBus } from '../wire/events.ts'

/** Rows of a query's result, and how many it has. */
export interface EntryRows {
  readonly rows: readonly EntryRow[]
  readonly total: number
}

/** Rows `offset` … of a query's result, as `entries.page` gives them. */
export type EntryPages = (query: EntryQuery, offset: number, count: number) => Promise<EntryRows>

/** Opens the library of a data folder for reports; what is read is kept until the library changes. */
export function openEntryPages(
  dataFolder: string,
  models: ModelRegistry,
  events: Pick<EventBus, 'listen'>,
): EntryPages & { stop(): void } {
  let reader: EntryReader | null = null
  events.listen(event => {
    if (event === 'library') reader?.forget()
  })
  const page = async (query: EntryQuery, offset: number, count: number) => {
    const model = await models.find(query.model)
    const memory = await models.memory(model)
    const modelId = await models.libraryId(model)
    reader ??= openEntryReader(dataFolder)
    const { bin: _, tags: __, comparedModel: ___, ...asked } = query
    const { rows, total } = reader.page(
      { ...asked, list: asked.list as never, model: modelId, sort: asked.sort as never },
      offset,
      count,
    )
    return { rows: rows.map(entry => rowOf(entry, model, memory)), total }
  }
  return Object.assign(page, { stop: () => reader?.close() })
}

function rowOf(entry: RankedEntry, model: Model, memory: TrainingMemory): EntryRow {
  const { compound, rmse, ...text } = entry
  const composition = compound === null ? [] : parseFormula(compound.formula)
  return {
    ...text,
    formula: compound?.formula ?? null,
    problem: 'problem' in entry ? entry.problem : null,
    duplicateOfLine: 'duplicateOfLine' in entry ? entry.duplicateOfLine : null,
    tags: [],
    binnedAt: null,
    outsideElements: undescribedElements(composition),
    rmse,
    percentile: rmse === null ? null : percentileOf(model, rmse),
    trainedOn: compound !== null && memory.wasTrainedOn(compound.formula),
    unseenElements: composition.map(({ symbol }) => symbol).filter(symbol => !memory.hasSeen(symbol)),
    comparedRmse: null,
    comparedPercentile: null,
    comparedRank: null,
  }
}

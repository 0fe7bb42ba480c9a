import type { EntryRow } from '../../contract/index.ts'
import { undescribedElements } from '../../domain/descriptor/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { RankedEntry } from '../../library/index.ts'
import { percentileOf } from '../registry/model-registry.ts'
import type { QueriedModel } from './queried-models.ts'

/** An entry as windows see it. */
export function entryRowOf(
  entry: RankedEntry,
  model: QueriedModel | null,
  comparedModel: QueriedModel | null,
): EntryRow {
  const { compound, tags, rmse, comparedRmse, ...shared } = entry
  const formula = compound?.formula ?? null
  const composition = formula === null ? [] : parseFormula(formula)
  const symbols = composition.map(({ symbol }) => symbol)
  return {
    id: shared.id,
    list: shared.list,
    text: shared.text,
    line: shared.line,
    formula,
    problem: entry.compound === null ? entry.problem : null,
    duplicateOfLine: entry.compound === null ? null : entry.duplicateOfLine,
    externalId: shared.externalId,
    label: shared.label,
    note: shared.note,
    tags: [...tags],
    binnedAt: shared.binnedAt,
    energyAboveHullEvPerAtom: shared.energyAboveHullEvPerAtom,
    otherColumns: { ...shared.otherColumns },
    outsideElements: [...undescribedElements(composition)],
    rmse,
    percentile: percentile(model, rmse),
    rank: shared.rank,
    trainedOn: formula !== null && (model?.memory.wasTrainedOn(formula) ?? false),
    unseenElements: model === null ? [] : symbols.filter(symbol => !model.memory.hasSeen(symbol)),
    comparedRmse,
    comparedPercentile: percentile(comparedModel, comparedRmse),
    comparedRank: shared.comparedRank,
  }
}

function percentile(of: QueriedModel | null, rmse: number | null): number | null {
  return of === null || rmse === null ? null : percentileOf(of.model, rmse)
}

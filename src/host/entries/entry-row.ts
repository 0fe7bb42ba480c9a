import type { EntryRow } from '../../contract/index.ts'
import type { Composition, ElementSymbol } from '../../domain/composition.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import type { CompoundId, RankedEntry } from '../../library/index.ts'
import { elementsOutside } from '../registry/model-registry.ts'
import { percentileOf } from '../registry/percentile.ts'
import type { QueriedModel } from './queried-models.ts'

/** What other models said of compounds. */
interface OlderScores {
  readonly older: ReadonlyMap<CompoundId, NonNullable<EntryRow['olderScore']>>
  readonly comparedOlder: ReadonlyMap<CompoundId, NonNullable<EntryRow['olderScore']>>
}

export const NO_OLDER_SCORES: OlderScores = { older: new Map(), comparedOlder: new Map() }

/** An entry as windows see it. */
export function entryRowOf(
  entry: RankedEntry,
  model: QueriedModel | null,
  comparedModel: QueriedModel | null,
  { older, comparedOlder }: OlderScores,
): EntryRow {
  const { compound, tags, score, comparedScore, ...shared } = entry
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
    outsideElements: outside(model, composition),
    score,
    percentile: percentile(model, score),
    rank: shared.rank,
    trainedOn: wasTrainedOn(model, formula),
    unseenElements: model === null ? [] : symbols.filter(symbol => !model.memory.hasSeen(symbol)),
    olderScore: (compound && older.get(compound.id)) ?? null,
    comparedOutsideElements: outside(comparedModel, composition),
    comparedScore,
    comparedPercentile: percentile(comparedModel, comparedScore),
    comparedRank: shared.comparedRank,
    comparedTrainedOn: wasTrainedOn(comparedModel, formula),
    comparedOlderScore: (compound && comparedOlder.get(compound.id)) ?? null,
  }
}

function percentile(of: QueriedModel | null, score: number | null): number | null {
  return of === null || score === null ? null : percentileOf(of.model, score)
}

function wasTrainedOn(of: QueriedModel | null, formula: string | null): boolean {
  return of !== null && formula !== null && of.memory.wasTrainedOn(formula)
}

function outside(of: QueriedModel | null, composition: Composition): ElementSymbol[] {
  return of === null ? [] : [...elementsOutside(of.model, of.memory, composition)]
}

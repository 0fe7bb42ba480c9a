export { type BackgroundRow, generalWeight, generateBackground, sameSizeWeight } from './background/index.ts'
export {
  COMMON_STATES,
  ELEMENT_CONSTANTS,
  type ElementIndex,
  elementSymbol,
  REPORTED_STATES,
} from './elements/index.ts'
export { evaluateStabilityScores, type StabilityEvaluation, SUBSET_NAMES } from './evaluation.ts'
export { assignFolds, foldOfSystem, hiddenFolds, type Parting } from './folds.ts'
export type { StabilityForests } from './forests.ts'
export { type MergedElement, type Representative, representative } from './host-compound.ts'
export { ownCompound } from './own-compound.ts'
export { type PackedStoichiometries, pack, packedCount, unpack, unpackAll } from './packed.ts'
export {
  type ChargeReason,
  type Competition,
  type Contributions,
  type Reasons,
  reasonsFor,
  type SiteAnalogs,
} from './reasons/index.ts'
export { elementsUnknownTo, type StabilityResult, type StabilityScorer, scoreComposition } from './score.ts'
export {
  queryOf,
  STATISTIC_GROUPS,
  STATISTICS,
  type StatisticGroupName,
  writeStatistics,
} from './statistics/index.ts'
export { compositionOf, type Stoichiometry, wholeStoichiometry } from './stoichiometry.ts'
export { buildTables } from './tables/index.ts'
export {
  allNodes,
  BINS,
  type BinEdges,
  EDGES,
  type Forest,
  type ForestSettings,
  forestScore,
  growForest,
  innerNodes,
  NO_SPLIT,
  quantileEdges,
  type TrainingRows,
  writeBins,
} from './trees/index.ts'

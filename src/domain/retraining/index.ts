export {
  COMPARED_PROBABILITIES,
  compareModels,
  type GroupComparison,
  type JudgedCompound,
  type JudgedCompounds,
  type JudgingGroup,
  type LabelledComparison,
  MEDIAN,
  type ModelComparison,
  type RankMove,
} from './comparison.ts'
export { assignFolds, FOLD_PARTINGS, type FoldChoice, type FoldParting, foldRuns, systemOf } from './folds.ts'
export { type FoldResult, type FoldValidation, type MeanAndSpread, summariseFolds } from './validation.ts'
export { type Effect, foldEffect, type Verdict, verdictOf } from './verdict.ts'

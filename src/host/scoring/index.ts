export { type ListScoring, openListScoring } from './list-scoring.ts'
export { type ModelScores, modelScores } from './model-scores.ts'
export { type ScoringControl, type ScoringParts, scoreList } from './score-list.ts'

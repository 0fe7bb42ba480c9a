export { type ListScoring, openListScoring } from './list-scoring.ts'
export { type ScoringControl, scoreList } from './score-list.ts'

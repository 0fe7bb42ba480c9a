import type { ScoringEngine } from '../engine/scoring-engine.ts'

/** What scores many compositions, without a person waiting for each. */
export type BulkScoring = Pick<ScoringEngine, 'call'>

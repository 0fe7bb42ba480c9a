export { checkSearch, LARGEST_AMOUNT } from './check-search.ts'
export { type CandidateCount, countCandidates } from './count-candidates.ts'
export { candidateBatches, enumerateCandidates } from './enumerate-candidates.ts'
export { LAW_G, LAW_K, OXIDE_CATIONS } from './laws.ts'
export { type SampleEnd, sampleCandidates } from './sample-candidates.ts'
export type {
  ChargeCondition,
  ChargedElement,
  Role,
  RoleElement,
  SearchSpec,
  WholeRange,
} from './search-spec.ts'
export { usualStates } from './usual-states.ts'
